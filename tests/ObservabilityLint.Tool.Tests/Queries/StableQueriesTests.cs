using System.Text;
using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Queries;

/// <summary>The loop closed: a service with bad names, its rules and its dashboard; names repaired, queries rewritten; and Prometheus gives the same answers for the same load.</summary>
public partial class StableQueriesTests
{
    private const int Steps = 60;
    private const int SecondsOfAStep = 15;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="prometheus-net" Version="8.2.1" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>What it emits depends on the step alone.</summary>
    private const string Program = """
        using System.Text;
        using Prometheus;

        Metrics.SuppressDefaultMetrics();
        for (var step = 0; step <= 60; step++)
        {
            Shop.Telemetry.Work(step);
            using var stream = new MemoryStream();
            await Metrics.DefaultRegistry.CollectAndExportAsTextAsync(stream);
            Console.Write($"STEP {step}\n{Encoding.UTF8.GetString(stream.ToArray())}");
        }
        """;

    private const string Telemetry = """
        using Prometheus;

        namespace Shop;

        public static class Telemetry
        {
            private static readonly Counter Orders = Metrics.CreateCounter("shop_orders", "Orders placed.", "userKind", "channel");
            private static readonly Gauge Stock = Metrics.CreateGauge("shop_stock_total", "Items in stock.");
            private static readonly Histogram Checkout = Metrics.CreateHistogram("shop_checkout_duration_milliseconds", "Time to check out.", new HistogramConfiguration { Buckets = [5, 10, 50, 250, 1000] });
            private static readonly Gauge Oldest = Metrics.CreateGauge("shop_oldest_order_age_minutes", "Age of the oldest open order.");

            public static void Work(int step)
            {
                Orders.WithLabels(step % 3 == 0 ? "new" : "known", "web").Inc(step % 7);
                Orders.WithLabels("known", "store").Inc(2);
                Stock.Set(1000 - 3 * step);
                var elapsed = TimeSpan.FromMilliseconds(20 * (step % 40));
                Checkout.Observe(elapsed.TotalMilliseconds);
                var age = TimeSpan.FromMinutes(step % 11);
                Oldest.Set(age.TotalMinutes);
            }
        }
        """;

    private const string Rules = """
        groups:
        - name: shop
          rules:
          - record: kind:shop_orders:rate5m
            expr: sum by (userKind) (rate(shop_orders[5m]))
          - alert: FewOrders
            expr: sum by (userKind) (rate(shop_orders{channel="web"}[5m])) < 100
            annotations:
              summary: "{{ $labels.userKind }} orders little"
          - alert: SlowCheckout # half a second
            expr: >-
              histogram_quantile(0.9, sum by (le) (rate(shop_checkout_duration_milliseconds_bucket[5m])))
                > 500
          - alert: Forgotten
            expr: shop_oldest_order_age_minutes > 2 and on () shop_stock_total < 900

        """;

    private const string Board = """
        {
          "title": "Shop",
          "panels": [
            {"title": "Orders", "targets": [{"expr": "sum by (userKind, channel) (increase(shop_orders[$__rate_interval]))", "legendFormat": "{{userKind}}"}]},
            {"title": "Share", "targets": [{"expr": "sum by (userKind) (rate(shop_orders[5m])) / on () group_left sum(rate(shop_orders[5m]))"}]},
            {"title": "Duration", "targets": [{"expr": "rate(shop_checkout_duration_milliseconds_sum[5m]) / rate(shop_checkout_duration_milliseconds_count[5m])"}]},
            {"title": "Fast", "targets": [{"expr": "sum(rate(shop_checkout_duration_milliseconds_bucket{le=\"250\"}[5m])) / sum(rate(shop_checkout_duration_milliseconds_count[5m]))"}]},
            {"title": "Stock", "targets": [{"expr": "shop_stock_total - shop_stock_total offset 5m"}]},
            {"title": "Age", "targets": [{"expr": "max_over_time(shop_oldest_order_age_minutes[5m])"}], "fieldConfig": {"defaults": {"unit": "m"}}},
            {"title": "Names", "targets": [{"expr": "count({__name__=~\"shop_orders|shop_stock_total\"})"}]}
          ]
        }
        """;

    private const string RuleTest = """
        rule_files: [rules.yml]
        evaluation_interval: 1m
        tests:
        - interval: 1m
          input_series:
          - {series: 'shop_checkout_duration_seconds_bucket{le="0.25"}', values: '0+1x20'}
          - {series: 'shop_checkout_duration_seconds_bucket{le="1"}', values: '0+9x20'}
          - {series: 'shop_checkout_duration_seconds_bucket{le="+Inf"}', values: '0+9x20'}
          - {series: 'shop_orders_total{user_kind="new", channel="web"}', values: '0+60x20'}
          alert_rule_test:
          - alertname: SlowCheckout
            eval_time: 15m
            exp_alerts: [{}]
          - alertname: FewOrders
            eval_time: 15m
            exp_alerts: [{exp_labels: {user_kind: new}, exp_annotations: {summary: new orders little}}]
          promql_expr_test:
          - expr: kind:shop_orders:rate5m
            eval_time: 15m
            exp_samples: [{labels: 'kind:shop_orders:rate5m{user_kind="new"}', value: 1}]

        """;

    /// <summary>What a value of the old query is multiplied by to be that of the new one.</summary>
    private static readonly Dictionary<string, double> Factors = new() { ["SlowCheckout"] = 0.001, ["Forgotten"] = 60, ["Duration"] = 0.001, ["Age"] = 60 };

    [Fact]
    public async Task A_repair_changes_names_and_no_answers()
    {
        Harness.Prometheus.SkipIfMissing();
        using var solution = new TemporarySolution().Write("Shop/Shop.csproj", Project).Write("Shop/Program.cs", Program).Write("Shop/Telemetry.cs", Telemetry).Write("ops/rules.yml", Rules).Write("ops/board.json", Board);
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-4).ToUnixTimeSeconds() / 7200 * 7200);
        var before = await AnswersAsync(solution, "before", start);
        Assert.All(before, static answer => Assert.NotEmpty(answer.Values));

        var repaired = await Obslint.RunAsync(solution.Folder, "fix", "Shop", "--renames", "renames.json");
        Assert.True(repaired.Code == ExitCode.Clean, repaired.ToString());
        Assert.Contains("shop_checkout_duration_seconds", solution.Read("Shop/Telemetry.cs"));
        var rewritten = await Obslint.RunAsync(solution.Folder, "promql", "rewrite", "ops");
        Assert.True(rewritten.Code == ExitCode.Findings, rewritten.ToString());
        Assert.Equal(
            [
                "ops/board.json:6:5: panel 'Duration': its values have another unit: what was 1 is 0.001 now",
                "ops/board.json:7:100: panel 'Fast': (250 is 0.25)",
                "ops/board.json:9:135: panel 'Age': 'm'",
                "ops/rules.yml:13:11: rule 'SlowCheckout': (500 is 0.5)",
                "ops/rules.yml:15:43: rule 'Forgotten': (2 is 120)",
            ], rewritten.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(static line => Reason().Replace(line, ": $1")));
        // What only a person can decide, as it is told.
        solution.Write("ops/rules.yml", solution.Read("ops/rules.yml").Replace("> 500", "> 0.5").Replace("seconds > 2 ", "seconds > 120 ")).Write("ops/board.json", solution.Read("ops/board.json").Replace("\\\"250\\\"", "\\\"0.25\\\""));

        var after = await AnswersAsync(solution, "after", start);
        Assert.Equal(before.Select(static answer => answer.Name), after.Select(static answer => answer.Name));
        foreach (var (old, now) in before.Zip(after))
        {
            var factor = Factors.GetValueOrDefault(old.Name, 1);
            Assert.True(old.Values.Count == now.Values.Count, $"{old.Name}: {string.Join("; ", old.Values)} / {string.Join("; ", now.Values)}");
            foreach (var (labels, value) in old.Values) Assert.Equal(value * factor, now.Values[labels.Replace("userKind", "user_kind")], Math.Abs(value * factor) * 1e-9);
        }

        solution.Write("ops/test.yml", RuleTest);
        foreach (var arguments in (string[][])[["check", "rules", "rules.yml"], ["test", "rules", "test.yml"]])
        {
            var judged = await Shell.RunAsync(solution.PathOf("ops"), "promtool", arguments);
            Assert.True(judged.Code == 0, judged.ToString());
        }
    }

    /// <summary>Runs the service, gives what it says to a Prometheus, and asks that for all queries.</summary>
    private static async Task<IReadOnlyList<(string Name, SortedDictionary<string, double> Values)>> AnswersAsync(TemporarySolution solution, string folder, DateTimeOffset start)
    {
        var ran = await Shell.RunAsync(solution.PathOf("Shop"), "dotnet", "run", "-v", "q");
        Assert.True(ran.Code == 0, ran.ToString());
        solution.Write($"{folder}/series.txt", OpenMetrics(ran.Output, start));
        var stored = await Shell.RunAsync(solution.PathOf(folder), "promtool", "tsdb", "create-blocks-from", "openmetrics", "series.txt", "data");
        Assert.True(stored.Code == 0, stored.ToString());
        await using var prometheus = await Harness.Prometheus.StartAsync(solution.PathOf(folder));
        var answers = new List<(string, SortedDictionary<string, double>)>();
        foreach (var file in (string[])["ops/rules.yml", "ops/board.json"])
            foreach (var scope in QueryFileReader.Read(SourceFile.Of(solution.PathOf(file), File.ReadAllBytes(solution.PathOf(file)))).Scopes)
                foreach (var query in scope.Queries)
                    answers.Add((scope.Name, await prometheus.QueryAsync(query.Text.Text.Replace("$__rate_interval", "2m", StringComparison.Ordinal), start.AddSeconds(Steps * SecondsOfAStep))));
        return answers;
    }

    /// <summary>What the service says at each step, with the time of the step.</summary>
    private static string OpenMetrics(string exposition, DateTimeOffset start)
    {
        var text = new StringBuilder();
        var time = 0L;
        foreach (var line in exposition.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.StartsWith("STEP ", StringComparison.Ordinal)) time = start.ToUnixTimeSeconds() + SecondsOfAStep * int.Parse(line.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
            // What the build says comes before.
            else if (time > 0 && !line.StartsWith('#')) text.Append(line).Append(' ').Append(time).Append('\n');
        return text.Append("# EOF\n").ToString();
    }

    /// <summary>What a flag says beside the number or the unit.</summary>
    [GeneratedRegex(@"(?<=panel '\w+'|rule '\w+'): .*?(\(\S+ is \S+\)|'\w+'(?= is the unit)).*$")]
    private static partial Regex Reason();
}
