using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Shop;

/// <summary>Order all the time, so that there is something to see: more and more in each half minute, then fewer again.</summary>
public sealed class Customers(IServer server, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var open = new TaskCompletionSource();
        using (lifetime.ApplicationStarted.Register(open.SetResult)) await open.Task.WaitAsync(stoppingToken);
        // The server closes before this service is stopped.
        var closing = lifetime.ApplicationStopping;
        using var client = new HttpClient { BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        while (!closing.IsCancellationRequested)
        {
            var crowd = 1 + 3 * Math.Abs(Math.Sin(Environment.TickCount64 / 10_000d));
            await Task.Delay(TimeSpan.FromMilliseconds(100 / crowd), closing);
            using var answer = await client.PostAsync($"/orders?payment={(Payment)Random.Shared.Next(3)}", null, closing);
        }
    }
}
