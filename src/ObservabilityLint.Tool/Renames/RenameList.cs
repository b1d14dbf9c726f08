namespace ObservabilityLint.Tool.Renames;

/// <summary>What a repair has renamed, for whoever has queries, dashboards and alerts on the old names.</summary>
/// <param name="Metrics">Each once, whoever declares it.</param>
/// <param name="Labels">Each once for each metric.</param>
internal sealed record RenameList(IReadOnlyList<MetricRename> Metrics, IReadOnlyList<LabelRename> Labels)
{
    public static RenameList Empty { get; } = new([], []);

    public bool IsEmpty => Metrics.Count == 0 && Labels.Count == 0;

    /// <summary>The same as one exporter has it.</summary>
    public RenameList Of(Exporter exporter) => exporter == Exporter.Any ? this : new RenameList(
        [.. Metrics.Select(metric => metric with { Old = metric.Old.Of(exporter), New = metric.New.Of(exporter) })],
        [.. Labels.Select(label => label with { Metric = label.Metric?.Of(exporter), NewMetric = label.NewMetric?.Of(exporter) })]);
}

/// <summary>A metric that has another name, unit or type now.</summary>
/// <param name="Kind">What has changed: <c>name</c>, <c>unit</c> (with the name as it was), or <c>type</c> (with both as they were).</param>
/// <param name="Dialect">Which names it follows: <c>Prometheus</c> or <c>OpenTelemetry</c>.</param>
/// <param name="Old">As it was.</param>
/// <param name="New">As it is.</param>
/// <param name="Factor">What was 1 before is this now: 0.001 from milliseconds to seconds.</param>
internal sealed record MetricRename(string Kind, string Dialect, MetricIdentity Old, MetricIdentity New, double Factor);

/// <summary>What a metric is called.</summary>
/// <param name="Name">In the code.</param>
/// <param name="Unit">In the code; null where it has none of its own.</param>
/// <param name="Instrument">What measures it: <c>Counter</c>, <c>ObservableGauge</c>.</param>
/// <param name="Type">As Prometheus has it (<c>counter</c>, <c>gauge</c>, <c>histogram</c>, <c>summary</c>); null where the code leaves it open.</param>
/// <param name="Exported">The family's name in Prometheus by the exporter of the library itself.</param>
/// <param name="ExportedByCollector">The same by the OpenTelemetry collector, or by Prometheus over OTLP.</param>
internal sealed record MetricIdentity(string Name, string? Unit, string Instrument, string? Type, string Exported, string ExportedByCollector)
{
    /// <summary>The same with the name that one exporter gives it, and no other.</summary>
    public MetricIdentity Of(Exporter exporter) => exporter switch
    {
        Exporter.Library => this with { ExportedByCollector = Exported },
        Exporter.Collector => this with { Exported = ExportedByCollector },
        _ => this,
    };
}

/// <summary>A label that has another name now, or is gone.</summary>
/// <param name="Dialect">Which names it follows.</param>
/// <param name="Metric">The metric as it was; null where it is not known which.</param>
/// <param name="NewMetric">The metric as it is.</param>
/// <param name="Old">The name in the code as it was.</param>
/// <param name="New">As it is; null where the label is gone.</param>
/// <param name="OldExported">The name in Prometheus as it was.</param>
/// <param name="NewExported">As it is; null where the label is gone.</param>
internal sealed record LabelRename(string Dialect, MetricIdentity? Metric, MetricIdentity? NewMetric, string Old, string? New, string OldExported, string? NewExported);
