using System.Diagnostics;
using System.Threading.Channels;

namespace Shop;

/// <summary>Takes orders from the queue: lets them be paid, and stores them.</summary>
public sealed class OrderWorker(Channel<Order> queue, PaymentClient payments, OrderStore store) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in queue.Reader.ReadAllAsync(stoppingToken))
        {
            using var activity = Telemetry.Source.StartActivity("process order", ActivityKind.Consumer);
            await payments.PayAsync(order, stoppingToken);
            await store.SaveAsync(order, stoppingToken);
        }
    }
}
