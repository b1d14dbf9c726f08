using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>The errors of a project that come with a change.</summary>
/// <param name="Before">What there was before in the files that could break.</param>
/// <param name="New">What is there beyond that.</param>
internal sealed record NewErrors(CompileErrors Before, ImmutableArray<Diagnostic> New);

/// <summary>
/// Finds what compiled before a change and no longer does. Only those files are compiled that were edited, or that hold a name of which the declaration has become another.
/// </summary>
internal sealed class CompileComparison(Solution before, Solution after)
{
    private readonly ConcurrentDictionary<ProjectId, Task<ProjectChange>> changes = new();

    /// <summary>The projects with new errors.</summary>
    /// <param name="concerned">Those that are changed, and those that refer to them.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyDictionary<ProjectId, NewErrors>> RunAsync(IReadOnlyCollection<ProjectId> concerned, CancellationToken cancellation)
    {
        var found = new ConcurrentDictionary<ProjectId, NewErrors>();
        var graph = after.GetProjectDependencyGraph();
        await Parallel.ForEachAsync(concerned, cancellation, async (id, token) =>
        {
            var relevant = await Task.WhenAll(graph.GetProjectsThatThisProjectTransitivelyDependsOn(id).Append(id).Where(concerned.Contains).Select(changed => changes.GetOrAdd(changed, key => ChangeOfAsync(key, token))));
            var (old, now) = (await CompilationOfAsync(before, id, token), await CompilationOfAsync(after, id, token));
            var edited = (await changes[id]).Files.Select(static file => file.After).ToHashSet();
            var breakable = now.SyntaxTrees.Where(tree => edited.Contains(tree) || relevant.Any(change => change.MayRebind(tree, token))).ToList();
            var errors = ErrorsIn(now, breakable, token);
            GarbageWatch.Look();
            if (errors.Count == 0) return;
            var paths = breakable.Select(static tree => tree.FilePath).ToHashSet(StringComparer.Ordinal);
            var errorsBefore = new CompileErrors(ErrorsIn(old, old.SyntaxTrees.Where(tree => paths.Contains(tree.FilePath)), token));
            if (errorsBefore.Beyond(errors) is { IsEmpty: false } added) found[id] = new NewErrors(errorsBefore, added);
        });
        return found;
    }

    /// <summary>The errors in files.</summary>
    public static List<Diagnostic> ErrorsIn(Compilation compilation, IEnumerable<SyntaxTree> files, CancellationToken cancellation)
        => [.. files.SelectMany(tree => Models.Of(compilation).For(tree)!.GetDiagnostics(cancellationToken: cancellation)).Where(ProjectCheck.IsError)];

    private async Task<ProjectChange> ChangeOfAsync(ProjectId id, CancellationToken cancellation)
        => ProjectChange.Between((await CompilationOfAsync(before, id, cancellation)).SyntaxTrees, (await CompilationOfAsync(after, id, cancellation)).SyntaxTrees);

    private static async Task<CSharpCompilation> CompilationOfAsync(Solution solution, ProjectId id, CancellationToken cancellation) => (CSharpCompilation)(await solution.GetProject(id)!.GetCompilationAsync(cancellation))!;
}
