using System.Runtime.ExceptionServices;
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
        else reader.ReadYamlOrTemplate(text);
        // A template is read once for each of its branches, and most of it is in all of them.
        return new QueryFile(file, [.. reader.scopes.DistinctBy(static scope => (scope.Source.Place, string.Join('\n', scope.Queries.Select(static query => query.Text.Text))))]);
    }

    private void ReadYamlOrTemplate(MappedText text)
    {
        var isTemplateFirst = HelmText.IsTemplate(text.Text);
        try
        {
            Read(isTemplateFirst);
        }
        catch (MalformedDocumentException) when (text.Text.Contains("{{", StringComparison.Ordinal))
        {
            scopes.Clear();
            // Values of a chart are YAML with templates in their texts, and a template may have no sign of Helm.
            try
            {
                Read(!isTemplateFirst);
                return;
            }
            catch (MalformedDocumentException)
            {
                // What it looks like at first decides what is wrong with it.
            }
            throw;
        }

        void Read(bool asTemplate)
        {
            if (asTemplate) ReadTemplate(text);
            else ReadYaml(text);
        }
    }

    private void ReadTemplate(MappedText text)
    {
        isTemplate = true;
        MalformedDocumentException? malformed = null;
        foreach (var reading in HelmText.Of(text))
            try
            {
                ReadYaml(reading);
            }
            catch (MalformedDocumentException e)
            {
                // Choices depend on each other, so that not every reading is one that Helm would make.
                malformed ??= e;
            }
        if (malformed != null && scopes.Count == 0) ExceptionDispatchInfo.Throw(malformed);
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
            case Mapping rule when RuleReader.IsRule(rule, isTemplate):
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
        if (isJson && text.Text.Text.AsSpan().TrimStart().StartsWith("{")) Visit(JsonNodes.Read(isTemplate ? HelmPlaceholder.LeftOutOf(text.Text) : text.Text));
        else if (name.Text.Text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.Text.Text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.Text.Text.EndsWith(".rules", StringComparison.OrdinalIgnoreCase)) ReadYaml(text.Text);
    }
}
