using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;
using ObservabilityLint.RuntimeMetrics.Views;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>A metric that is no instrument of a meter, as the registry knows it.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Meter">The meter that views and scope labels know it by.</param>
/// <param name="Row">What it is.</param>
/// <param name="View">What views say of it.</param>
internal sealed record PushedMetric(string Owner, string Meter, RuntimeInstrument Row, InstrumentView View)
{
    public MetricSource Source { get; } = new(Owner, Row.Name, Row.Unit, Row.Kind, Feed.Pushed, IsWhole: false) { Name = View.Name ?? Row.Name };

    /// <summary>One of the runtime's, where its meter is not read.</summary>
    public static PushedMetric OfRuntime(RuntimeInstrument row, BridgeSettings settings)
        => new(MetricSource.EventSourceOwner, RuntimeInstruments.SourceName, row, settings.Views.Of(RuntimeInstruments.SourceName, row.Name));

    /// <summary>Takes its name, where nobody has it.</summary>
    public MetricFamily? Join(FamilyRegistry registry, BridgeSettings settings, out Refusal refusal)
        => registry.Join(Source, new MetricDetails(Row.Help, [], "", Row.CountsFromStart ? ProcessStart.Time : null, View.MaxSeries ?? settings.MaxSeriesPerMetric), out refusal)?.Family;

    /// <summary>The series with this tag, or without any.</summary>
    public LatestSeries? SeriesOf(MetricFamily family, string? key, string? value, BridgeSettings settings)
    {
        KeyValuePair<string, object?>[] scope = settings.ScopeLabels ? Labels.Scope(Meter, version: null) : [];
        return (LatestSeries?)family.GetOrAdd(settings.Labels.Of(scope, key is not null && View.Tags?.Keeps(key) is not false ? [new(key, value)] : [], family.ReservedLabels));
    }
}
