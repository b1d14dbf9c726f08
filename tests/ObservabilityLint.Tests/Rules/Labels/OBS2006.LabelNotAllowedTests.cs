using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class LabelNotAllowedTests
{
    private const string All = "observability_lint.allowed_labels = region, tier, http.route";

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"region\", [|\"user\"|]);")]
    [InlineData("Metrics.WithLabels(new Dictionary<string, string> { [[|\"user\"|]] = \"1\" });")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>([|\"user\"|], 1), new(\"tier\", 1));")]
    [InlineData("static void Do(Counter<int> c) => c.Add(1, new TagList { { \"tier\", 1 }, { [|\"user\"|], 1 } });")]
    public Task Fires(string statements) => Verify<LabelNotAllowed>.FiresAsync(statements, All);

    [Theory]
    [InlineData("Metrics.CreateCounter(\"c\", \"H.\", \"region\", \"Tier\", \"http_route\", Environment.MachineName);")]
    [InlineData("meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>(\"http.route\", 1), new(\"\", 1));")]
    [InlineData("new Activity(\"a\").SetTag(\"user\", 1); _ = Prometheus.Exemplar.Pair(\"user\", \"1\");")]
    public Task Quiet(string statements) => Verify<LabelNotAllowed>.QuietAsync(statements, All);

    [Theory]
    [InlineData("")]
    [InlineData("observability_lint.allowed_labels =")]
    [InlineData("observability_lint.allowed_labels.other = region")]
    [InlineData("observability_lint.allowed_labels = reg ion")]
    public Task Quiet_without_a_list(string option) => Verify<LabelNotAllowed>.QuietAsync("Metrics.CreateCounter(\"c\", \"H.\", \"user\"); meter.CreateCounter<int>(\"d\").Add(1, new KeyValuePair<string, object?>(\"user\", 1));", option);

    [Fact]
    public Task A_metrics_own_list_goes_before_that_of_all() => Verify<LabelNotAllowed>.FiresAsync(
        "var c = meter.CreateCounter<int>(\"shop.orders\"); c.Add(1, new KeyValuePair<string, object?>(\"user\", 1), new([|\"region\"|], 1)); Metrics.CreateCounter(\"shop_jobs_total\", \"H.\", \"region\", [|\"user\"|]);",
        All, "observability_lint.allowed_labels.shop_orders_total = user");

    [Fact]
    public Task A_metric_is_known_by_its_own_name_too() => Verify<LabelNotAllowed>.FiresAsync(
        "meter.CreateCounter<int>(\"shop.orders\").Add(1, new KeyValuePair<string, object?>(\"user\", 1), new([|\"region\"|], 1));", "observability_lint.allowed_labels.shop.orders = user");

    [Fact]
    public Task Quiet_on_unknown_metrics_where_some_have_their_own_list() => Verify<LabelNotAllowed>.QuietAsync(
        "static void Do(Counter<int> c) => c.Add(1, new KeyValuePair<string, object?>(\"user\", 1));", All, "observability_lint.allowed_labels.shop_orders_total = user");

    [Fact]
    public Task Says_which_are() => Verify<LabelNotAllowed>.SaysAsync(
        """Metrics.CreateCounter("c", "H.", [|"user"|]);""", "Label 'user' of 'c' is not in the option 'allowed_labels' (region, tier): each further label multiplies the number of time series. Drop it, or add it to the option.", "observability_lint.allowed_labels = region, tier");
}
