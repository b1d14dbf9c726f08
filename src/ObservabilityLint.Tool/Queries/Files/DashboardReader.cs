using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The dashboards of Grafana, of whatever age: panels at all depths, old rows, variables and annotations.</summary>
internal sealed class DashboardReader
{
    private readonly Datasources datasources;
    private readonly List<QueryScope> scopes = [];

    private DashboardReader(DocumentNode dashboard) => datasources = new Datasources(dashboard);

    public static bool IsDashboard(Mapping node) => node["panels"] is Sequence || node["rows"] is Sequence { List: [Mapping first, ..] } && first["panels"] is Sequence;

    /// <summary>A panel that several dashboards share.</summary>
    public static bool IsLibraryPanel(Mapping node) => node["model"] is Mapping model && model["targets"] is Sequence;

    public static IReadOnlyList<QueryScope> Read(Mapping dashboard)
    {
        var reader = new DashboardReader(dashboard);
        reader.ReadPanels(dashboard);
        foreach (var variable in dashboard.At("templating", "list")?.Items ?? []) reader.ReadVariable(variable);
        foreach (var annotation in dashboard.At("annotations", "list")?.Items ?? []) reader.ReadAnnotation(annotation);
        return reader.scopes;
    }

    public static IReadOnlyList<QueryScope> ReadLibraryPanel(Mapping node)
    {
        var reader = new DashboardReader(node);
        reader.ReadPanel(node["model"]!);
        return reader.scopes;
    }

    private void ReadPanels(DocumentNode parent)
    {
        foreach (var panel in parent["panels"]?.Items ?? [])
        {
            ReadPanel(panel);
            ReadPanels(panel);
        }
        foreach (var row in parent["rows"]?.Items ?? []) ReadPanels(row);
    }

    private void ReadPanel(DocumentNode panel)
    {
        var queries = new List<QueryText>();
        foreach (var target in panel["targets"]?.Items ?? [])
        {
            var kind = datasources.KindOf(target["datasource"], panel["datasource"]);
            if (kind != DatasourceKind.Other && target["expr"] is Scalar { IsText: true } expression && !string.IsNullOrWhiteSpace(expression.Text.Text))
                queries.Add(QueryText.Of(expression, kind == DatasourceKind.Prometheus, target["legendFormat"]));
        }
        if (queries.Count > 0) scopes.Add(new QueryScope(ScopeKind.Panel, panel.TextAt("title") is { Length: > 0 } title ? title : $"number {panel.TextAt("id")}", panel, queries));
    }

    private void ReadVariable(DocumentNode variable)
    {
        var kind = datasources.KindOf(variable["datasource"], null);
        if (kind == DatasourceKind.Other) return;
        if (variable.TextAt("type") is { } type and not "query")
        {
            if (LabelVariable.Read(type, variable, kind == DatasourceKind.Prometheus) is { } labels) scopes.Add(labels);
            return;
        }
        // One query, up to three times.
        var queries = new List<QueryText>();
        foreach (var text in (DocumentNode?[])[variable["query"], variable.At("query", "query"), variable["definition"]])
            if (text is Scalar { IsText: true } query) queries.AddRange(VariableQuery.Read(query.Text, kind == DatasourceKind.Prometheus));
        if (variable["query"] is Mapping fields) queries.AddRange(VariableQuery.ReadFields(fields, kind == DatasourceKind.Prometheus));
        if (queries.Count > 0) scopes.Add(new QueryScope(ScopeKind.Variable, variable.TextAt("name") ?? "", variable, queries));
    }

    private void ReadAnnotation(DocumentNode annotation)
    {
        var kind = datasources.KindOf(annotation["datasource"], null);
        if (kind == DatasourceKind.Other || (annotation["expr"] ?? annotation.At("target", "expr")) is not Scalar { IsText: true } expression || string.IsNullOrWhiteSpace(expression.Text.Text)) return;
        var query = QueryText.Of(expression, kind == DatasourceKind.Prometheus, annotation["titleFormat"], annotation["textFormat"], annotation.At("target", "legendFormat"));
        scopes.Add(new QueryScope(ScopeKind.Annotation, annotation.TextAt("name") ?? "", annotation, [query with { Labels = annotation["tagKeys"] is Scalar { IsText: true } keys ? ListedLabels.In(keys.Text) : [] }]));
    }
}
