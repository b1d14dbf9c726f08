using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class DataflowInheritsPosterProofs
{
    /// <summary>The first order is still being processed when the second is placed.</summary>
    [Fact]
    public Task At_run_time_the_second_item_hangs_under_the_first_post() => TracedRun.ProvesAsync(
        "OBS3012",
        "await Orders.PlaceAsync(1); await Orders.PlaceAsync(2); await Orders.CloseAsync();",
        "place order\n  process order\n  process order (parent ended)\nplace order\n",
        "place order\n  process order\nplace order\n  process order (parent ended)\n");
}
