using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A panel of the sample's dashboard; a row, which is one too, has no queries.</summary>
internal sealed record Panel(int Id, string Type, string Title, string Description, string Unit, (int X, int Y, int Width, int Height) Place, ImmutableArray<PanelQuery> Queries);

/// <summary>A query of a panel, and how its series are named in the legend.</summary>
internal sealed record PanelQuery(string DataSource, string Expression, string Legend)
{
    /// <summary>For all targets of a Prometheus that has scraped for some seconds.</summary>
    public string Filled => Expression.Replace("$job", ".+", StringComparison.Ordinal).Replace("$instance", ".+", StringComparison.Ordinal).Replace("$__rate_interval", "1m", StringComparison.Ordinal);

    /// <summary>As one would type it: for whatever is there, over five minutes.</summary>
    public string Plain => Expression.Replace(Dashboard.Selector, "", StringComparison.Ordinal).Replace("$__rate_interval", "5m", StringComparison.Ordinal);
}

/// <summary>The sample's dashboard, which is the table of queries for the documentation too.</summary>
internal static partial class Dashboard
{
    /// <summary>What every metric in it is selected by.</summary>
    public const string Selector = """{job=~"$job",instance=~"$instance"}""";

    public static JsonElement Json { get; } = JsonDocument.Parse(Repository.Read("samples", "Shop.Metrics", "grafana", "dotnet-runtime.json")).RootElement;

    public static ImmutableArray<Panel> Panels { get; } = [.. Json.GetProperty("panels").EnumerateArray().Select(PanelOf)];

    public static IEnumerable<PanelQuery> Queries => Panels.SelectMany(panel => panel.Queries);

    /// <summary>The query that one would draw of a metric: the first that begins with it.</summary>
    public static PanelQuery QueryOf(string metric) => Queries.First(query => MetricsIn(query.Expression).First() == metric);

    /// <summary>The names of the metrics in a PromQL expression: all words but those that are functions, labels or PromQL's own.</summary>
    public static IEnumerable<string> MetricsIn(string expression)
    {
        var bare = LabelLists().Replace(InBrackets().Replace(Texts().Replace(expression, ""), ""), " ");
        return Words().Matches(bare).Select(word => word.Value).Except(["and", "or", "unless", "offset", "bool"]);
    }

    private static Panel PanelOf(JsonElement panel)
    {
        var isRow = panel.GetProperty("type").GetString() == "row";
        var place = panel.GetProperty("gridPos");
        return new Panel(
            panel.GetProperty("id").GetInt32(), panel.GetProperty("type").GetString()!, panel.GetProperty("title").GetString()!,
            isRow ? "" : panel.GetProperty("description").GetString()!,
            isRow ? "" : panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!,
            (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32()),
            isRow ? [] : [.. panel.GetProperty("targets").EnumerateArray().Select(target => new PanelQuery(
                target.GetProperty("datasource").GetProperty("uid").GetString()!, target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!))]);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex LabelLists();

    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_:][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Words();
}
