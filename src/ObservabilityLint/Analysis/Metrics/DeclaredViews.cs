using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The views of a compilation, read when something is found that a view may change.</summary>
internal sealed class DeclaredViews
{
    private static readonly ConditionalWeakTable<Compilation, DeclaredViews> ByCompilation = new();
    private static readonly TextWord LimitOfAll = new("SetMaxMetricPointsPerMetricStream");

    private readonly Pipelines pipelines;
    private readonly ImmutableArray<MetricView> views;
    private readonly bool hasLimitOfAll;

    private DeclaredViews(Compilation compilation, CancellationToken cancellation)
    {
        pipelines = Pipelines.In(compilation, cancellation);
        var found = ImmutableArray.CreateBuilder<MetricView>();
        foreach (var step in pipelines.Steps)
            if (step.View is { } view) found.Add(view);
        views = found.ToImmutable();
        foreach (var tree in compilation.SyntaxTrees) hasLimitOfAll |= CallIndex.Of(tree).MentionsText(LimitOfAll, cancellation);
    }

    public static DeclaredViews In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new DeclaredViews(c, cancellation));

    /// <summary>A pipeline in sight collects the meter, and nothing can change the instrument on its way.</summary>
    /// <param name="meter">The meter's name; null where it is not known.</param>
    /// <param name="instrument">The instrument's name.</param>
    public bool LeaveAsDeclared(string? meter, string instrument)
    {
        if (pipelines.IsOpaque(PipelineSignals.Metrics) || IsOfPlatform(meter) || !(meter is null ? pipelines.Has(PipelineSignals.Metrics, StepKind.Meter) : pipelines.MayListenTo(PipelineSignals.Metrics, meter))) return false;
        foreach (var view in views)
            if (view.MaySelect(instrument)) return false;
        return true;
    }

    /// <summary>The SDK knows the histograms of .NET itself, and gives them bounds that fit.</summary>
    private static bool IsOfPlatform(string? meter)
        => meter != null && (meter.StartsWith("Microsoft.", StringComparison.Ordinal) || meter.StartsWith("System.", StringComparison.Ordinal) || meter.StartsWith("OpenTelemetry.", StringComparison.Ordinal));

    /// <summary>Some view gives the instrument another name: it names the instrument, or looks at something else than names.</summary>
    public bool Rename(string instrument)
    {
        foreach (var view in views)
            if (view.NamesStream && (view.Mentions(instrument) || view.Selected.IsEmpty)) return true;
        return false;
    }

    /// <summary>Instruments of this name may leave the pipeline under several, or with one description: a view tells them apart by more than the name, or describes them itself.</summary>
    public bool MayReconcile(string instrument, bool byDescription)
    {
        foreach (var view in views)
            if ((view.IsFunction && view.NamesStream || byDescription && view.Describes) && (view.Selected.IsEmpty || view.Mentions(instrument))) return true;
        return false;
    }

    /// <summary>The views that give one instrument a name which another of its meter keeps, and how the two contradict each other.</summary>
    public IEnumerable<(MetricView View, InstrumentDeclaration Renamed, InstrumentDeclaration Other, InstrumentConflict Conflict)> Clashes(IReadOnlyList<InstrumentDeclaration> instruments)
    {
        foreach (var view in views)
            if (view is { IsFunction: false, Selected: [_], StreamName: { } name, NamedAt: { } })
                foreach (var renamed in instruments)
                    if (renamed.Convention.ViewRejection != null && IsCalled(renamed, view.Selected[0]) && !IsCalled(renamed, name) && ClashOf(view, renamed, name, instruments) is var (other, conflict)) yield return (view, renamed, other, conflict);
    }

    private (InstrumentDeclaration, InstrumentConflict)? ClashOf(MetricView view, InstrumentDeclaration renamed, string name, IReadOnlyList<InstrumentDeclaration> instruments)
    {
        foreach (var other in instruments)
            if (IsCalled(other, name) && InstrumentConflict.InOneScope(other, renamed) && InstrumentConflict.Between(other, renamed) is { } conflict && !(view.Describes && conflict.IsOfDescription) && Keep(name)) return (other, conflict);
        return null;
    }

    private static bool IsCalled(InstrumentDeclaration instrument, string name) => string.Equals(instrument.Name.Value, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>No view gives the instrument another name, or drops it.</summary>
    private bool Keep(string instrument)
    {
        foreach (var view in views)
            if (view.MaySelect(instrument) && (view.NamesStream || view.IsFunction || view.HasUnseenKeys)) return false;
        return true;
    }

    /// <summary>
    /// What is recorded under the key may reach no series of the instrument: some view leaves the key out, or drops the metric, and none certainly keeps it.
    /// </summary>
    /// <param name="instrument">The instrument's name; null where it is not known.</param>
    /// <param name="key">The key; null where it is not known.</param>
    public bool MayDrop(string? instrument, string? key)
    {
        var mayDrop = false;
        foreach (var view in views)
            if (instrument != null && !view.MaySelect(instrument)) continue;
            else if (view.MayDrop(key)) mayDrop = true;
            else if (!view.IsFunction && instrument != null && view.Mentions(instrument)) return false;
        return mayDrop;
    }

    /// <summary>How many attribute sets the SDK keeps of the instrument, and whether a view says so; null where that is not certain.</summary>
    public (int Sets, bool IsOfView)? LimitOf(string instrument, int usual)
    {
        if (hasLimitOfAll) return null;
        int? least = null;
        var isOfView = false;
        foreach (var view in views)
        {
            if (!view.MaySelect(instrument)) continue;
            if (view.HasUnseenLimit || view.IsFunction && view.Limit != null) return null;
            // What a function takes is seen as it is anyway, or under another name.
            if (view.IsFunction) continue;
            var limit = view.Limit ?? usual;
            if (least is { } known && known <= limit) continue;
            (least, isOfView) = (limit, view.Limit != null);
        }
        return (least ?? usual, isOfView);
    }
}
