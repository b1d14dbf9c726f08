using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class QueueItemWithoutContextProofs
{
    /// <summary>Both orders wait in the queue before the worker starts, so that what hangs under them certainly begins when they have ended.</summary>
    private const string Drive = "await Orders.PlaceAsync(1); await Orders.PlaceAsync(2); using var worker = new Worker(); await worker.StartAsync(default); Orders.Queue.Writer.Complete(); await worker.ExecuteTask!;";

    [Fact]
    public Task At_run_time_the_work_on_an_item_begins_a_trace_of_its_own() => TracedRun.ProvesAsync(
        "OBS3011", Drive,
        "place order\nplace order\nprocess order\nprocess order\n",
        "place order\n  process order (parent ended)\nplace order\n  process order (parent ended)\n");

    [Fact]
    public Task At_run_time_a_batch_knows_nothing_of_its_items() => TracedRun.ProvesAsync(
        "OBS3011", Drive,
        "place order\nplace order\nstore orders\n",
        "place order\nplace order\nstore orders (links to place order) (links to place order)\n",
        example: 1);
}
