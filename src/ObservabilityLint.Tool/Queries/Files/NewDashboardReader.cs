using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The second schema of Grafana's dashboards, in which elements, queries and variables have kinds and specifications.</summary>
internal static class NewDashboardReader
{
    public static bool IsDashboard(Mapping node) => node["elements"] is Mapping elements && elements.List.TrueForAll(static element => element.Value["kind"] is Scalar);

    public static IEnumerable<QueryScope> Read(Mapping dashboard)
    {
        var datasources = new Datasources(dashboard);
        foreach (var (_, element) in dashboard["elements"]!.Members)
        {
            var panel = element["spec"];
            List<QueryText> queries = [.. (panel?.At("data", "spec", "queries")?.Items ?? []).SelectMany(query => Queries(datasources, query.At("spec", "query")))];
            if (queries.Count > 0) yield return new QueryScope(ScopeKind.Panel, panel!.TextAt("title") ?? "", panel, queries);
        }
        foreach (var variable in dashboard["variables"]?.Items ?? [])
        {
            var source = variable.TextAt("group") is { } group ? Datasources.KindOfType(group) : datasources.KindOf(variable["datasource"] ?? variable.At("spec", "datasource"), null);
            if (source != DatasourceKind.Other && LabelVariable.Read(variable.TextAt("kind"), variable["spec"] ?? variable, source == DatasourceKind.Prometheus) is { } labels) yield return labels;
            var (query, definition) = (variable.At("spec", "query"), variable.At("spec", "definition"));
            if (KindOf(datasources, query) is var kind && kind == DatasourceKind.Other) continue;
            List<QueryText> queries = [.. ((DocumentNode?[])[query?.At("spec", "query"), query?.At("spec", "__legacyStringValue"), definition]).OfType<Scalar>().Where(static text => text.IsText).SelectMany(text => VariableQuery.Read(text.Text, kind == DatasourceKind.Prometheus))];
            if (query?["spec"] is Mapping fields) queries.AddRange(VariableQuery.ReadFields(fields, kind == DatasourceKind.Prometheus));
            if (queries.Count > 0) yield return new QueryScope(ScopeKind.Variable, variable["spec"]!.TextAt("name") ?? "", variable["spec"]!, queries);
        }
        foreach (var annotation in dashboard["annotations"]?.Items ?? [])
        {
            List<QueryText> queries = [.. Queries(datasources, annotation.At("spec", "query"))];
            if (queries.Count > 0) yield return new QueryScope(ScopeKind.Annotation, annotation["spec"]!.TextAt("name") ?? "", annotation["spec"]!, queries);
        }
    }

    private static IEnumerable<QueryText> Queries(Datasources datasources, DocumentNode? query)
    {
        var kind = KindOf(datasources, query);
        if (kind != DatasourceKind.Other && query?.At("spec", "expr") is Scalar { IsText: true } expression && !string.IsNullOrWhiteSpace(expression.Text.Text))
            yield return QueryText.Of(expression, kind == DatasourceKind.Prometheus, query.At("spec", "legendFormat"));
    }

    /// <summary>By the group, or in the first version of the schema by the kind.</summary>
    private static DatasourceKind KindOf(Datasources datasources, DocumentNode? query)
        => (query?.TextAt("group") ?? query?.TextAt("kind")) is { } type and not "DataQuery" ? Datasources.KindOfType(type) : datasources.KindOf(query?["datasource"], null);
}
