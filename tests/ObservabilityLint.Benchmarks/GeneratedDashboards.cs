using System.Globalization;
using System.Text.Json;

namespace ObservabilityLint.Benchmarks;

/// <summary>Dashboards as people have them: as many queries, variables and panels as the 684 public ones of the census on average, and as many bytes; and a repair that renames a fourth of what they ask for.</summary>
internal sealed class GeneratedDashboards : IDisposable
{
    public const string Renames = "renames.json", Boards = "boards";

    private const int PanelsInDashboard = 15, Metrics = 40, RenamedEvery = 4;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<byte[]> dashboards;

    public GeneratedDashboards(int count)
    {
        Folder = Directory.CreateTempSubdirectory("obslint-dashboards-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, Boards));
        var renamed = Enumerable.Range(0, Metrics).Where(static metric => metric % RenamedEvery == 0).Select(static metric => (Old: Identity(NameOf(metric)), New: Identity("new_" + NameOf(metric)))).ToList();
        File.WriteAllText(Path.Combine(Folder, Renames), JsonSerializer.Serialize(new
        {
            version = 1,
            metrics = renamed.Select(static metric => new { kind = "name", dialect = "Prometheus", old = metric.Old, @new = metric.New, factor = 1 }),
            labels = renamed.Select(static metric => new { dialect = "Prometheus", metric = metric.Old, newMetric = metric.New, old = "userKind", @new = "user_kind", oldExported = "userKind", newExported = "user_kind" }),
        }));
        dashboards = [.. Enumerable.Range(0, count).Select(static board => JsonSerializer.SerializeToUtf8Bytes(Dashboard(board), Indented))];
    }

    public string Folder { get; }

    public long Bytes => dashboards.Sum(static dashboard => (long)dashboard.Length);

    /// <summary>Writes them as they were before anybody rewrote them.</summary>
    public void Write()
    {
        for (var i = 0; i < dashboards.Count; i++) File.WriteAllBytes(Path.Combine(Folder, Boards, string.Create(CultureInfo.InvariantCulture, $"board-{i}.json")), dashboards[i]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static object Identity(string name) => new { name, instrument = "Counter", type = "counter", exported = name, exportedByCollector = name };

    private static string NameOf(int metric) => string.Create(CultureInfo.InvariantCulture, $"shop_part{metric}_requests_total");

    private static object Dashboard(int board) => new
    {
        title = $"Board {board}",
        uid = $"board-{board}",
        schemaVersion = 39,
        tags = (string[])["shop", "generated"],
        time = new { from = "now-6h", to = "now" },
        annotations = new { list = (object[])[new { builtIn = 1, datasource = new { type = "grafana", uid = "-- Grafana --" }, enable = true, name = "Annotations & Alerts", type = "dashboard" }] },
        templating = new { list = (object[])[new { name = "datasource", type = "datasource", query = "prometheus" }, Variable("job", board), Variable("instance", board + 1), Variable("userKind", board + 2)] },
        panels = Enumerable.Range(0, PanelsInDashboard).Select(panel => Panel(board, panel)),
    };

    private static object Variable(string label, int metric)
    {
        var query = $"label_values({NameOf(metric % Metrics)}{{job=~\"$job\"}}, {label})";
        return new { name = label, type = "query", datasource = new { type = "prometheus", uid = "${datasource}" }, definition = query, query = new { query, refId = "A" }, includeAll = true, multi = true, refresh = 2, sort = 1, options = Array.Empty<object>(), current = new { text = "All", value = "$__all" } };
    }

    private static object Panel(int board, int panel) => new
    {
        id = panel,
        type = "timeseries",
        title = $"Panel {panel}",
        description = "How many requests there are, and how long they take.",
        datasource = new { type = "prometheus", uid = "${datasource}" },
        gridPos = new { h = 8, w = 12, x = panel % 2 * 12, y = panel / 2 * 8 },
        fieldConfig = new
        {
            defaults = new
            {
                unit = "reqps",
                color = new { mode = "palette-classic" },
                custom = new { axisBorderShow = false, axisPlacement = "auto", barAlignment = 0, drawStyle = "line", fillOpacity = 10, gradientMode = "none", lineInterpolation = "linear", lineWidth = 1, pointSize = 5, scaleDistribution = new { type = "linear" }, showPoints = "never", spanNulls = false, stacking = new { group = "A", mode = "none" }, thresholdsStyle = new { mode = "off" } },
                mappings = Array.Empty<object>(),
                thresholds = new { mode = "absolute", steps = (object[])[new { color = "green", value = (int?)null }, new { color = "red", value = (int?)80 }] },
            },
            overrides = (object[])[new { matcher = new { id = "byName", options = $"{SeriesOf((board + panel) % Metrics, panel)}{{userKind=\"new\"}}" }, properties = (object[])[new { id = "color", value = new { fixedColor = "red", mode = "fixed" } }] }],
        },
        options = new { legend = new { calcs = (string[])["mean", "max"], displayMode = "table", placement = "bottom", showLegend = true }, tooltip = new { mode = "multi", sort = "desc" } },
        targets = Enumerable.Range(0, panel % 5 < 2 ? 2 : 1).Select(target => new { refId = ((char)('A' + target)).ToString(), datasource = new { type = "prometheus", uid = "${datasource}" }, editorMode = "code", expr = Expression((board + panel + target) % Metrics, panel + target), legendFormat = "{{userKind}} on {{instance}}", range = true }),
    };

    private static string SeriesOf(int metric, int shape) => shape % 5 == 3 ? $"shop_part{metric}_duration_seconds_bucket" : NameOf(metric);

    private static string Expression(int metric, int shape) => (shape % 5) switch
    {
        0 => $"sum by (userKind, instance) (rate({NameOf(metric)}{{job=~\"$job\", instance=~\"$instance\"}}[$__rate_interval]))",
        1 => $"sum(rate({NameOf(metric)}{{job=~\"$job\", status=~\"5..\"}}[$__rate_interval])) by (userKind)\n  /\nsum(rate({NameOf(metric)}{{job=~\"$job\"}}[$__rate_interval])) by (userKind)",
        2 => $"topk(5, sum without (pod) (increase({NameOf(metric)}{{job=~\"$job\", userKind=~\"$userKind\"}}[$__range])))",
        3 => $"histogram_quantile(0.99, sum by (le, userKind) (rate({SeriesOf(metric, shape)}{{job=~\"$job\"}}[$__rate_interval])))",
        _ => $"max by (instance) (max_over_time({NameOf(metric)}{{job=\"$job\"}}[$__interval])) > 100 or vector(0)",
    };
}
