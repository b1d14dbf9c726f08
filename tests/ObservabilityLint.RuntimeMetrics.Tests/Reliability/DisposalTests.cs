using System.IO.Pipelines;
using System.Text;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

public class DisposalTests
{
    [Fact]
    public async Task A_disposed_bridge_says_so_and_no_longer_counts()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        shop.Metrics.Dispose();
        shop.Metrics.Dispose();
        orders.Add(1);
        await Unheard.UntilAsync(orders);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await shop.Metrics.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_scrape_ends_well_when_the_bridge_is_disposed_meanwhile()
    {
        var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var i = 0; i < 1000; i++) orders.Add(1, new KeyValuePair<string, object?>("kind", i));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var scrape = shop.Metrics.WriteAsync(pipe.Writer, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken).AsTask();
        Assert.False(scrape.IsCompleted);
        shop.Dispose();
        using var written = new MemoryStream();
        var reading = pipe.Reader.CopyToAsync(written, TestContext.Current.CancellationToken);
        await scrape;
        await pipe.Writer.CompleteAsync();
        await reading;
        var text = Encoding.UTF8.GetString(written.ToArray());
        Assert.Equal(1000, text.Split('\n').Count(line => line.StartsWith("shop_orders_total{", StringComparison.Ordinal)));
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_that_waits_for_a_callback_ends_when_the_bridge_is_disposed()
    {
        using var gate = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        var shop = new Shop(new RuntimeMetricsOptions { CallbackTimeout = TimeSpan.FromMilliseconds(300) });
        for (var i = 0; i < 3; i++)
            shop.Meter.CreateObservableGauge($"shop.blocked{i}", () =>
            {
                asked.Set();
                gate.Wait();
                return 1;
            });
        var scrape = shop.SamplesAsync();
        asked.Wait(TestContext.Current.CancellationToken);
        shop.Dispose();
        Assert.Empty(await scrape);
        gate.Set();
    }

    [Fact]
    public async Task Scrapes_and_the_end_may_come_at_the_same_moment()
    {
        for (var round = 0; round < 200; round++)
        {
            var shop = new Shop();
            shop.Meter.CreateObservableGauge("shop.level", () => 1);
            var scrapes = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true) await shop.Metrics.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, CancellationToken.None);
                }
                catch (ObjectDisposedException)
                {
                }
            })).ToArray();
            await Task.Yield();
            shop.Dispose();
            await Task.WhenAll(scrapes).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_scrape_of_its_pipe()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        for (var i = 0; i < 1000; i++) orders.Add(1, new KeyValuePair<string, object?>("kind", i));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var scrape = shop.Metrics.WriteAsync(pipe.Writer, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken);
        await pipe.Reader.CompleteAsync();
        await scrape;
        Assert.Equal(1000, (await shop.SamplesAsync()).Length);
    }

    [Fact]
    public async Task A_stream_that_fails_fails_its_scrape_alone()
    {
        using var shop = new Shop();
        shop.Meter.CreateCounter<int>("shop.orders").Add(1);
        using var closed = new MemoryStream();
        await closed.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await shop.Metrics.WriteAsync(closed, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken));
        Assert.Equal(["shop_orders_total 1"], await shop.SamplesAsync());
    }

    [Fact]
    public async Task A_cancelled_scrape_ends()
    {
        using var shop = new Shop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Metrics.WriteAsync(Stream.Null, MetricsFormat.OpenMetrics, new CancellationToken(canceled: true)));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using var cancel = new CancellationTokenSource();
        var scrape = shop.Metrics.WriteAsync(pipe.Writer, MetricsFormat.OpenMetrics, cancel.Token).AsTask();
        Assert.False(scrape.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scrape);
        Assert.NotEmpty(await shop.SamplesAsync("dotnet"));
    }

    [Fact]
    public async Task Wrong_arguments_are_named()
    {
        using var metrics = RuntimeMetricsBridge.Start();
        Assert.Equal("destination", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await metrics.WriteAsync((Stream)null!, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken))).ParamName);
        Assert.Equal("destination", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await metrics.WriteAsync((PipeWriter)null!, MetricsFormat.OpenMetrics, TestContext.Current.CancellationToken))).ParamName);
        Assert.Equal("format", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await metrics.WriteAsync(Stream.Null, (MetricsFormat)9, TestContext.Current.CancellationToken))).ParamName);
    }
}
