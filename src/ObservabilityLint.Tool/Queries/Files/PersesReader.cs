using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The dashboards of Perses, in which plugins have kinds: queries in panels, and variables from labels or from expressions.</summary>
internal static class PersesReader
{
    public static bool IsDashboard(Mapping node) => node["panels"] is Mapping panels && panels.List.Exists(static panel => panel.Value.TextAt("kind") == "Panel");

    public static IEnumerable<QueryScope> Read(Mapping dashboard)
    {
        foreach (var (name, panel) in dashboard["panels"]!.Members)
        {
            var queries = panel.All().OfType<Mapping>().Where(static plugin => plugin.TextAt("kind") == "PrometheusTimeSeriesQuery" && plugin.At("spec", "query") is Scalar { IsText: true })
                .Select(static plugin => QueryText.Of((Scalar)plugin.At("spec", "query")!, isCertain: true, plugin.At("spec", "seriesNameFormat"))).ToList();
            if (queries.Count > 0) yield return new QueryScope(ScopeKind.Panel, panel.At("spec", "display")?.TextAt("name") ?? name.Text.Text, panel, queries);
        }
        foreach (var variable in dashboard["variables"]?.Items ?? [])
        {
            var plugin = variable.At("spec", "plugin");
            var texts = plugin?.TextAt("kind") switch
            {
                "PrometheusPromQLVariable" => [plugin.At("spec", "expr")],
                "PrometheusLabelValuesVariable" or "PrometheusLabelNamesVariable" => plugin.At("spec", "matchers")?.Items ?? [],
                _ => (IReadOnlyList<DocumentNode?>)[],
            };
            IReadOnlyList<MappedText> labels = plugin?.At("spec", "labelName") is Scalar { IsText: true } label ? [label.Text] : [];
            var queries = texts.OfType<Scalar>().Where(static text => text.IsText).Select(text => QueryText.Of(text, isCertain: true) with { Labels = labels }).ToList();
            if (queries.Count > 0) yield return new QueryScope(ScopeKind.Variable, variable.At("spec")?.TextAt("name") ?? "", variable, queries);
        }
    }
}
