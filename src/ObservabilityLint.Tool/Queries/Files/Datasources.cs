using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>Whether a data source is a Prometheus.</summary>
internal enum DatasourceKind
{
    /// <summary>The file does not tell: the default one, a variable from elsewhere, several.</summary>
    Unknown,
    Prometheus,

    /// <summary>Loki, whose language looks alike, a database, or Grafana itself.</summary>
    Other,
}

/// <summary>The data sources of a dashboard: by type, by name, or by a variable.</summary>
internal sealed class Datasources
{
    private readonly Dictionary<string, DatasourceKind> variables = [];

    public Datasources(DocumentNode dashboard)
    {
        foreach (var variable in dashboard.At("templating", "list")?.Items ?? [])
            if (variable.TextAt("type") == "datasource" && variable.TextAt("name") is { } name && variable.TextAt("query") is { } type) variables[name] = KindOfType(type);
        // As dashboards are exported.
        foreach (var input in dashboard["__inputs"]?.Items ?? [])
            if (input.TextAt("name") is { } name && input.TextAt("pluginId") is { } type) variables[name] = KindOfType(type);
        foreach (var variable in dashboard["variables"]?.Items ?? [])
            if (variable.TextAt("kind") == "DatasourceVariable" && variable.At("spec")?.TextAt("name") is { } name && variable["spec"]!.TextAt("pluginId") is { } type) variables[name] = KindOfType(type);
    }

    /// <summary>That of a query: its own one decides, then that of its panel.</summary>
    public DatasourceKind KindOf(DocumentNode? own, DocumentNode? around) => KindOf(own) is var kind and not DatasourceKind.Unknown ? kind : KindOf(around);

    public static DatasourceKind KindOfType(string type)
        => type.Contains("prometheus", StringComparison.OrdinalIgnoreCase) || type.Contains("mimir", StringComparison.OrdinalIgnoreCase) ? DatasourceKind.Prometheus
            : type is "datasource" or "mixed" or "" || type.Contains('$', StringComparison.Ordinal) ? DatasourceKind.Unknown : DatasourceKind.Other;

    private DatasourceKind KindOf(DocumentNode? datasource) => datasource switch
    {
        Mapping mapping when mapping.TextAt("type") is { } type && KindOfType(type) is var kind and not DatasourceKind.Unknown => kind,
        Mapping mapping when (mapping.TextAt("uid") ?? mapping.TextAt("name")) is { } name => KindOfName(name),
        Scalar { IsText: true } name => KindOfName(name.Text.Text),
        _ => DatasourceKind.Unknown,
    };

    private DatasourceKind KindOfName(string name)
    {
        if (name is "-- Mixed --" or "default" or "") return DatasourceKind.Unknown;
        if (name is "grafana" or "__expr__" or "-100" || name.StartsWith("-- ", StringComparison.Ordinal)) return DatasourceKind.Other;
        if (name[0] is not ('$' or '[')) return KindOfWord(name);
        var variable = name.Trim('$', '{', '}', '[', ']').Split(':')[0];
        return variables.TryGetValue(variable, out var kind) ? kind : KindOfWord(variable);
    }

    /// <summary>A name that somebody gave says what it is, or nothing.</summary>
    private static DatasourceKind KindOfWord(string name)
        => name.Contains("prom", StringComparison.OrdinalIgnoreCase) ? DatasourceKind.Prometheus
            : ((string[])["loki", "elastic", "influx", "graphite", "tempo", "postgres", "mysql", "cloudwatch"]).Any(other => name.Contains(other, StringComparison.OrdinalIgnoreCase)) ? DatasourceKind.Other : DatasourceKind.Unknown;
}
