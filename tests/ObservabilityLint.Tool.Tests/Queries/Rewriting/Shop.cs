using System.Text;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;
using ObservabilityLint.Tool.Queries.Rewriting;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Files rewritten in memory, after a repair that renamed what a shop emits.</summary>
internal static class Shop
{
    /// <summary>A counter, a histogram in another unit, a gauge that was a counter, one whose unit alone is new, and labels.</summary>
    public static RenameList Renames { get; } = new(
        [
            Metric("shop_orders", "counter", "shop_orders_total", "counter"),
            Metric("shop_checkout_ms", "histogram", "shop_checkout_seconds", "histogram", 0.001),
            Metric("shop_load_ms", "gauge", "shop_load_seconds", "gauge", 0.001),
            Metric("shop_wait_ms", "gauge", "shop_wait_seconds", "gauge", 0.001),
            Metric("shop_sessions_total", "counter", "shop_sessions", "gauge"),
            new MetricRename("name", "OpenTelemetry", new MetricIdentity("shop.Visits", "1", "Counter", "counter", "shop_Visits_total", "shop_Visits_total"), new MetricIdentity("shop.visits", "1", "Counter", "counter", "shop_visits_total", "shop_visits_total"), 1),
            new MetricRename("unit", "OpenTelemetry", new MetricIdentity("shop.fill", null, "Gauge", "gauge", "shop_fill", "shop_fill"), new MetricIdentity("shop.fill", "1", "Gauge", "gauge", "shop_fill", "shop_fill_ratio"), 1),
        ],
        [
            Label("shop_orders", "shop_orders_total", "counter", "userKind", "user_kind"),
            Label("shop_orders", "shop_orders_total", "counter", "password", null),
            Label("shop_checkout_ms", "shop_checkout_seconds", "histogram", "userKind", "user_kind"),
            Label("shop_stock", "shop_stock", "gauge", "productId", "product_id"),
            new LabelRename("Prometheus", null, null, "Tenant", "tenant", "Tenant", "tenant"),
        ]);

    public static (string Text, IReadOnlyList<string> Flags) Rewrite(string name, string text) => RewriteAll((name, text))[0];

    public static IReadOnlyList<(string Text, IReadOnlyList<string> Flags)> RewriteAll(params (string Name, string Text)[] files)
    {
        var parsed = files.Select(static file => ParsedFile.Of(QueryFileReader.Read(SourceFile.Of(Path.GetFullPath(file.Name), Encoding.UTF8.GetBytes(file.Text))))).ToList();
        Assert.All(parsed, static file => Assert.True(file.Errors.Count == 0, string.Join("\n", file.Errors.Select(static error => error.LineFrom(Directory.GetCurrentDirectory())))));
        var rewriter = new FileRewriter(new ChangeTable(Renames), parsed);
        return [.. parsed.Select(rewriter.Rewrite).Select(static file => (Encoding.UTF8.GetString(file.New), (IReadOnlyList<string>)[.. file.Flags.Select(static flag => flag.LineFrom(Directory.GetCurrentDirectory()))]))];
    }

    /// <summary>An expression in a rule, rewritten, with what is said of it, from the column on.</summary>
    public static (string Expression, string Flags) Expression(string expression)
    {
        const string before = "groups: [{name: g, rules: [{alert: A, expr: '";
        var (text, flags) = Rewrite("a.yml", before + expression.Replace("'", "''", StringComparison.Ordinal) + "'}]}]");
        return (text[before.Length..^"'}]}]".Length].Replace("''", "'", StringComparison.Ordinal), string.Join("\n", flags.Select(static flag => flag.Split("rule 'A': ").Last())));
    }

    private static MetricRename Metric(string old, string oldType, string now, string newType, double factor = 1) => new("name", "Prometheus", Identity(old, oldType), Identity(now, newType), factor);

    private static LabelRename Label(string old, string now, string type, string oldLabel, string? newLabel) => new("Prometheus", Identity(old, type), Identity(now, type), oldLabel, newLabel, oldLabel, newLabel);

    private static MetricIdentity Identity(string name, string type) => new(name, null, type, type, name, name);
}
