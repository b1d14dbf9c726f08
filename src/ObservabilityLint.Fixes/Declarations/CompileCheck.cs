using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Whether code compiles as well after a change of types as before: what the change misses, the compiler finds.</summary>
internal static class CompileCheck
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, int>> Before = new();
    private static readonly AsyncLocal<bool> Postponed = new();

    /// <summary>
    /// True in the work of a caller who compiles many changes together later, and takes back those at fault: then each passes here. To compile for each of a thousand changes takes longer than to find them.
    /// </summary>
    public static bool IsPostponed { get => Postponed.Value; set => Postponed.Value = value; }

    /// <param name="solution">The solution as it is.</param>
    /// <param name="edits">The change.</param>
    /// <param name="holders">What changes its type, or what it takes: only files that refer to one of them, or that are edited, can break.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static async Task<bool> PassesAsync(Solution solution, SolutionEdits edits, IEnumerable<ISymbol> holders, CancellationToken cancellation)
    {
        edits.Redefines(holders);
        if (IsPostponed) return true;
        var changed = await edits.ApplyAsync(solution, cancellation).ConfigureAwait(false);
        foreach (var id in await BreakableAsync(solution, edits, holders, cancellation).ConfigureAwait(false))
        {
            if (await changed.GetDocument(id)!.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } after) continue;
            var errors = ErrorsIn(after, cancellation);
            if (errors > 0 && errors > await BeforeAsync(solution.GetDocument(id)!, cancellation).ConfigureAwait(false)) return Withheld.Because("The change would not compile.");
        }
        return true;
    }

    private static async Task<HashSet<DocumentId>> BreakableAsync(Solution solution, SolutionEdits edits, IEnumerable<ISymbol> holders, CancellationToken cancellation)
    {
        var documents = new HashSet<DocumentId>(edits.DocumentsIn(solution));
        foreach (var holder in holders)
            foreach (var referenced in await References.FindAsync(holder, solution, cancellation).ConfigureAwait(false))
                documents.UnionWith(referenced.Locations.Select(place => place.Document.Id));
        return documents;
    }

    /// <summary>Counted once for all changes of a solution.</summary>
    private static async Task<int> BeforeAsync(Document document, CancellationToken cancellation)
        => await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? Before.GetOrCreateValue(model.Compilation).GetOrAdd(model.SyntaxTree, _ => ErrorsIn(model, cancellation))
            : 0;

    private static int ErrorsIn(SemanticModel model, CancellationToken cancellation) => model.GetDiagnostics(cancellationToken: cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
