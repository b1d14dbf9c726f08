using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>
/// Finds, by halves, the changes after which code no longer compiles. Only the files are compiled that had errors when all changes were made together.
/// </summary>
internal sealed class FaultSearch(Solution before, IReadOnlyDictionary<ProjectId, NewErrors> faults)
{
    private readonly List<(Suggestion Change, Diagnostic Error)> found = [];

    /// <summary>The changes at fault, each with an error that it makes; the others compile together.</summary>
    public async Task<IReadOnlyList<(Suggestion Change, Diagnostic Error)>> AmongAsync(IReadOnlyList<Suggestion> changes, CancellationToken cancellation)
    {
        var files = faults.Values.SelectMany(static errors => errors.New.Select(CompileErrors.FileOf)).ToHashSet(StringComparer.Ordinal);
        // Most errors are in the very file that was changed: those changes come last, so that the others are cleared at once.
        var ordered = changes.OrderBy(change => change.DocumentsIn(before).Any(id => files.Contains(before.GetDocument(id)!.FilePath!)) ? 1 : 0).ToList();
        await KeepAsync([], ordered, cancellation);
        return found;
    }

    /// <summary>Those that are not at fault.</summary>
    private async Task<IReadOnlyList<Suggestion>> KeepAsync(IReadOnlyList<Suggestion> kept, IReadOnlyList<Suggestion> rest, CancellationToken cancellation)
    {
        if (rest.Count == 0) return [];
        if (await FirstErrorAsync([.. kept, .. rest], cancellation) is not { } error) return rest;
        if (rest.Count == 1)
        {
            found.Add((rest[0], error));
            return [];
        }
        var half = rest.Count / 2;
        var first = await KeepAsync(kept, [.. rest.Take(half)], cancellation);
        var second = await KeepAsync([.. kept, .. first], [.. rest.Skip(half)], cancellation);
        return [.. first, .. second];
    }

    private async Task<Diagnostic?> FirstErrorAsync(IReadOnlyList<Suggestion> changes, CancellationToken cancellation)
    {
        var changed = await MergedChanges.ApplyAsync(before, changes, cancellation);
        foreach (var (id, errors) in faults)
        {
            var compilation = (await changed.GetProject(id)!.GetCompilationAsync(cancellation))!;
            var files = errors.New.Select(CompileErrors.FileOf).ToHashSet(StringComparer.Ordinal);
            var now = CompileComparison.ErrorsIn(compilation, compilation.SyntaxTrees.Where(tree => files.Contains(tree.FilePath)), cancellation);
            if (errors.Before.Beyond(now).FirstOrDefault() is { } error) return error;
        }
        return null;
    }
}
