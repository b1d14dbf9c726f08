using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

[Collection(nameof(Traces))]
public class SpanNameProofs
{
    [Fact]
    public Task At_run_time_each_value_makes_a_name() => TracedRun.ProvesAsync(
        "OBS4006", "for (short i = 1; i < 4; i++) Test.Place(new Guid(i, 0, 0, new byte[8]));",
        "place order 00000001-0000-0000-0000-000000000000\nplace order 00000002-0000-0000-0000-000000000000\nplace order 00000003-0000-0000-0000-000000000000\n",
        "place order\nplace order\nplace order\n");
}
