using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Queries.Checking;

/// <summary>Queries are held against what the code emits.</summary>
public class QueryCheckTests
{
    private const string Code = """
        using System.Diagnostics.Metrics;

        namespace Shop;

        public static class Telemetry
        {
            private static readonly Meter Meter = new("Shop");
            private static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders", "{order}", "Orders placed.");
            private static readonly UpDownCounter<long> Queue = Meter.CreateUpDownCounter<long>("shop.queue.length", "{order}", "Orders that wait.");
            private static readonly Histogram<double> Checkout = Meter.CreateHistogram<double>("shop.checkout.duration", "s", "Time to check out.");

            public static void Order(bool isWeb)
            {
                Orders.Add(1, new KeyValuePair<string, object?>("shop.channel", isWeb ? "web" : "store"), new KeyValuePair<string, object?>("order_id", Guid.NewGuid().ToString()));
                Queue.Add(1);
                Checkout.Record(0.5);
            }
        }
        """;

    /// <summary>A gauge that exporters name in different ways, and one whose unit only the running program knows.</summary>
    private const string Load = """
        using System.Diagnostics.Metrics;

        namespace Shop;

        public static class Load
        {
            private static readonly Meter Meter = new("Shop.Load");

            public static void Watch(string unit)
            {
                Meter.CreateObservableGauge("shop.load", static () => 0.5, "1", "Load.");
                Meter.CreateObservableGauge("shop.used", static () => 5, unit, "Used.");
            }
        }
        """;

    private static TemporarySolution Solution() => new TemporarySolution().Write("Shop/Shop.csproj", TemporarySolution.Library.Replace("<ImplicitUsings>", "<Nullable>enable</Nullable><ImplicitUsings>")).Write("Shop/Telemetry.cs", Code);

    /// <summary>Queries, one a line, with the rule and a part of what it says; nothing where nothing is to be said.</summary>
    private static readonly (string Query, string? Rule, string Says)[] Cases =
    [
        ("sum by (shop_channel) (rate(shop_orders_total[5m]))", null, ""),
        ("shop_queue_length > 5", null, ""),
        ("histogram_quantile(0.9, sum by (le) (rate(shop_checkout_duration_seconds_bucket[5m])))", null, ""),
        ("rate(shop_checkout_duration_seconds_sum[5m]) / rate(shop_checkout_duration_seconds_count[5m])", null, ""),
        ("shop_checkout_duration_seconds_sum / shop_checkout_duration_seconds_count", null, ""),
        ("up == 0 or absent(shop_orders_total)", null, ""),
        ("rate(node_cpu_seconds_total{mode=\"idle\"}[5m])", null, ""),
        ("job:shop_orders:rate5m > 1", null, ""),
        ("rate({__name__=~\"shop_.*\"}[5m])", null, ""),
        ("shop_queue_length{namespace=\"a\", instance=\"b\", pod=\"c\"}", null, ""),
        ("shop_queue_length and on (instance) shop_orders_total", null, ""),
        ("sum(rate(shop_orders_total[5m])) / sum(rate(shop_orders_total[1h]))", null, ""),
        ("topk(3, rate(shop_orders_total[5m]))", null, ""),
        ("{\"shop.queue.length\"}", null, ""),
        ("shop_queue_length * on (instance) group_left (version) build_info", "PQL1002", "build_info"),
        ("up * on (instance) group_left (shop_channel) sum by (instance, shop_channel) (rate(shop_orders_total[5m]))", null, ""),
        ("label_replace(shop_queue_length, \"kind\", \"all\", \"none\", \"\")", null, ""),
        ("{__name__=~\"shop_queue_length|up\"}", null, ""),
        ("count(shop_queue_length) without (kind)", "PQL1005", "has no label 'kind'"),
        ("shop_queue_length / on (kind) up", "PQL1005", "has no label 'kind'"),
        ("up * on (instance) group_left (kind) shop_queue_length", "PQL1005", "has no label 'kind'"),
        ("up * on (instance) group_left (kind) sum by (instance) (shop_queue_length)", "PQL1005", "There is no 'kind' left: sum() leaves it out."),
        ("label_replace(shop_queue_length, \"a\", \"$1\", \"kind\", \"(.*)\")", "PQL1005", "has no label 'kind'"),
        ("label_join(sum(shop_queue_length), \"a\", \"-\", \"job\")", "PQL1005", "There is no 'job' left"),
        ("sort_by_label(shop_queue_length, \"kind\")", "PQL1005", "has no label 'kind'"),
        ("count({__name__=~\"shop_queue_length|shop_queue_size\"})", "PQL1002", "Nothing in the code emits 'shop_queue_size'"),
        ("sum(rate(up))", "PQL1001", "range"),
        ("shop_queue_lenght > 5", "PQL1002", "is 'shop_queue_length' meant?"),
        ("redis_up", "PQL1002", "name it with --known"),
        ("rate(shop_orders[5m])", "PQL1003", "the counter is exported as 'shop_orders_total'"),
        ("shop_queue_length_total", "PQL1003", "the gauge is exported as 'shop_queue_length'"),
        ("rate(shop_checkout_duration_seconds[5m])", "PQL1004", "'shop_checkout_duration_seconds_bucket'"),
        ("rate(shop_orders_total{shop_chanel=\"web\"}[5m])", "PQL1005", "has no label 'shop_chanel': the code gives it shop.channel, order_id"),
        ("sum by (kind) (shop_queue_length)", "PQL1005", "has no label 'kind'"),
        ("max by (job) (sum by (instance) (shop_queue_length))", "PQL1005", "There is no 'job' left: sum() leaves it out."),
        ("shop_orders_total > 5", "PQL1006", "take rate() or increase() of it"),
        ("sum(shop_orders_total)", "PQL1006", "'shop_orders_total' only ever grows"),
        ("max_over_time(shop_checkout_duration_seconds_count[5m])", "PQL1006", ""),
        ("rate(shop_queue_length[5m])", "PQL1007", "rate() takes every fall of it for a restart"),
        ("sum by (order_id) (rate(shop_orders_total[5m]))", "PQL1008", "'order_id' has no bound (Guid.NewGuid"),
        ("shop_queue_length{job=\"a\", job!=\"a\"}", "PQL1009", "No series can have job as \"a\""),
        ("shop_queue_length{job=\"a\", job=~\"b|c\"}", "PQL1009", "No series"),
        ("rate(shop_orders_total{shop_channel=\"phone\"}[5m])", "PQL1009", "the code gives \""),
        ("rate(shop_orders_total{shop_channel=~\"ph.*\"}[5m])", "PQL1009", "never has such a shop_channel"),
        ("shop_queue_length{job=~\"a|b\", job=~\"c|d\"}", "PQL1009", "No series can match this and the other matchers of job"),
        ("shop_queue_length{job=~\"a|b\", job!~\"a|b|c\"}", "PQL1009", "No series"),
        ("shop_queue_length{job=~\"a|b\", job=~\"b.*\"}", null, ""),
        ("shop_queue_length > 5 < 3", "PQL1009", "No value passes: where there is one on the left, it is greater than 5."),
        ("3 > (shop_queue_length >= 3)", "PQL1009", "No value passes: where there is one on the right, it is at least 3."),
        ("shop_queue_length > 3 < 5", null, ""),
        ("shop_queue_length >= 3 <= 3", null, ""),
        ("rate(shop_orders_total[5m]) < 0", "PQL1009", "it is at least 0"),
        ("sum(rate(shop_orders_total[5m])) == 0", null, ""),
        ("sum(increase(shop_orders_total[5m])) <= -1", "PQL1009", "it is at least 0"),
        ("count(up == 0) == 0", "PQL1009", "No value passes: where there is one on the left, it is at least 1."),
        ("count(up == 0) == bool 0", null, ""),
        ("count(up == 0) < 1 or vector(0)", "PQL1009", "it is at least 1"),
        ("sum(shop_queue_length) < 0", null, ""),
        ("absent(shop_orders_total) == 0", "PQL1009", "it is 1."),
        ("sum by (job) (shop_queue_length) / on (instance) sum by (instance) (up)", "PQL1009", "the left one has no label 'instance'"),
        ("sum by (job) (shop_queue_length) / sum(up)", "PQL1009", "only the left one has a label 'job'"),
    ];

    [Fact]
    public async Task Each_query_is_told_for_what_it_is()
    {
        using var solution = Solution().Write("rules.yml", $"""
            groups:
            - name: shop
              rules:
              - record: job:shop_orders:rate5m
                expr: sum by (job) (rate(shop_orders_total[5m]))
            {string.Concat(Cases.Select(static (each, i) => $"  - alert: A{i}\n    expr: '{each.Query}'\n"))}
            """);
        var ended = await Obslint.RunAsync(solution.Folder, "promql", "check", "Shop", "rules.yml", "--known", "node_*", "--known-label", "namespace", "--known-label", "pod", "--format", "json", "--restore");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        using var json = JsonDocument.Parse(ended.Output);
        var found = json.RootElement.GetProperty("findings").EnumerateArray().ToLookup(static finding => finding.GetProperty("member").GetString(), static finding => $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("message").GetString()}");
        Assert.Multiple([.. Cases.Select((each, i) => (Action)(() =>
        {
            var says = string.Join("\n", found[$"rule 'A{i}'"]);
            Assert.True(each.Rule is null ? says.Length == 0 : says.StartsWith(each.Rule, StringComparison.Ordinal) && says.Contains(each.Says, StringComparison.Ordinal) && !says.Contains('\n'), $"{each.Query}\n{says}");
        }))]);
        Assert.Empty(found["rule 'job:shop_orders:rate5m'"]);
    }

    [Fact]
    public async Task Formats_levels_and_baselines_are_those_of_check()
    {
        using var solution = Solution().Write("boards/shop.json", """
            {"panels": [{"title": "Orders", "targets": [{"expr": "sum(shop_orders_total)"}, {"expr": "sum(rate(shop_order[5m]))"}]}],
             "templating": {"list": [{"name": "c", "type": "query", "query": "label_values(shop_orders_total, shop_channel)"}]}}
            """);
        var ended = await Check("--restore");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        Assert.Equal(
            [
                "boards/shop.json(1,59): warning PQL1006: 'shop_orders_total' only ever grows, and starts anew with its program: take rate() or increase() of it. [panel 'Orders']",
                "boards/shop.json(1,100): warning PQL1002: Nothing in the code emits 'shop_order'. If something else does, name it with --known. [panel 'Orders']",
            ], ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCode.Clean, (await Check("--fail-on", "error")).Code);
        Assert.Equal("", (await Check("--rule", "NeverMatches")).Output);
        var sarif = await Check("--format", "sarif", "--rule", "PQL1006");
        using var log = JsonDocument.Parse(sarif.Output);
        Assert.Equal("PQL1006", log.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("ruleId").GetString());
        Assert.Equal("CounterWithoutRate", log.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[5].GetProperty("name").GetString());
        Assert.Equal(ExitCode.Clean, (await Check("--baseline", "known.json", "--update-baseline")).Code);
        solution.Write("boards/shop.json", "\n\n" + solution.Read("boards/shop.json"));
        var again = await Check("--baseline", "known.json");
        Assert.Equal((ExitCode.Clean, ""), (again.Code, again.Output));
        Assert.Equal(ExitCode.CouldNotRun, (await Check("--rule", "PQL9999")).Code);
        solution.Write("boards/shop.json", """{"panels": [{"title": "Load", "targets": [{"expr": "shop_load"}, {"expr": "shop_load_ratio"}, {"expr": "shop_used"}]}]}""").Write("Shop/Load.cs", Load);
        Assert.Equal("shop_load_ratio", Unknown(await Check("--exporter", "library")));
        Assert.Equal("shop_load", Unknown(await Check("--exporter", "collector")));
        Assert.Equal("", Unknown(await Check()));

        static string Unknown(Ended ended) => string.Join(", ", ended.Output.Split('\n').Where(static line => line.Contains("PQL1002", StringComparison.Ordinal)).Select(static line => line.Split('\'')[1]));

        Task<Ended> Check(params string[] more) => Obslint.RunAsync(solution.Folder, ["promql", "check", "Shop", "boards", .. more]);
    }
}
