#nullable disable
using System.Diagnostics;

namespace Shop;

/// <summary>Writes the invoices of orders: older code, at which nullable analysis does not look.</summary>
public static class Invoices
{
    private static readonly ActivitySource Source = new(Orders.Name);

    public static void Send(int number)
    {
        using var invoice = Open(number);
        Save();
        Activity.Current?.Stop();
    }

    private static Activity Open(int number)
    {
        using var activity = Source.StartActivity("send invoice");
        activity.SetTag("shop.invoice.number", number);
        return activity;
    }

    private static void Save()
    {
        using var activity = Source.StartActivity("save invoice", ActivityKind.Client);
        activity?.SetTag("db.query.text", "INSERT INTO invoices VALUES (?)");
    }
}
