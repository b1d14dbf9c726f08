using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class DuplicateLabelFixTests
{
    [Theory]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", \"color\", [|\"kind\"|]); c.WithLabels(\"a\", \"b\", \"c\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", \"color\"); c.WithLabels(\"a\", \"b\").Inc();")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new([|\"kind\"|], 2));", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new KeyValuePair<string, object?>(\"kind\", 1));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new(\"color\", 1), new([|\"kind\"|], 2)); // once", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new(\"color\", 1)); // once")]
    public Task Fixes(string before, string after) => Verify<DuplicateLabel>.FixesAsync(before, after);
}
