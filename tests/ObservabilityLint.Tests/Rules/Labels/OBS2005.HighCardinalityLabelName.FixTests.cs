using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class HighCardinalityLabelNameFixTests
{
    [Fact]
    public Task Moves_the_value_to_the_span() => Verify<HighCardinalityLabelName>.FixesAsync(
        """
        class A
        {
            private static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", "user_id");
            void Do(string user)
            {
                // One more.
                Orders.WithLabels("new", [|user|]).Inc();
            }
        }
        """,
        """
        class A
        {
            private static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind");
            void Do(string user)
            {
                Activity.Current?.SetTag("user.id", user);
                // One more.
                Orders.WithLabels("new").Inc();
            }
        }
        """);

    [Fact]
    public Task Drops_the_label_in_all_documents() => Verify<HighCardinalityLabelName>.ChosenFixesAsync("drop",
        """
        static class Shop { internal static readonly Counter<long> Orders = meter.CreateCounter<long>("shop.orders"); }
        === One.cs
        class One { void Do(string user) => Shop.Orders.Add(1, new KeyValuePair<string, object?>([|"user.id"|], user)); }
        === Two.cs
        class Two { void Do(string user) => Shop.Orders.Add(1, new TagList { { [|"user.id"|], user }, { "kind", "new" } }); }
        """,
        """
        static class Shop { internal static readonly Counter<long> Orders = meter.CreateCounter<long>("shop.orders"); }
        === One.cs
        class One { void Do(string user) => Shop.Orders.Add(1); }
        === Two.cs
        class Two { void Do(string user) => Shop.Orders.Add(1, new TagList { { "kind", "new" } }); }
        """);

    [Fact]
    public Task Drops_all_labels() => Verify<HighCardinalityLabelName>.ChosenFixesAsync("drop",
        """
        class A
        {
            private static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", new CounterConfiguration { LabelNames = ["order_id", "user_id"] });
            void Do(string order, string user)
            {
                Orders
                    .WithLabels([|order|], [|user|])
                    .Inc();
                Orders.WithLabels([|order|], "nobody").Inc();
            }
        }
        """,
        """
        class A
        {
            private static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.");
            void Do(string order, string user)
            {
                Orders
                    .Inc();
                Orders.Inc();
            }
        }
        """);

    [Fact]
    public Task Offers_nothing_where_the_instrument_is_not_in_sight() => Verify<HighCardinalityLabelName>.OffersNoFixAsync(
        """static void Do(Counter<long> orders, string user) => orders.Add(1, new KeyValuePair<string, object?>([|"user.id"|], user));""");
}
