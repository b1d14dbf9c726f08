using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>Finds the rules, dashboards and alerts of a file, wherever in it they stand: in lists, in resources, in the texts of a ConfigMap.</summary>
internal sealed class QueryFileReader
{
    private readonly List<QueryScope> scopes = [];
    private bool isTemplate;

    /// <exception cref="MalformedDocumentException">It is not what its name says.</exception>
    public static QueryFile Read(SourceFile file)
    {
        var reader = new QueryFileReader();
        var text = MappedText.Of(file);
        if (Path.GetExtension(file.Path).Equals(".json", StringComparison.OrdinalIgnoreCase)) reader.Visit(JsonNodes.Read(text));
        else if (HelmText.IsTemplate(file.Text)) reader.ReadTemplate(text);
        else reader.ReadYaml(text);
        return new QueryFile(file, reader.scopes);
    }

    private void ReadTemplate(MappedText text)
    {
        isTemplate = true;
        try
        {
            foreach (var variant in HelmText.Of(text)) ReadYaml(variant);
        }
        catch (MalformedDocumentException)
        {
            // The values of a chart are YAML, and templates stand in their texts only.
            scopes.Clear();
            if (!TryReadYaml(text)) throw;
        }
    }

    private bool TryReadYaml(MappedText text)
    {
        try
        {
            ReadYaml(text);
            return true;
        }
        catch (MalformedDocumentException)
        {
            return false;
        }
    }

    private void ReadYaml(MappedText text)
    {
        foreach (var document in YamlNodes.Read(text)) Visit(document);
    }

    private void Visit(DocumentNode node)
    {
        switch (node)
        {
            case Sequence list:
                foreach (var item in list.List) Visit(item);
                break;
            case Mapping rule when RuleReader.IsRule(rule):
                if (RuleReader.Read(rule, isTemplate) is { Queries.Count: > 0 } scope) scopes.Add(scope);
                break;
            case Mapping alert when GrafanaAlertReader.IsAlert(alert):
                if (GrafanaAlertReader.Read(alert) is { Queries.Count: > 0 } found) scopes.Add(found);
                break;
            case Mapping dashboard when DashboardReader.IsDashboard(dashboard):
                scopes.AddRange(DashboardReader.Read(dashboard));
                break;
            case Mapping panel when DashboardReader.IsLibraryPanel(panel):
                scopes.AddRange(DashboardReader.ReadLibraryPanel(panel));
                break;
            case Mapping dashboard when NewDashboardReader.IsDashboard(dashboard):
                scopes.AddRange(NewDashboardReader.Read(dashboard));
                break;
            case Mapping dashboard when PersesReader.IsDashboard(dashboard):
                scopes.AddRange(PersesReader.Read(dashboard));
                break;
            case Mapping mapping:
                foreach (var (key, value) in mapping.List)
                    if (value is Scalar { IsText: true } text) VisitFile(key, text);
                    else Visit(value);
                break;
        }
    }

    /// <summary>A file in a file, by its name: what a ConfigMap holds, or the <c>json</c> of Grafana's operator.</summary>
    private void VisitFile(Scalar name, Scalar text)
    {
        var isJson = name.Is("json") || name.Text.Text.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (isJson && text.Text.Text.AsSpan().TrimStart().StartsWith("{")) Visit(JsonNodes.Read(isTemplate ? HelmText.WithoutValues(text.Text) : text.Text));
        else if (name.Text.Text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.Text.Text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.Text.Text.EndsWith(".rules", StringComparison.OrdinalIgnoreCase)) ReadYaml(text.Text);
    }
}
