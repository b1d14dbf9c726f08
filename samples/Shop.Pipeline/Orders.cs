using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shop;

public static class Orders
{
    public const string Name = "Shop.Orders";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<int> Items = Meter.CreateHistogram<int>("shop.order.items", "{item}", "Items of an order.");

    public static void Place(int number)
    {
        using var source = new ActivitySource(Name);
        using var activity = source.StartActivity("place order");
        var items = number % 3;
        activity?.SetTag("shop.order.items", items);
        Items.Record(items);
    }
}
