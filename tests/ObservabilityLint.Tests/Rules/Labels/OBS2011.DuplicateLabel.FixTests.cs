using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class DuplicateLabelFixTests
{
    [Theory]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", \"color\", [|\"kind\"|]); c.WithLabels(\"a\", \"b\", \"a\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", \"color\"); c.WithLabels(\"a\", \"b\").Inc();")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", [|\"kind\"|]);", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\");")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", [|\"kind\"|]); c.WithLabels(\"none\", text).Inc(); c.WithLabels(text, text).Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\"); c.WithLabels(text).Inc(); c.WithLabels(text).Inc();")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", [|\"kind\"|]); c.WithLabels(text, \"none\").Inc();", "var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\"); c.WithLabels(text).Inc();")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new([|\"kind\"|], 1));", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new KeyValuePair<string, object?>(\"kind\", 1));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new(\"color\", 1), new([|\"kind\"|], 1)); /* once */", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new(\"color\", 1)); /* once */")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", text), new([|\"kind\"|], text));", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new KeyValuePair<string, object?>(\"kind\", text));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", \"parcel\" }, { [|\"kind\"|], grams > 1000 ? \"heavy\" : \"light\" } });", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", grams > 1000 ? \"heavy\" : \"light\" } });")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", grams > 1000 ? \"heavy\" : \"light\" }, { [|\"kind\"|], \"parcel\" } });", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", grams > 1000 ? \"heavy\" : \"light\" } });")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", \"a\" }, { [|\"kind\"|], text }, { [|\"kind\"|], \"b\" } });", "var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new TagList { { \"kind\", text } });")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); var tags = new TagList { { \"kind\", \"a\" } }; if (grams > 1) { tags.Add([|\"kind\"|], \"a\"); } c.Add(1, tags);", "var c = meter.CreateCounter<int>(\"a\"); var tags = new TagList { { \"kind\", \"a\" } }; if (grams > 1) { } c.Add(1, tags);")]
    public Task Fixes(string before, string after) => Verify<DuplicateLabel>.FixesAsync(Use(before), Use(after));

    /// <summary>Both reach the exporter: which one was meant, only the author knows.</summary>
    [Theory]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", 1), new([|\"kind\"|], 2));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", text), new([|\"kind\"|], grams));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); c.Add(1, new(\"kind\", Next()), new([|\"kind\"|], Next()));")]
    [InlineData("var c = meter.CreateCounter<int>(\"a\"); var tags = new TagList { { \"kind\", \"a\" } }; if (grams > 1) tags.Add([|\"kind\"|], text); c.Add(1, tags);")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", [|\"kind\"|]); c.WithLabels(\"a\", \"b\").Inc();")]
    [InlineData("var c = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\", [|\"kind\"|]); c.WithLabels(\"a\", text).Inc(); c.WithLabels(text, \"a\").Inc();")]
    [InlineData("var c = Metrics.WithLabels(new Dictionary<string, string> { [\"kind\"] = \"a\" }).CreateCounter(\"a_total\", \"A.\", [[|\"kind\"|]]); c.WithLabels(\"a\").Inc();")]
    [InlineData("feature.Tags.Add(new(\"kind\", \"a\")); feature.Tags.Add(new([|\"kind\"|], \"a\"));")]
    // What was given before is there where the second is never come to.
    [InlineData("feature.Tags.Add(new(\"kind\", \"a\")); if (grams > 1) feature.Tags.Add(new([|\"kind\"|], text));")]
    [InlineData("feature.Tags.Add(new(\"kind\", \"started\")); Next(); feature.Tags.Add(new([|\"kind\"|], text));")]
    public Task Offers_no_fix_where_they_say_different_things(string use) => Verify<DuplicateLabel>.OffersNoFixAsync(Use(use));

    private static string Use(string statements) => $"static string Next() => \"\";\nstatic void Use(string text, double grams, Microsoft.AspNetCore.Http.Features.IHttpMetricsTagsFeature feature) {{ {statements} }}";
}
