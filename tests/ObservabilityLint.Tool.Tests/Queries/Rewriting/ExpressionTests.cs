namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Expressions follow renamed metrics and labels, and nothing else of them changes.</summary>
public class ExpressionTests
{
    [Theory]
    [InlineData("rate(shop_orders[5m])", "rate(shop_orders_total[5m])")]
    [InlineData("rate( shop_orders  [5m] ) # of shop_orders\n", "rate( shop_orders_total  [5m] ) # of shop_orders\n")]
    [InlineData("shop_orders_created", "shop_orders_created")]
    [InlineData("shop_order + my_shop_orders + shop_orders:x + shop_orders_2", "shop_order + my_shop_orders + shop_orders:x + shop_orders_2")]
    [InlineData("rate(shop_checkout_ms_count[5m])", "rate(shop_checkout_seconds_count[5m])")]
    [InlineData("sum by (le) (rate(shop_checkout_ms_bucket[5m]))", "sum by (le) (rate(shop_checkout_seconds_bucket[5m]))")]
    [InlineData("rate(shop_Visits_total[5m])", "rate(shop_visits_total[5m])")]
    [InlineData("rate({\"shop.Visits\", job=\"a\"}[5m])", "rate({\"shop.visits\", job=\"a\"}[5m])")]
    [InlineData("{__name__=\"shop_orders\"}", "{__name__=\"shop_orders_total\"}")]
    [InlineData("{__name__=~\"shop_orders|up|shop_checkout_ms_count\"}", "{__name__=~\"shop_orders_total|up|shop_checkout_seconds_count\"}")]
    [InlineData("{__name__!=\"shop_orders\", job=\"x\"}", "{__name__!=\"shop_orders_total\", job=\"x\"}")]
    [InlineData("shop_orders offset 5m @ start()", "shop_orders_total offset 5m @ start()")]
    [InlineData("max_over_time(shop_orders[1h:5m])", "max_over_time(shop_orders_total[1h:5m])")]
    public void Metrics_get_their_new_names(string old, string expected) => AssertRewritten(old, expected);

    [Theory]
    [InlineData("shop_orders{userKind=\"a\", job=\"b\"}", "shop_orders_total{user_kind=\"a\", job=\"b\"}")]
    [InlineData("shop_orders{userKind!~\"a|b\"}", "shop_orders_total{user_kind!~\"a|b\"}")]
    [InlineData("shop_other{userKind=\"a\"}", "shop_other{userKind=\"a\"}")]
    [InlineData("shop_stock{productId=\"a\"}", "shop_stock{product_id=\"a\"}")]
    [InlineData("{__name__=\"shop_orders\", userKind=\"a\"}", "{__name__=\"shop_orders_total\", user_kind=\"a\"}")]
    [InlineData("sum by (userKind, job) (rate(shop_orders[5m]))", "sum by (user_kind, job) (rate(shop_orders_total[5m]))")]
    [InlineData("sum(rate(shop_orders[5m])) without (userKind)", "sum(rate(shop_orders_total[5m])) without (user_kind)")]
    [InlineData("sum by (userKind) (shop_other)", "sum by (userKind) (shop_other)")]
    [InlineData("max by (userKind) (sum by (userKind, job) (shop_orders))", "max by (user_kind) (sum by (user_kind, job) (shop_orders_total))")]
    [InlineData("topk by (userKind) (3, shop_orders)", "topk by (user_kind) (3, shop_orders_total)")]
    [InlineData("sum by (userKind) (topk(3, shop_orders))", "sum by (user_kind) (topk(3, shop_orders_total))")]
    [InlineData("shop_orders / on (userKind) shop_checkout_ms_count", "shop_orders_total / on (user_kind) shop_checkout_seconds_count")]
    [InlineData("shop_checkout_ms_sum / ignoring (userKind) shop_checkout_ms_count", "shop_checkout_seconds_sum / ignoring (user_kind) shop_checkout_seconds_count")]
    [InlineData("shop_orders / on (job) group_left (userKind) shop_checkout_ms_count", "shop_orders_total / on (job) group_left (user_kind) shop_checkout_seconds_count")]
    [InlineData("sum by (userKind) (up * on (job) group_left (userKind) shop_orders)", "sum by (user_kind) (up * on (job) group_left (user_kind) shop_orders_total)")]
    [InlineData("sum by (userKind) (2 * shop_orders)", "sum by (user_kind) (2 * shop_orders_total)")]
    [InlineData("sum by (userKind) (shop_orders and on (job) up)", "sum by (user_kind) (shop_orders_total and on (job) up)")]
    [InlineData("label_replace(shop_orders, \"kind\", \"$1\", \"userKind\", \"(.*)\")", "label_replace(shop_orders_total, \"kind\", \"$1\", \"user_kind\", \"(.*)\")")]
    [InlineData("sum by (userKind) (label_replace(shop_orders, \"userKind\", \"$1\", \"job\", \"(.*)\"))", "sum by (userKind) (label_replace(shop_orders_total, \"userKind\", \"$1\", \"job\", \"(.*)\"))")]
    [InlineData("label_join(shop_orders, \"all\", \"-\", \"job\", 'userKind')", "label_join(shop_orders_total, \"all\", \"-\", \"job\", 'user_kind')")]
    [InlineData("sort_by_label(shop_orders, \"userKind\")", "sort_by_label(shop_orders_total, \"user_kind\")")]
    [InlineData("sum by (userKind) (count_values(\"userKind\", shop_orders))", "sum by (userKind) (count_values(\"userKind\", shop_orders_total))")]
    [InlineData("sum by (userKind) (rate(shop_orders[5m])) / sum by (userKind) (rate(shop_orders[1h]))", "sum by (user_kind) (rate(shop_orders_total[5m])) / sum by (user_kind) (rate(shop_orders_total[1h]))")]
    public void Labels_get_their_new_names_where_their_metric_has_them(string old, string expected) => AssertRewritten(old, expected);

    [Theory]
    [InlineData("shop_orders{password=\"a\"}", "the label 'password' is gone")]
    [InlineData("sum by (password) (shop_orders)", "the label 'password' is gone")]
    [InlineData("shop_orders / on (userKind) group_left () shop_other", "the two sides are matched by 'userKind', which has changed on the left side only")]
    [InlineData("shop_other / on (userKind) sum by (userKind) (shop_orders)", "on the right side only")]
    [InlineData("shop_orders / shop_other", "both sides are matched by all their labels, and 'password' has changed on one side only")]
    [InlineData("shop_orders or shop_other", "has changed on one side of 'or' only")]
    [InlineData("{__name__=~\"shop_ord.*s\"}", "this may be 'shop_orders', which is now 'shop_orders_total'")]
    [InlineData("other{Tenant=\"a\"}", "a label 'Tenant' is now 'tenant', and nothing tells on which metrics")]
    [InlineData("{userKind=\"a\"}", "the label 'userKind' has changed on some metrics")]
    [InlineData("sum by (userKind) ({job=\"a\"})", "the label 'userKind' has changed on some metrics, and this selects metrics without their names")]
    [InlineData("sum by (Tenant) (other)", "a label 'Tenant' is now 'tenant', and nothing tells on which metrics")]
    [InlineData("rate(shop_sessions_total[5m])", "'shop_sessions_total' was a counter and is a gauge now")]
    [InlineData("shop_sessions_created", "'shop_sessions_created' is no more: the metric was a counter and is a gauge now")]
    [InlineData("shop_fill > 0.5", "'shop_fill' has become 'shop_fill' or 'shop_fill_ratio': the renames do not tell which")]
    [InlineData("label_replace(shop_orders, \"user_kind\", \"x\", \"job\", \"\")", "it sets the label that 'userKind' has become")]
    public void What_a_person_must_decide_is_flagged(string expression, string flag) => Assert.Contains(flag, Shop.Expression(expression).Flags);

    [Theory]
    [InlineData("sum by (job) (shop_orders) / sum by (job) (shop_other)")]
    [InlineData("sum(shop_orders) / sum(shop_other)")]
    [InlineData("{__name__=~\"shop_.*\"}")]
    [InlineData("sum by (job) (shop_orders) or sum by (job) (shop_other)")]
    public void What_goes_on_as_it_was_is_not_flagged(string expression) => Assert.Equal("", Shop.Expression(expression).Flags);

    private static void AssertRewritten(string old, string expected)
    {
        var (expression, flags) = Shop.Expression(old);
        Assert.Equal(expected, expression);
        Assert.Equal("", flags);
    }
}
