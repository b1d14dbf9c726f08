using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The alert rules of Grafana, as its provisioning and its interface write them: several queries, and expressions of Grafana over them.</summary>
internal static class GrafanaAlertReader
{
    public static bool IsAlert(Mapping node) => node["data"] is Sequence data && data.List.Exists(static query => query["model"] is Mapping);

    public static QueryScope Read(Mapping alert)
    {
        var datasources = new Datasources(alert);
        var queries = new List<QueryText>();
        foreach (var query in alert["data"]!.Items)
        {
            if (query["model"] is not { } model || query.TextAt("datasourceUid") is "__expr__" or "-100") continue;
            var kind = datasources.KindOf(model["datasource"], query["datasourceUid"]);
            if (kind != DatasourceKind.Other && model["expr"] is Scalar { IsText: true } expression && !string.IsNullOrWhiteSpace(expression.Text.Text))
                queries.Add(QueryText.Of(expression, kind == DatasourceKind.Prometheus, model["legendFormat"]));
        }
        return new QueryScope(ScopeKind.GrafanaAlert, alert.TextAt("title") ?? alert.TextAt("uid") ?? "", alert, queries);
    }
}
