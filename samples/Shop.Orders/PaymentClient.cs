using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Shop;

/// <summary>Asks the payment provider.</summary>
public sealed class PaymentClient(IServer server)
{
    private readonly HttpClient http = new();

    public async Task PayAsync(Order order, CancellationToken cancellation)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/payments/{order.Number}");
        request.Headers.Add("traceparent", Activity.Current?.Id);
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }
}
