using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>Whether code compiles as well after a change of types as before: what the change misses, the compiler finds.</summary>
internal static class CompileCheck
{
    /// <param name="solution">The solution as it is.</param>
    /// <param name="edits">The change.</param>
    /// <param name="holders">The variables whose types change: only files that name one of them, or that are edited, can break.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static async Task<bool> PassesAsync(Solution solution, SolutionEdits edits, IEnumerable<ISymbol> holders, CancellationToken cancellation)
    {
        var changed = await edits.ApplyAsync(solution, cancellation).ConfigureAwait(false);
        var edited = changed.GetChanges(solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()).ToList();
        string[] names = [.. holders.Select(holder => holder.Name)];
        foreach (var project in solution.Projects)
            foreach (var document in project.Documents)
            {
                if (!edited.Contains(document.Id) && !await MentionsAsync(document, names, cancellation).ConfigureAwait(false)) continue;
                if (await ErrorsAsync(changed.GetDocument(document.Id)!, cancellation).ConfigureAwait(false) > await ErrorsAsync(document, cancellation).ConfigureAwait(false)) return false;
            }
        return true;
    }

    private static async Task<bool> MentionsAsync(Document document, string[] names, CancellationToken cancellation)
        => names.Length > 0 && await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is { } tree && CallIndex.Of(tree).MentionsAny(names, cancellation);

    private static async Task<int> ErrorsAsync(Document document, CancellationToken cancellation)
        => await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;
}
