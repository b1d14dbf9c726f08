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

    /// <summary>Every recording of the metric gives its value to the span, also those in expression bodies: else the label would be gone, and the value nowhere.</summary>
    [Fact]
    public Task Moves_all_values_of_the_metric() => Verify<HighCardinalityLabelName>.FixesAsync(
        """
        class A
        {
            private static readonly Counter<long> Visits = meter.CreateCounter<long>("shop.visits");
            public static void Record(string user) => Visits.Add(1, new KeyValuePair<string, object?>([|"user.id"|], user));
            public static void RecordMany(string user, int count)
            {
                Visits.Add(count, new KeyValuePair<string, object?>([|"user.id"|], user));
            }
        }
        """,
        """
        class A
        {
            private static readonly Counter<long> Visits = meter.CreateCounter<long>("shop.visits");
            public static void Record(string user)
            {
                Activity.Current?.SetTag("user.id", user);
                Visits.Add(1);
            }
            public static void RecordMany(string user, int count)
            {
                Activity.Current?.SetTag("user.id", user);
                Visits.Add(count);
            }
        }
        """);

    /// <summary>One recording of the metric has no place for a statement: fixing all leaves the label, since dropping it loses the value.</summary>
    [Fact]
    public Task Leaves_a_label_that_can_only_be_lost() => Verify<HighCardinalityLabelName>.DraftsAsync(
        """
        class A
        {
            private static readonly Counter Visits = Metrics.CreateCounter("shop_visits_total", "Visits.", "user_id");
            static object? Of(string user, bool isNew) => isNew ? Visits.WithLabels([|user|]) : null;
            static void Record(string user) { Visits.WithLabels([|user|]).Inc(); }
        }
        """,
        """
        class A
        {
            private static readonly Counter Visits = Metrics.CreateCounter("shop_visits_total", "Visits.");
            static object? Of(string user, bool isNew) => isNew ? Visits : null;
            static void Record(string user) { Visits.Inc(); }
        }
        """);

    [Fact]
    public Task Offers_nothing_where_the_instrument_is_not_in_sight() => Verify<HighCardinalityLabelName>.OffersNoFixAsync(
        """static void Do(Counter<long> orders, string user) => orders.Add(1, new KeyValuePair<string, object?>([|"user.id"|], user));""");
}
