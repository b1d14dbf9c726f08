using System.Diagnostics;

namespace Shop;

/// <summary>What is done for an order that has been placed, and what its spans tell of that.</summary>
public static class Checkout
{
    private static readonly ActivitySource Source = new(Orders.Name);

    public static void Run(Guid id, int items)
    {
        using var activity = Source.StartActivity($"check out {id}");
        activity?.SetTag("orderItems", items);
        if (!Reserve(items)) return;
        Pay(items);
        Pack();
        Ship();
    }

    private static bool Reserve(int items)
    {
        var activity = Source.StartActivity("reserve");
        if (items == 0) return false;
        activity?.Stop();
        return true;
    }

    private static void Pay(int items)
    {
        using var activity = Source.CreateActivity("pay", ActivityKind.Internal);
        activity?.SetTag("http.method", "POST");
        activity?.SetTag("http.response.status_code", Answer(items).ToString());
        try
        {
            if (items > 1) throw new InvalidOperationException("no money");
        }
        catch (Exception)
        {
            Console.WriteLine("not paid");
        }
    }

    private static void Pack()
    {
        var pack = Source.StartActivity("pack");
        var wrap = Source.StartActivity("wrap");
        pack?.Stop();
        wrap?.Stop();
    }

    private static void Ship()
    {
        using var activity = new Activity("ship").Start();
        using var label = Source.StartActivity("print label");
    }

    private static int Answer(int items) => items > 1 ? 402 : 200;
}
