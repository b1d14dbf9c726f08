using System.Threading.Channels;

namespace Shop;

/// <summary>How a customer pays: few values, and so a good label.</summary>
public enum Payment { Card, Invoice, Voucher }

/// <summary>An order that is paid.</summary>
public sealed record Order(Payment Payment);

/// <summary>Where paid orders wait.</summary>
public sealed class PackingTable
{
    private readonly Channel<Order> orders = Channel.CreateUnbounded<Order>();

    public int Count => orders.Reader.Count;

    public void Put(Order order) => orders.Writer.TryWrite(order);

    public IAsyncEnumerable<Order> TakeAllAsync(CancellationToken cancellation) => orders.Reader.ReadAllAsync(cancellation);
}

/// <summary>Packs one order after the other; what a voucher pays is a present, and gets a ribbon.</summary>
public sealed class Packer(PackingTable table) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in table.TakeAllAsync(stoppingToken))
            await Task.Delay(order.Payment == Payment.Voucher ? 120 : 30, stoppingToken);
    }
}

/// <summary>The bank refuses a card.</summary>
public sealed class CardRefusedException() : Exception("The bank has refused the card.");

/// <summary>Stands for a bank: it takes its time, and refuses some cards.</summary>
public static class Bank
{
    public static async Task ChargeAsync(Payment payment, CancellationToken cancellation)
    {
        await Task.Delay(Random.Shared.Next(5, 50), cancellation);
        if (payment == Payment.Card && Random.Shared.Next(20) == 0) throw new CardRefusedException();
    }
}
