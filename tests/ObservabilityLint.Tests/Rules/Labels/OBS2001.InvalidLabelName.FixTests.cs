using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class InvalidLabelNameFixTests
{
    [Theory]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"user-id\"|]);", "Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\");")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"user.id\"|], [|\"Order Kind\"|]);", "Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\", \"order_kind\");")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"__user\"|]);", "Metrics.CreateCounter(\"a_total\", \"A.\", \"user\");")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"2xx\"|]);", "Metrics.CreateCounter(\"a_total\", \"A.\", \"_2xx\");")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", new CounterConfiguration { LabelNames = [ /* who */ [|@\"user-id\"|]] });", "Metrics.CreateCounter(\"a_total\", \"A.\", new CounterConfiguration { LabelNames = [ /* who */ @\"user_id\"] });")]
    [InlineData("const string User = [|\"user-id\"|]; Metrics.CreateCounter(\"a_total\", \"A.\", User); Metrics.CreateGauge(\"b\", \"B.\", User);", "const string User = \"user_id\"; Metrics.CreateCounter(\"a_total\", \"A.\", User); Metrics.CreateGauge(\"b\", \"B.\", User);")]
    public Task Fixes(string before, string after) => Verify<InvalidLabelName>.FixesAsync(before, after);

    [Theory]
    [InlineData("Metrics.CreateHistogram(\"a_bytes\", \"A.\", [|\"le\"|]);")]
    [InlineData("Metrics.CreateSummary(\"a_bytes\", \"A.\", [|\"quantile\"|]);")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"user-id\"|], \"user_id\");")]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", [|\"--\"|]);")]
    public Task Leaves_to_the_author_what_only_he_can_name(string code) => Verify<InvalidLabelName>.OffersNoFixAsync(code);
}
