using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class LabelNotAllowedFixTests
{
    private const string Allowed = "observability_lint.allowed_labels = region, tier";

    [Theory]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", [|\"kind\"|], [|\"color\"|]); c.WithLabels(\"eu\", \"x\", \"red\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"region\"); c.WithLabels(\"eu\").Inc();")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"kind\"|]); c.WithLabels(\"x\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\"); c.Inc();")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { [|\"kind\"|], 1 }, { \"tier\", 2 } }); c.Add(1, new(\"tier\", 1), new([|\"kind\"|], 1));", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"tier\", 2 } }); c.Add(1, new KeyValuePair<string, object?>(\"tier\", 1));")]
    public Task Fixes(string before, string after) => Verify<LabelNotAllowed>.FixesAsync(before, after, Allowed);

    [Theory]
    [InlineData("static int n; static string Next() => n++.ToString();\nstatic void Use() { var c = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"kind\"|]); c.WithLabels(Next()).Inc(); }")]
    [InlineData("static Counter Make() => Metrics.CreateCounter(\"a_total\", \"A.\", [|\"kind\"|]);")]
    public Task Offers_no_fix(string code) => Verify<LabelNotAllowed>.OffersNoFixAsync(code, Allowed);
}
