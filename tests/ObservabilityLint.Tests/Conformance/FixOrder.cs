using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>
/// Fixing one finding never hides another. For every two rules that speak of one piece of code the same text comes out, whichever is fixed first;
/// and what has no fix is still reported after the fix of another rule, unless that has mended it too.
/// </summary>
public class FixOrder
{
    [Fact]
    public async Task Does_not_matter()
    {
        var failures = new ConcurrentBag<string>();
        var pairs = await PairsAsync();
        Assert.True(pairs.Count > 150, $"{pairs.Count} pairs of rules.");
        await Parallel.ForEachAsync(pairs, async (pair, _) =>
        {
            var (first, second) = (RuleCatalog.Find(pair.Key.First), RuleCatalog.Find(pair.Key.Second));
            foreach (var project in CodePieces.ProjectsOf(pair.Value)) await CompareAsync(project, first, second, failures);
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Order(StringComparer.Ordinal)));
    }

    /// <summary>The rules that speak of one piece, one of which at least has a fix, with the pieces.</summary>
    private static async Task<Dictionary<(string First, string Second), List<CodePiece>>> PairsAsync()
    {
        var pairs = new Dictionary<(string, string), List<CodePiece>>();
        foreach (var (piece, ids) in await CodePieces.ReportedAsync())
            foreach (var first in ids)
                foreach (var second in ids)
                    if (string.CompareOrdinal(first, second) < 0 && (FixRunner.FixOf(first) ?? FixRunner.FixOf(second)) != null)
                    {
                        if (!pairs.TryGetValue((first, second), out var pieces)) pairs.Add((first, second), pieces = []);
                        pieces.Add(piece);
                    }
        return pairs;
    }

    private static async Task CompareAsync(Project project, Rule first, Rule second, ConcurrentBag<string> failures)
    {
        var (one, other) = (RuleCatalog.IdOf(first), RuleCatalog.IdOf(second));
        var oneWay = FixRunner.FixOf(one) is null ? project : await FixedAsync(project, first, second, failures);
        // Of a rule without fixes there is no other order.
        if (FixRunner.FixOf(other) is null) return;
        var otherWay = await FixedAsync(project, second, first, failures);
        await TestProject.AssertCompilesAsync(otherWay);
        foreach (var document in FixRunner.FixOf(one) is null ? [] : project.Documents)
            if (await TextOfAsync(oneWay, document.Id) is var text && await TextOfAsync(otherWay, document.Id) is var otherText && text != otherText)
                failures.Add($"{one} before {other} gives\n{text}\nand after it\n{otherText}\nof\n{await document.GetTextAsync()}");
    }

    /// <summary>Fixes all of the first rule, then all of the second, and both again until nothing is left to fix.</summary>
    private static async Task<Project> FixedAsync(Project project, Rule first, Rule second, ConcurrentBag<string> failures)
    {
        var unfixable = await UnfixableAsync(project, second);
        var current = await FixRunner.AllAsync(project, first);
        await AssertReportedAsync(project, current, first, second, unfixable, failures);
        if (FixRunner.FixOf(RuleCatalog.IdOf(second)) is null) return current;
        for (var round = 0; round < 5; round++)
        {
            var before = await TestProject.TextOfAsync(current);
            current = await FixRunner.AllAsync(current, second, first);
            if (before == await TestProject.TextOfAsync(current)) return current;
        }
        failures.Add($"{RuleCatalog.IdOf(first)} and {RuleCatalog.IdOf(second)} never come to an end:\n{await TestProject.TextOfAsync(current)}");
        return current;
    }

    /// <summary>The findings that nobody can fix but their author.</summary>
    private static async Task<List<Diagnostic>> UnfixableAsync(Project project, Rule rule)
    {
        var unfixable = new List<Diagnostic>();
        foreach (var finding in await TestProject.DiagnosticsAsync(project, rule))
            if (await FixRunner.UnattendedActionAsync(project, finding) is null) unfixable.Add(finding);
        return unfixable;
    }

    private static async Task AssertReportedAsync(Project before, Project after, Rule fixedRule, Rule rule, List<Diagnostic> expected, ConcurrentBag<string> failures)
    {
        if (expected.Count == 0) return;
        var found = (await TestProject.DiagnosticsAsync(after, rule)).ToLookup(finding => finding.Location.SourceTree!.FilePath, finding => finding.Location.SourceSpan);
        foreach (var finding in expected)
        {
            var document = before.GetDocument(finding.Location.SourceTree)!;
            var (old, changed) = (await document.GetTextAsync(), await after.GetDocument(document.Id)!.GetTextAsync());
            var place = PlaceOf(finding.Location.SourceSpan, changed.GetTextChanges(old));
            var said = old.ToString(finding.Location.SourceSpan);
            // The code that it spoke of is gone.
            if (place.IsEmpty) continue;
            if (!found[document.FilePath!].Any(span => span.IntersectsWith(place) || changed.ToString(span) == said))
                failures.Add($"{RuleCatalog.IdOf(fixedRule)} hides {finding}\n{changed}\nof\n{old}");
        }
    }

    /// <summary>Where the code at a place is after the changes; with what was written over it.</summary>
    private static TextSpan PlaceOf(TextSpan span, IEnumerable<TextChange> changes)
    {
        var (start, end) = (span.Start, span.End);
        var (movedStart, movedEnd) = (start, end);
        foreach (var change in changes)
        {
            var growth = change.NewText!.Length - change.Span.Length;
            if (change.Span.End <= start) movedStart += growth;
            else if (change.Span.Start < start) movedStart -= start - change.Span.Start;
            if (change.Span.Start < end) movedEnd += growth;
        }
        return TextSpan.FromBounds(Math.Max(0, movedStart), Math.Max(movedStart, movedEnd));
    }

    private static async Task<string> TextOfAsync(Project project, DocumentId document) => (await project.GetDocument(document)!.GetTextAsync()).ToString();
}
