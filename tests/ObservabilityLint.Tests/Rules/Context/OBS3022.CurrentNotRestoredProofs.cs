using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class CurrentNotRestoredProofs
{
    [Fact]
    public Task At_run_time_the_caller_loses_its_span() => TracedRun.ProvesAsync(
        "OBS3022",
        """using (Given.source.StartActivity("request")) { Test.Import(); using (Given.source.StartActivity("reply")) { } }""",
        "request\nimport\nreply\n", "request\n  reply\nimport\n");
}
