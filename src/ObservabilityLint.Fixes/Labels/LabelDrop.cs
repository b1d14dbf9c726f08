using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Rules.Labels;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>
/// Takes a label off a metric: out of its declaration and out of every call that gives it. All of it, or nothing: only where every use is in sight,
/// nothing is lost with a value but the value, and the changed code compiles.
/// </summary>
internal sealed class LabelDrop
{
    private readonly Solution solution;
    private readonly LabelPlace place;
    private readonly CancellationToken cancellation;
    private readonly SolutionEdits edits = new();
    private readonly HashSet<ISymbol> holders = new(SymbolEqualityComparer.Default);
    private readonly List<(Document Document, Measurement Measurement, Tag Tag)> given = new();

    private LabelDrop(Solution solution, LabelPlace place, CancellationToken cancellation) => (this.solution, this.place, this.cancellation) = (solution, place, cancellation);

    /// <summary>The edits; null where the label has to stay.</summary>
    public static async Task<SolutionEdits?> ForAsync(Solution solution, LabelPlace place, CancellationToken cancellation)
    {
        var drop = new LabelDrop(solution, place, cancellation);
        return await drop.AddAsync().ConfigureAwait(false) && await drop.CompilesAsync().ConfigureAwait(false) ? drop.edits : null;
    }

    /// <summary>The same, with each value put onto the current span; null also where there is no place for that.</summary>
    public static async Task<(SolutionEdits Edits, string Key)?> ToSpanAsync(Solution solution, LabelPlace place, CancellationToken cancellation)
    {
        var drop = new LabelDrop(solution, place, cancellation);
        if (!await drop.AddAsync().ConfigureAwait(false) || place.Name is not { Length: > 0 } name) return null;
        // One attribute has one value.
        if (drop.given.GroupBy(tag => tag.Measurement.Syntax).Any(tags => tags.Count() > 1)) return null;
        // A level that is set for one thing after the other would be that of the last.
        if (place.Instrument!.Kind == InstrumentKind.Gauge && drop.given.Exists(tag => IsInLoop(tag.Measurement.Syntax))) return null;
        var key = SpanAttribute.KeyFor(name, place.Instrument!.Convention);
        foreach (var (document, _, tag) in drop.given)
            if (!await SpanAttribute.SetAsync(drop.edits, document, key, tag, cancellation).ConfigureAwait(false)) return null;
        return drop.given.Count > 0 && await drop.CompilesAsync().ConfigureAwait(false) ? (drop.edits, key) : null;
    }

    private async Task<bool> AddAsync()
    {
        if (place.Instrument is not { } instrument || await SameMetric.OfAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { Count: > 0 } declarations) return false;
        foreach (var declaration in declarations)
        {
            if (place.Index >= 0 && !await UndeclareAsync(declaration).ConfigureAwait(false)) return false;
            var uses = await LabelUses.FindAsync(declaration, solution, cancellation).ConfigureAwait(false);
            if (!uses.AreComplete) return Withheld.Because(Withheld.OutOfSight);
            holders.UnionWith(uses.Holders);
            foreach (var measurement in uses.Measurements)
                if (!await RemoveAsync(measurement).ConfigureAwait(false)) return false;
        }
        return !edits.IsEmpty;
    }

    private async Task<bool> UndeclareAsync(InstrumentDeclaration declaration)
    {
        if (await DeclaredLabel.ElementAsync(declaration, place.Index, solution, cancellation).ConfigureAwait(false) is not { } element) return false;
        edits.Remove(solution.GetDocument(element.List.SyntaxTree)!.Id, element);
        return true;
    }

    private async Task<bool> RemoveAsync(Measurement measurement)
    {
        // A series that is removed while others of the same labels go on: without the label it would be theirs too.
        if (measurement.Kind == MeasurementKind.Removal) return Withheld.Because("A series is removed by its labels, which without this one would be that of others, too.");
        if (solution.GetDocument(measurement.Syntax.SyntaxTree) is not { } document) return false;
        if (measurement.Kind != MeasurementKind.ChildChoice && place.Index >= 0) return true;
        if (!measurement.IsComplete || measurement.Tags.IsDefault) return false;
        if (place.Index >= 0 && SwappedLabelValues.IsInDoubt(measurement, place.Index)) return Withheld.Because("The values of the labels bear each other's names in part, so that it is not certain which of them is meant.");
        // Where values stand at other labels than theirs, the one goes that is meant for this label.
        if (place.Index >= 0) return measurement.Tags.Length == place.Instrument!.Labels.Length && await RemoveAsync(document, measurement, measurement.Tags[SwappedLabelValues.OrderOf(measurement)?[place.Index] ?? place.Index]).ConfigureAwait(false);
        foreach (var tag in measurement.Tags)
        {
            if (tag.Key?.Value is not { } key) return false;
            if (key == place.Name && !await RemoveAsync(document, measurement, tag).ConfigureAwait(false)) return false;
        }
        return true;
    }

    private async Task<bool> RemoveAsync(Document document, Measurement measurement, Tag tag)
    {
        if (tag.Value is not { } value) return false;
        if (!PlainValue.Is(value)) return Withheld.Because("A value of the label does more than say what it is (a call, say), and would be lost with it.");
        if (!GivenTag.Remove(edits, document, measurement, tag)) return false;
        // A list of tags may be given to several instruments.
        foreach (var other in await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false))
            if (!other.Tags.IsDefault && other.Syntax != measurement.Syntax && other.Tags.Any(shared => shared.Syntax == tag.Syntax)
                && (other.Declaration is null || other.Declaration.Name.Value != place.Instrument!.Name.Value)) return Withheld.Because("The list of tags is given to other metrics, too.");
        given.Add((document, measurement, tag));
        return true;
    }

    private static bool IsInLoop(SyntaxNode call) => call.Ancestors().TakeWhile(static around => around is not MemberDeclarationSyntax).Any(static around => around is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    private Task<bool> CompilesAsync() => CompileCheck.PassesAsync(solution, edits, holders, cancellation);
}
