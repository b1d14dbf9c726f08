using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Queries.Checking;

/// <summary>Labels in legends, texts and templates are held against what the queries give.</summary>
public class ShownLabelTests
{
    private const string Code = """
        using System.Diagnostics.Metrics;

        namespace Shop;

        public static class Telemetry
        {
            private static readonly Meter Meter = new("Shop");
            private static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");
            private static readonly UpDownCounter<long> Queue = Meter.CreateUpDownCounter<long>("shop.queue.length", "{order}", "Orders that wait.");

            public static void Order(bool isWeb)
            {
                Orders.Add(1, new KeyValuePair<string, object?>("channel", isWeb ? "web" : "store"));
                Queue.Add(1);
            }
        }
        """;

    /// <summary>Expressions of alerts with templates, and a part of what is said of each; nothing where nothing is to be said.</summary>
    private static readonly (string Expression, string Template, string? Says)[] Templates =
    [
        ("shop_queue_length > 5", "{{ $labels.instance }} has {{ $value }}", null),
        ("sum by (channel) (rate(shop_orders_total[5m])) > 5", "{{ $labels.channel }} {{ .Labels.channel }} {{ index $labels \"channel\" }}", null),
        ("unknown:metric > 5", "{{ $labels.kind }}", "PQL1002"),
        ("absent(shop_queue_length{job=\"a\"})", "{{ $labels.job }}", null),
        ("rate({__name__=~\"shop_.*\"}[5m]) > 5", "{{ $labels.kind }}", null),
        ("shop_queue_length > 5", "{{ with query \"sum(shop_queue_length)\" }}{{ . | first | value }}{{ end }}", null),
        ("shop_queue_length > 5", "{{ range query \"sum by (channel) (rate(shop_orders_total[5m]))\" }}{{ .Labels.channel }} {{ label \"channel\" . }}{{ end }}", null),
        ("shop_queue_length > 5", "{{ with printf `sum(rate(shop_orders_total{channel=\"%s\"}[5m]))` $labels.job | query }}{{ end }}", null),
        ("shop_queue_length > 5", "{{ printf \"%s{job='%s'}\" \"up\" $labels.job | query | first | value }}", null),
        ("shop_queue_length > 5", "{{ \"up\" | reReplaceAll \"u\" \"kind\" }} {{ if eq $labels.job \"none\" }}{{ end }}", null),
        ("shop_queue_length > 5", "{{ $labels.kind }}", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("shop_queue_length > 5", "{{ .Labels.kind }}", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("sum(shop_queue_length) > 5", "{{ $labels.instance }}", "PQL1005 There is no 'instance' left: sum() leaves it out."),
        ("sum without (instance) (shop_queue_length) > 5", "{{ $labels.instance }}", "PQL1005 There is no 'instance' left"),
        ("shop_queue_length / ignoring (instance) group_right up > 5", "{{ index $labels \"kind\" }}", null),
        ("shop_queue_length and on (job) up", "{{ $labels.kind }}", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("shop_queue_length > on (job) up", "{{ $labels.instance }}", "PQL1005 There is no 'instance' left: on() leaves it out."),
        ("shop_queue_length > 5", "{{ with query \"sum(shop_queue_lenght)\" }}{{ end }}", "PQL1002 Nothing in the code emits 'shop_queue_lenght'"),
        ("shop_queue_length > 5", "{{ with query `shop_queue_length{kind=\"a\"}` }}{{ end }}", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("shop_queue_length > 5", "{{ with printf \"shop_queue_length{kind='%s'}\" $labels.job | query }}{{ end }}", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("shop_queue_length > 5", "{{ query \"sum(shop_queue_length\" }}", "PQL1001"),
        ("shop_queue_length > 5", "{{ (query \"sum(shop_queue_length)\" | first) | label \"job\" }}", "PQL1005 There is no 'job' left"),
    ];

    [Fact]
    public async Task Templates_of_alerts_are_checked()
    {
        using var solution = Solution().Write("rules.yml", $"groups:\n- name: shop\n  rules:\n{string.Concat(Templates.Select(static (each, i) => $"  - alert: A{i}\n    expr: '{each.Expression}'\n    annotations:\n      summary: '{each.Template.Replace("'", "''")}'\n"))}");
        await AssertSaidAsync(solution, "rules.yml", "rule", [.. Templates.Select(static each => (each.Template, each.Says))]);
    }

    /// <summary>Panels, each with what is said of it.</summary>
    private static readonly (string Panel, string? Says)[] Panels =
    [
        ("""{"expr": "sum by (channel) (rate(shop_orders_total[5m]))", "legendFormat": "{{channel}} {{ channel }} on"}""", null),
        ("""{"expr": "shop_queue_length", "legendFormat": "{{instance}} {{job}} {{__name__}}"}""", null),
        ("""{"expr": "sum by ($by) (rate(shop_orders_total[5m]))", "legendFormat": "{{channel}} {{$by}}"}""", null),
        ("""{"expr": "sum by (channel) (rate(shop_orders_total[5m])) $op 5", "legendFormat": "{{instance}}"}""", null),
        ("""{"expr": "shop_queue_length $op on (job) up", "legendFormat": "{{kind}}"}""", null),
        ("""{"expr": "sum(shop_queue_length)", "legendFormat": "{{instance}}"}""", "PQL1005 There is no 'instance' left: sum() leaves it out."),
        ("""{"expr": "shop_queue_length", "legendFormat": "on {{kind}}"}""", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("""{"expr": "shop_queue_length"}], "fieldConfig": {"defaults": {"displayName": "${__field.labels.kind}"}}, "links": [""", "PQL1005 'shop_queue_length' has no label 'kind'"),
        ("""{"expr": "shop_queue_length"}, {"expr": "sum by (kind) (node_load1)"}], "fieldConfig": {"defaults": {"displayName": "${__field.labels.kind}"}}, "links": [""", null),
        ("""{"expr": "shop_queue_length"}, {"datasource": {"type": "loki"}, "expr": "{a=\"b\"}"}], "fieldConfig": {"defaults": {"displayName": "${__field.labels.kind}"}}, "links": [""", null),
        ("""{"expr": "shop_queue_length"}], "transformations": [{"id": "x"}], "fieldConfig": {"defaults": {"displayName": "${__field.labels.kind}"}}, "links": [""", null),
    ];

    [Fact]
    public async Task Legends_and_fields_of_panels_are_checked()
    {
        using var solution = Solution().Write("board.json", $$$"""{"panels": [{{{string.Join(",", Panels.Select(static (each, i) => $"{{\"title\": \"A{i}\", \"targets\": [{each.Panel}]}}"))}}}]}""");
        await AssertSaidAsync(solution, "board.json", "panel", Panels);
    }

    [Fact]
    public async Task Labels_of_variables_and_of_alerts_of_Grafana_are_checked()
    {
        using var solution = Solution().Write("board.json", """
            {"panels": [], "templating": {"list": [
              {"name": "A0", "query": "label_values(shop_orders_total, channel)"},
              {"name": "A1", "query": "label_values(shop_orders_total, kind)"},
              {"name": "A2", "type": "adhoc", "filters": [{"key": "kind"}]}]}}
            """).Write("alerts.json", """
            {"groups": [{"rules": [
              {"title": "A0", "data": [{"refId": "A", "model": {"expr": "sum by (channel) (rate(shop_orders_total[5m]))"}}, {"refId": "B", "datasourceUid": "__expr__", "model": {"type": "math", "expression": "$A > 5"}}], "labels": {"team": "a"}, "annotations": {"summary": "{{ $labels.channel }} {{ $labels.team }} {{ $values.A.Value }}"}},
              {"title": "A1", "data": [{"refId": "A", "model": {"expr": "sum by (channel) (rate(shop_orders_total[5m]))"}}], "annotations": {"summary": "{{ $labels.instance }}"}},
              {"title": "A2", "data": [{"refId": "A", "model": {"expr": "sum by (channel) (rate(shop_orders_total[5m]))"}}, {"refId": "B", "datasourceUid": "logs", "model": {"datasource": {"type": "loki"}, "expr": "{a=\"b\"}"}}], "annotations": {"summary": "{{ $labels.instance }}"}}]}]}
            """);
        await AssertSaidAsync(solution, "board.json", "variable", [("", null), ("", "PQL1005 'shop_orders_total' has no label 'kind'"), ("", null)]);
        await AssertSaidAsync(solution, "alerts.json", "alert", [("", null), ("", "PQL1005 There is no 'instance' left"), ("", null)]);
    }

    private static TemporarySolution Solution() => new TemporarySolution().Write("Shop/Shop.csproj", TemporarySolution.Library.Replace("<ImplicitUsings>", "<Nullable>enable</Nullable><ImplicitUsings>")).Write("Shop/Telemetry.cs", Code);

    private static async Task AssertSaidAsync(TemporarySolution solution, string file, string kind, IReadOnlyList<(string Text, string? Says)> cases)
    {
        var ended = await Obslint.RunAsync(solution.Folder, "promql", "check", "Shop", file, "--known", "node_*", "--format", "json", "--restore");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        using var json = JsonDocument.Parse(ended.Output);
        var found = json.RootElement.GetProperty("findings").EnumerateArray().ToLookup(static finding => finding.GetProperty("member").GetString(), static finding => $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("message").GetString()}");
        Assert.Multiple([.. cases.Select((each, i) => (Action)(() =>
        {
            var says = string.Join("\n", found[$"{kind} 'A{i}'"]);
            Assert.True(each.Says is null ? says.Length == 0 : says.StartsWith(each.Says, StringComparison.Ordinal) && !says.Contains('\n'), $"A{i}: {each.Text}\n{says}");
        }))]);
    }
}
