using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Frameworks;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>What all fixes would do to one state of a solution.</summary>
/// <param name="Made">In the order of files and lines.</param>
/// <param name="Left">The findings for which nothing can be done, with the reasons.</param>
internal sealed record Suggestions(IReadOnlyList<Suggestion> Made, IReadOnlyList<Outcome> Left)
{
    /// <param name="solution">The state.</param>
    /// <param name="findings">All that was found in it, also what several frameworks find alike.</param>
    /// <param name="files">Which files may be edited.</param>
    /// <param name="isSuspect">The findings whose changes must each compile by itself; of the others that is for the caller to see.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<Suggestions> OfAsync(Solution solution, IEnumerable<Diagnostic> findings, EditableFiles files, Func<Diagnostic, bool> isSuspect, CancellationToken cancellation)
    {
        var made = new ConcurrentBag<Suggestion>();
        var left = new ConcurrentBag<Outcome>();
        // Another framework's finding is the same one: what is proposed for it is agreed with this one. All of one file by one thread, whose bound code then serves all.
        var byFile = findings.DistinctBy(static finding => (finding.Id, finding.Location.SourceTree?.FilePath, finding.Location.SourceSpan, finding.GetMessage())).GroupBy(static finding => finding.Location.SourceTree?.FilePath);
        await Parallel.ForEachAsync(byFile, cancellation, async (file, token) =>
        {
            foreach (var finding in file)
            {
                CompileCheck.IsPostponed = !isSuspect(finding);
                var (proposal, reason) = await SuggestAsync(solution, finding, files, token);
                if (proposal is null) left.Add(Outcome.Of(finding, reason));
                else made.Add(new Suggestion(finding, proposal));
            }
        });
        return new Suggestions(
            [.. made.OrderBy(static each => each.Finding.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(static each => each.Finding.Location.SourceSpan.Start).ThenBy(static each => each.Finding.Id, StringComparer.Ordinal).ThenBy(static each => each.Finding.GetMessage(), StringComparer.Ordinal)],
            [.. left]);
    }

    private static async Task<(Proposal? Proposal, string Reason)> SuggestAsync(Solution solution, Diagnostic finding, EditableFiles files, CancellationToken cancellation)
    {
        if (FixesByRule.Of(finding.Id) is not { } fix) return (null, FixesByRule.WhyNone(finding.Id));
        if (solution.GetDocument(finding.Location.SourceTree) is not { } document || document is SourceGeneratedDocument) return (null, "It stands in what a generator makes code of (a page, say), which is edited by hand only.");
        try
        {
            Withheld.Listen();
            var proposals = await AgreedProposals.OfAsync(fix.OffersAsync, document, finding, cancellation);
            if (proposals.IsEmpty) return (null, Withheld.Reason ?? "No change is certain to be right here.");
            if (FixAll.Best(proposals) is not { } best) return (null, $"Its author decides: '{proposals[0].Title}' is offered in an editor.");
            return files.WhyNot(best.Edits.DocumentsIn(solution).Select(id => solution.GetDocument(id)!.FilePath!)) is { } reason ? (null, reason) : (best, "");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One fix that fails does not keep the others from being made.
            return (null, $"The fix failed: {e.Message}");
        }
    }
}
