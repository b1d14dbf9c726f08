using ObservabilityLint.Tool.Queries.Bridging;
using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;
using ObservabilityLint.Tool.Tests.Queries.Rewriting;

namespace ObservabilityLint.Tool.Tests.Queries.Bridging;

/// <summary>The rules that keep old names alive give the series that there were.</summary>
public class BridgeTests
{
    [Fact]
    public async Task Prometheus_takes_the_rules_and_they_record_the_old_series()
    {
        Prometheus.SkipIfMissing();
        using var solution = new TemporarySolution();
        File.WriteAllBytes(solution.PathOf("renames.json"), RenamesFile.Write(RenameList.Empty, Shop.Renames));
        var ended = await Obslint.RunAsync(solution.Folder, "promql", "bridge", "--output", "bridge.yml");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Contains("record: shop_sessions_total\n", solution.Read("bridge.yml"));
        Assert.Contains("the label 'password' of 'shop_orders': it is gone", ended.Error);
        Assert.Contains("the label 'productId' of 'shop_stock': the metric has kept its name", ended.Error);

        solution.Write("test.yml", """
            rule_files: [bridge.yml]
            evaluation_interval: 1m
            tests:
            - interval: 1m
              input_series:
              - {series: 'shop_orders_total{user_kind="new", job="a"}', values: '0 5 10'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="0.005"}', values: '1 1 1'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="0.25"}', values: '2 2 2'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="1"}', values: '3 3 3'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="2.5"}', values: '4 4 4'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="10.0"}', values: '5 5 5'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="0.0005"}', values: '0 0 0'}
              - {series: 'shop_checkout_seconds_bucket{user_kind="new", le="+Inf"}', values: '6 6 6'}
              - {series: 'shop_checkout_seconds_sum{user_kind="new"}', values: '7 7 7'}
              - {series: 'shop_checkout_seconds_count{user_kind="new"}', values: '6 6 6'}
              - {series: 'shop_load_seconds', values: '0.25 0.25 0.25'}
              - {series: 'shop_sessions', values: '3 3 3'}
              promql_expr_test:
              - expr: shop_orders
                eval_time: 2m
                exp_samples: [{labels: 'shop_orders{userKind="new", job="a"}', value: 10}]
              - expr: shop_checkout_ms_bucket
                eval_time: 2m
                exp_samples:
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="0.5"}', value: 0}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="5"}', value: 1}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="250"}', value: 2}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="1000"}', value: 3}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="2500"}', value: 4}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="10000"}', value: 5}
                - {labels: 'shop_checkout_ms_bucket{userKind="new", le="+Inf"}', value: 6}
              - expr: shop_checkout_ms_sum
                eval_time: 2m
                exp_samples: [{labels: 'shop_checkout_ms_sum{userKind="new"}', value: 7000}]
              - expr: shop_checkout_ms_count
                eval_time: 2m
                exp_samples: [{labels: 'shop_checkout_ms_count{userKind="new"}', value: 6}]
              - expr: shop_load_ms
                eval_time: 2m
                exp_samples: [{labels: 'shop_load_ms', value: 250}]
              - expr: shop_sessions_total
                eval_time: 2m
                exp_samples: [{labels: 'shop_sessions_total', value: 3}]
            """);
        foreach (var arguments in (string[][])[["check", "rules", "bridge.yml"], ["test", "rules", "test.yml"]])
        {
            var judged = await Shell.RunAsync(solution.Folder, "promtool", arguments);
            Assert.True(judged.Code == 0, $"{judged}\n{solution.Read("bridge.yml")}");
        }
    }

    [Fact]
    public void Bounds_that_no_rule_can_move_are_told()
    {
        MetricIdentity Identity(string name) => new(name, null, "Histogram", "histogram", name, name);
        var (rules, left) = BridgeRules.Of(new RenameList([new MetricRename("name", "Prometheus", Identity("wait_minutes"), Identity("wait_seconds"), 60)], []));
        Assert.Equal([new BridgeRule("wait_minutes_sum", "wait_seconds_sum / 60"), new BridgeRule("wait_minutes_count", "wait_seconds_count")], rules);
        Assert.Equal(["'wait_minutes_bucket': its bounds have another unit, and a rule can only move a decimal point"], left);
    }

    [Fact]
    public void A_name_that_prometheus_never_took_is_not_kept()
    {
        MetricIdentity Identity(string name) => new(name, null, "Counter", "counter", name, name);
        var (rules, left) = BridgeRules.Of(new RenameList([new MetricRename("name", "Prometheus", Identity("shop-refunds-total"), Identity("shop_refunds_total"), 1)], []));
        Assert.Empty(rules);
        Assert.Equal(["'shop-refunds-total': Prometheus takes no such name, so that nobody can have asked for it"], left);
    }

    [Fact]
    public void Nothing_renamed_makes_an_empty_file()
        => Assert.EndsWith("\ngroups: []\n", BridgeFile.Write([], []), StringComparison.Ordinal);
}
