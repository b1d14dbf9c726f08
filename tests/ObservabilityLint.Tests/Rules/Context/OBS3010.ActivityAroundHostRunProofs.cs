using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class ActivityAroundHostRunProofs
{
    [Fact]
    public Task At_run_time_background_services_become_part_of_the_start() => TracedRun.ProvesAsync(
        "OBS3010",
        "using var stop = new CancellationTokenSource(300); await Shop.RunAsync(stop.Token);",
        "start shop\n  poll\n", "start shop\npoll\n");

    /// <summary>Two messages are one trace, or two.</summary>
    [Theory]
    [InlineData("using var all = source.StartActivity(\"orders\"); await foreach (var order in Queue.Reader.ReadAllAsync(stop)) using (source.StartActivity(order)) { }", "orders\n  first\n  second\n")]
    [InlineData("await foreach (var order in Queue.Reader.ReadAllAsync(stop)) using (source.StartActivity(order)) { }", "first\nsecond\n")]
    public async Task At_run_time_all_rounds_of_a_service_are_part_of_the_span_around_its_loop(string execute, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(
        $$"""
        using System.Threading.Channels;
        using Microsoft.Extensions.Hosting;
        public class Orders : BackgroundService
        {
            public readonly Channel<string> Queue = Channel.CreateUnbounded<string>();
            protected override async Task ExecuteAsync(CancellationToken stop) { {{execute}} }
        }
        """,
        """
        var orders = new Orders();
        await orders.StartAsync(default);
        foreach (var order in (string[])["first", "second"]) { orders.Queue.Writer.TryWrite(order); await Task.Delay(50); }
        await orders.StopAsync(default);
        """));
}
