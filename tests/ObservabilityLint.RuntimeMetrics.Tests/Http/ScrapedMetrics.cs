using System.Text;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Stands in for the bridge where a test decides when and what is written.</summary>
internal static class ScrapedMetrics
{
    public const string Line = "shop_orders_total 1\n";

    public static ReadOnlyMemory<byte> LineBytes { get; } = Encoding.UTF8.GetBytes(Line);

    /// <summary>Lines of more bytes than an endpoint holds back, also when they are compressed a little.</summary>
    public static byte[] ManyLines { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(number => $"shop_orders_total {number}\n")));

    public static WriteMetrics Endless { get; } = async (destination, _, _, cancellationToken) =>
    {
        var random = new Random(1);
        var block = new byte[16 * 1024];
        while (true)
        {
            random.NextBytes(block);
            if ((await destination.WriteAsync(block, cancellationToken)).IsCompleted) return;
        }
    };

    public static WriteMetrics OneLine { get; } = async (destination, _, _, cancellationToken) => await destination.WriteAsync(LineBytes, cancellationToken);

    public static WriteMetrics FailAtOnce { get; } = (_, _, _, _) => throw new InvalidOperationException("The shop is closed.");

    /// <summary>Fails when one part has left for the client.</summary>
    public static WriteMetrics FailHalfway { get; } = async (destination, _, _, cancellationToken) =>
    {
        var random = new Random(2);
        var block = new byte[512 * 1024];
        random.NextBytes(block);
        await destination.WriteAsync(block, cancellationToken);
        throw new InvalidOperationException("The shop is closed.");
    };
}
