using ObservabilityLint.Tests.Harness;
using OpenTelemetry;

namespace ObservabilityLint.Tests.Rules.Context;

[Collection(nameof(Traces))]
public class TwoBaggagesProofs
{
    [Fact]
    public Task At_run_time_the_entry_is_not_there() => TracedRun.ProvesAsync(
        "OBS3026",
        """using (Given.source.StartActivity("request")) { Test.Accept("north"); using var reply = Given.source.StartActivity("reply for " + (Test.Tenant() ?? "nobody")); }""",
        "request\n  reply for nobody\n", "request\n  reply for north\n");

    [Fact]
    public void At_run_time_neither_sees_the_other()
    {
        using var activity = new System.Diagnostics.Activity("request").Start();
        var before = Baggage.Current;
        try
        {
            activity.SetBaggage("ours", "1").AddBaggage("too", "2");
            Baggage.SetBaggage("theirs", "3");
            Assert.Equal<string?[]>([null, null, "3"], [Baggage.GetBaggage("ours"), Baggage.Current.GetBaggage("too"), Baggage.GetBaggage("theirs")]);
            Assert.DoesNotContain(activity.Baggage, entry => entry.Key == "theirs");
            Assert.Equal(["theirs"], Baggage.GetBaggage().Keys);
            Assert.Equal(["theirs"], Baggage.Current.GetBaggage().Keys);
            Assert.Equal<string?[]>(["1", "2", null], [activity.GetBaggageItem("ours"), activity.GetBaggageItem("too"), activity.GetBaggageItem("theirs")]);
        }
        finally
        {
            Baggage.Current = before;
        }
    }
}
