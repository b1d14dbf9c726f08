using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>The calls of what the metrics source generator writes, with the real generator at work.</summary>
public class GeneratedRecordingsTests
{
    private const string Shop = """
        #pragma warning disable EXTEXP0003 // The unit is new.
        using Microsoft.Extensions.Diagnostics.Metrics;
        using System.Diagnostics.Metrics;
        namespace Mine;
        public enum Tier { Free, Paid }
        public struct Parcel { [TagName("shop.zone")] public string? Zone { get; set; } [TagName("shop.password")] public string? Code { get; set; } public Tier Tier { get; set; } }
        public readonly record struct Way([property: TagName("shop.from")] string From, string? Error = null);
        public class Note { [TagName("shop.note")] public string? Text { get; set; } }
        public class Box { public string? Size { get; set; } public Note? Note { get; set; } }
        internal static partial class Shop
        {
            [Counter<long>("zone", "user.id", "kind", Name = "shop.scans")] public static partial Scans MakeScans(Meter meter);
            [Histogram<double>("zone", Name = "shop.time")] public static partial Times MakeTimes(Meter meter);
            [Histogram<double>("zone", Name = "shop.wait", Unit = "s")] public static partial Waits MakeWaits(Meter meter);
            [Counter<long>(typeof(Parcel), Name = "shop.parcels")] public static partial Parcels MakeParcels(Meter meter);
            [Counter<long>(typeof(Way), Name = "shop.ways")] public static partial Ways MakeWays(Meter meter);
            [Counter<long>(typeof(Box), Name = "shop.boxes")] public static partial Boxes MakeBoxes(Meter meter);
        }
        """;

    [Theory]
    [InlineData("scans.Add(1, Guid.NewGuid().ToString(), \"u\", \"k\");", "Recording on shop.scans [zone=Guid.NewGuid().ToString(), user.id=\"u\", kind=\"k\"]")]
    [InlineData("scans.Add(1, kind: text, zone: \"z\", user_id: \"u\");", "Recording on shop.scans [kind=text, zone=\"z\", user.id=\"u\"]")]
    [InlineData("times.Record(1.5, text);", "Recording on shop.time [zone=text]")]
    [InlineData("parcels.Add(1, new Parcel { Zone = text, Tier = Tier.Paid });", "Recording on shop.parcels [shop.zone=text, Tier=Tier.Paid]")]
    [InlineData("parcels.Add(1, new() { Code = text });", "Recording on shop.parcels [shop.password=text]")]
    [InlineData("var parcel = new Parcel(); parcel.Zone = text; parcels.Add(1, parcel);", "Recording on shop.parcels [shop.zone=text]")]
    [InlineData("var parcel = new Parcel { Zone = \"z\", Tier = Tier.Paid }; parcel.Zone = text; parcels.Add(1, parcel); parcel.Zone = \"later\";", "Recording on shop.parcels [shop.zone=text, Tier=Tier.Paid]")]
    [InlineData("var parcel = new Parcel { Zone = text }; parcels.Add(1, parcel);", "Recording on shop.parcels [shop.zone=text]")]
    [InlineData("boxes.Add(1, new Box { Size = text, Note = new Note { Text = \"z\" } });", "Recording on shop.boxes [Size=text, shop.note=\"z\"]")]
    [InlineData("ways.Add(1, new Way(text, Error: \"z\"));", "Recording on shop.ways [shop.from=text, Error=\"z\"]")]
    [InlineData("var way = new Way(\"a\") { Error = text }; ways.Add(1, way);", "Recording on shop.ways [shop.from=\"a\", Error=text]")]
    [InlineData("new List<string>().Add(text); new Own().Add(1, text);", "")]
    public async Task Recognizes(string statements, string expected)
    {
        var project = ProjectOf(statements);
        await TestProject.AssertCompilesAsync(project);
        Assert.Equal(expected, Measured.Lines((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!));
    }

    [Fact]
    public async Task The_label_rules_and_the_rule_of_negative_values_judge_them()
    {
        await FindsAsync(new UnboundedLabelValue(), "scans.Add(1, Guid.NewGuid().ToString(), null, null);", "Guid.NewGuid().ToString()");
        await FindsAsync(new UnboundedLabelValue(), "try { } catch (Exception e) { parcels.Add(1, new Parcel { Zone = e.Message }); }", "e.Message");
        await FindsAsync(new UnboundedLabelValue(), "try { } catch (Exception e) { parcels.Add(1, new Parcel { Zone = e.GetType().Name }); times.Record(1, text == \"\" ? \"a\" : \"b\"); }");
        await FindsAsync(new UnboundedLabelValue(), "try { } catch (Exception e) { ways.Add(1, new(\"a\", e.Message)); }", "e.Message");
        await FindsAsync(new UnboundedLabelValue(), "static Way Of(Exception e) => new(\"a\", e.Message); static Parcel In(string zone) { var made = new Parcel(); made.Zone = zone; return made; } try { } catch (Exception e) { ways.Add(1, Of(e)); ways.Add(1, new Way(\"a\") with { Error = e.StackTrace }); parcels.Add(1, In(Guid.NewGuid().ToString())); }", "Of(e)", "e.StackTrace", "In(Guid.NewGuid().ToString())");
        await FindsAsync(new UnboundedLabelValue(), "static Way Of(bool ok) => new(\"a\", ok ? \"yes\" : \"no\"); static Way Again(int i, Exception e) => i > 0 ? Again(i - 1, e) : new(\"a\", e.Message); try { } catch (Exception e) { ways.Add(1, Of(true)); ways.Add(1, Of(false) with { Error = e.GetType().Name }); ways.Add(1, new Way(\"a\", e.Message) with { Error = \"none\" }); ways.Add(1, Again(3, e)); }");
        await FindsAsync(new HighCardinalityLabelName(), "scans.Add(1, \"z\", text, \"k\");", "text");
        await FindsAsync(new SensitiveData(), "parcels.Add(1, new Parcel { Code = text });", "text");
        await FindsAsync(new NegativeCounterIncrement(), "scans.Add(-1, \"z\", \"u\", \"k\"); times.Record(-1, \"z\"); new Own().Add(-1, text);", "-1");
    }

    [Fact]
    public async Task The_rule_of_recorded_units_judges_them()
    {
        await FindsAsync(new RecordedUnitMismatch(), "var watch = System.Diagnostics.Stopwatch.StartNew(); waits.Record(watch.ElapsedMilliseconds, text); waits.Record(value: watch.Elapsed.TotalMilliseconds, zone: text);", "watch.ElapsedMilliseconds", "watch.Elapsed.TotalMilliseconds");
        await FindsAsync(new RecordedUnitMismatch(), "var watch = System.Diagnostics.Stopwatch.StartNew(); waits.Record(watch.Elapsed.TotalSeconds, text); times.Record(watch.ElapsedMilliseconds, text); new Own().Add(watch.ElapsedMilliseconds, text);");
    }

    [Fact]
    public async Task Their_series_are_counted()
    {
        var project = ProjectOf("times.Record(1, tier.ToString()); times.Record(2, \"other\"); parcels.Add(1, new Parcel { Tier = tier });", "observability_lint.max_series_per_metric = 2");
        Assert.Equal(["\"shop.time\""], await TextsAsync(project, new SeriesBudgetExceeded()));
    }

    /// <summary>The label is a parameter of what the generator writes, and the kind an attribute: neither goes at one call.</summary>
    [Theory]
    [InlineData("scans.Add(1, Guid.NewGuid().ToString(), null, null);")]
    [InlineData("parcels.Add(1, new Parcel { Zone = Guid.NewGuid().ToString() });")]
    [InlineData("scans.Add(-1, null, text, null);")]
    [InlineData("parcels.Add(1, new Parcel { Code = text });")]
    public async Task No_fix_breaks_them(string statements)
    {
        foreach (var rule in new Rule[] { new UnboundedLabelValue(), new HighCardinalityLabelName(), new SensitiveData(), new NegativeCounterIncrement() })
            await TestProject.AssertCompilesAsync(await FixRunner.OneByOneAsync(ProjectOf(statements), rule));
    }

    private static async Task FindsAsync(Rule rule, string statements, params string[] expected) => Assert.Equal(expected, await TextsAsync(ProjectOf(statements), rule));

    private static async Task<IEnumerable<string>> TextsAsync(Project project, Rule rule)
        => (await TestProject.DiagnosticsAsync(project, rule)).Select(diagnostic => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));

    private static Project ProjectOf(string statements, params string[] options) => TestProject.Create(
        [
            ("Shop.cs", Shop),
            ("Use.cs", $"using System;\nusing System.Collections.Generic;\nnamespace Mine;\nclass Own {{ public void Add(long value, string zone) {{ }} }}\nclass Use {{ void Do(Scans scans, Times times, Waits waits, Parcels parcels, Ways ways, Boxes boxes, string text, Tier tier) {{ {statements} }} }}"),
        ], options).AddAnalyzerReference(new MetricsGenerator());
}
