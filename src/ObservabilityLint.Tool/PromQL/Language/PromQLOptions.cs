namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>Which language an expression is read in.</summary>
/// <param name="Version">The version of Prometheus; what came later is an error.</param>
/// <param name="GrafanaVariables">Whether <c>$x</c>, <c>${x:fmt}</c> and <c>[[x]]</c> are variables.</param>
internal sealed record PromQLOptions(Version Version, bool GrafanaVariables)
{
    public static readonly Version LatestVersion = new(3, 14);

    /// <summary>Rule files: what Prometheus itself reads.</summary>
    public static readonly PromQLOptions Prometheus = new(LatestVersion, GrafanaVariables: false);

    /// <summary>Dashboards.</summary>
    public static readonly PromQLOptions Grafana = new(LatestVersion, GrafanaVariables: true);
}
