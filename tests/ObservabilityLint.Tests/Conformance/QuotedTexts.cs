using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Rules.Options;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>What messages quote stays one line, visible, and short.</summary>
public class QuotedTexts
{
    [Theory]
    [InlineData("shop_orders", "shop_orders")]
    [InlineData("Bestellungen für Köln 商店 🛒", "Bestellungen für Köln 商店 🛒")]
    [InlineData(@"C:\temp", @"C:\temp")]
    [InlineData("a\nb\r\nc\td\0", @"a\nb\r\nc\td\0")]
    [InlineData("a\u0007b\u007Fc\u0085d", @"a\u0007b\u007Fc\u0085d")]
    [InlineData("a\u200Bb\u00ADc\uFEFFd", @"a\u200Bb\u00ADc\uFEFFd")]
    [InlineData("a\u202Eb\u2066c\u2069", @"a\u202Eb\u2066c\u2069")]
    [InlineData("a\u2028b\u2029c", @"a\u2028b\u2029c")]
    [InlineData("a\u00A0b\u3000c", @"a\u00A0b\u3000c")]
    [InlineData("a\U000E0001b", @"a\U000E0001b")]
    [InlineData("", "(empty)")]
    public void Shows_what_cannot_be_seen(string text, string shown) => Assert.Equal(shown, MessageText.Of([text])[0]);

    /// <summary>Half a surrogate pair, as only an escape can write it.</summary>
    [Fact]
    public void Shows_half_a_character() => Assert.Equal(@"a\uD83Db\uDED2", MessageText.Of(["a\uD83Db\uDED2"])[0]);

    [Fact]
    public void Leaves_numbers_alone() => Assert.Equal([10000, null], MessageText.Of([10000, null]));

    [Theory]
    [InlineData("first\n    .Second(\r\n\t\"x\" )", "first .Second( \"x\" )")]
    [InlineData("\"a\u200Bb\"", "\"a\\u200Bb\"")]
    public void Shows_code_on_one_line(string code, string shown) => Assert.Equal(shown, MessageText.Of([SyntaxFactory.ParseExpression(code)])[0]);

    [Fact]
    public void Cuts_off_what_is_too_long()
    {
        Assert.Equal(new string('x', 200), MessageText.Of([new string('x', 200)])[0]);
        Assert.Equal(new string('x', 200) + "…", MessageText.Of([new string('x', 201)])[0]);
    }

    [Fact]
    public void Closes_the_quotation_that_it_cuts_off() => Assert.Equal($"Label '{new string('x', 193)}…'", MessageText.Of([$"Label '{new string('x', 200)}' of 'y'"])[0]);

    [Fact]
    public void Does_not_cut_a_character_in_two() => Assert.Equal(new string('x', 199) + "…", MessageText.Of([new string('x', 199) + "🛒🛒"])[0]);

    [Fact]
    public Task A_metrics_name_stays_on_one_line() => Verify<InvalidMetricName>.SaysAsync(
        """Metrics.CreateGauge([|"shop\norders\u200B\u202E"|], "Orders.");""",
        """'shop\norders\u200B\u202E' is not a valid Prometheus metric name (letters, digits and '_', no digit first; here U+000A at character 5): prometheus-net throws an ArgumentException. Name it 'shop_orders'.""");

    [Fact]
    public Task A_spans_name_stays_on_one_line() => Verify<ActivityStartedInAsyncHelper>.SaysAsync(
        """class C { async Task<Activity?> StartAsync() => [|source.StartActivity("pay\n\u200B")|]; }""",
        """Span 'pay\n\u200B' (Activity) is not Activity.Current for the caller that awaits it: what the caller starts next does not become its child. Make the function synchronous, or start the span in the caller.""");

    [Fact]
    public Task A_label_stays_on_one_line() => Verify<InvalidLabelName>.SaysAsync(
        """Metrics.CreateGauge("shop_orders", "Orders.", [|"kind\u2028of"|]);""",
        """Label 'kind\u2028of' is not valid in Prometheus (letters, digits and '_', no digit and no '__' first; here U+2028 at character 5): prometheus-net throws an ArgumentException. Name it 'kind_of'.""");

    [Fact]
    public Task Code_stays_on_one_line() => Verify<NegativeCounterIncrement>.SaysAsync(
        """
        const int Five = 5;
        meter.CreateCounter<int>("c").Add([|-
            Five|]);
        """,
        "A counter cannot fall, but '- Five' is negative: there is no error, and Prometheus takes the drop for a restart. Use an UpDownCounter for a value that also falls.");

    /// <summary>A part that is not known is shown as an ellipsis.</summary>
    [Fact]
    public Task A_composed_name_stays_on_one_line() => Verify<DynamicMetricName>.SaysAsync(
        """var kind = Console.ReadLine(); Metrics.CreateGauge([|$"shop\n{kind}"|], "Orders.");""",
        """Metric name 'shop\n…' is put together at run time: each value makes a metric of its own, which no query or alert can name beforehand. Keep one name, and make what varies a label.""");

    [Fact]
    public async Task An_options_value_stays_on_one_line()
    {
        var project = TestProject.Create(Markup.Parse(""), ["observability_lint.required_prefix = sh\u200Bop_"]);
        var found = Assert.Single(await TestProject.DiagnosticsAsync(project, new InvalidOption()));
        Assert.StartsWith(@"Option 'observability_lint.required_prefix = sh\u200Bop_' is ignored: ", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
