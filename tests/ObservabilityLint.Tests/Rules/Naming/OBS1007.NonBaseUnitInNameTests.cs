using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class NonBaseUnitInNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateHistogram([|"shop_request_milliseconds"|], "Requests.");""")]
    [InlineData("""Metrics.CreateGauge(help: "Waiting.", name: [|"shop_wait_minutes"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kilobytes_total"|], "Sent.");""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kilobytes"|], "Sent.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_load_percent"|], "Load.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_sent_megabytes_per_second"|], "Sent.");""")]
    [InlineData("""Metrics.CreateGauge([|"shopLoadPercent"|], "camelCase counts too.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_room_fahrenheit"|], "No factor.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_contract_months"|], "No fixed length.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_parcel_weight_pounds"|], "A weight.");""")]
    [InlineData("""Metrics.WithManagedLifetime(TimeSpan.FromMinutes(1)).CreateGauge([|"shop_wait_hours"|], "Waiting.", ["kind"]);""")]
    [InlineData("""const string Unit = "days"; Metrics.CreateGauge([|$"shop_wait_{Unit}"|], "Waiting.");""")]
    [InlineData("""Func<Gauge> make = () => Metrics.CreateGauge([|"shop_wait_days"|], "Waiting.");""")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, \"Waiting.\");\nstatic readonly Gauge G = Make([|\"shop_wait_days\"|]);")]
    [InlineData("""Metrics.CreateGauge([|"shop_wait_percentile_99_milliseconds"|], "The number tells which percentile.");""")]
    public Task Fires(string code) => Verify<NonBaseUnitInName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateHistogram("shop_request_seconds", "Base unit.");""")]
    [InlineData("""Metrics.CreateCounter("shop_sent_bytes_total", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_load_ratio", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_power_watts", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_clock_hertz", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_length_metres", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_room_celsius", "Base unit.");""")]
    [InlineData("""Metrics.CreateGauge("minutes", "A single word is no unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_days_since_order", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_minutes_open", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_request_ms", "OBS1008 speaks.");""")]
    [InlineData("""Metrics.CreateCounter("shop_revenue_pounds_total", "Money.");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request.milliseconds");""")]
    [InlineData("""var name = Console.ReadLine() + "_minutes"; Metrics.CreateGauge(name, "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"shop_wait_days\", \"A lookalike.\"); }")]
    [InlineData("""Metrics.CreateGauge("shop_active_users_7_days", "A window."); Metrics.CreateGauge("shop_orders_last_24_hours", "A window.");""")]
    [InlineData("""Metrics.CreateGauge("shop_files_older_than_30_days", "A threshold."); Metrics.CreateCounter("shop_messages_older_than_10_minutes_total", "A threshold.");""")]
    public Task Quiet(string code) => Verify<NonBaseUnitInName>.QuietAsync(code);

    [Fact]
    public Task Says_which_unit() => Verify<NonBaseUnitInName>.SaysAsync(
        """Metrics.CreateGauge([|"shop_wait_minutes"|], "Waiting.");""", "Metric 'shop_wait_minutes' records minutes where Prometheus expects seconds: queries and alerts that compare it with others are wrong. Record seconds and name it 'shop_wait_seconds'.");

    [Theory]
    [InlineData("milliseconds", "seconds", "t.TotalMilliseconds", "t.TotalSeconds")]
    [InlineData("milliseconds", "seconds", "v", "v / 1000d")]
    [InlineData("minutes", "seconds", "t.TotalMinutes", "t.TotalSeconds")]
    [InlineData("hours", "seconds", "v", "v * 3600d")]
    [InlineData("days", "seconds", "1.5", "129600.0")]
    [InlineData("percent", "ratio", "v * 100", "v")]
    [InlineData("percent", "ratio", "v", "v / 100d")]
    [InlineData("megabytes", "bytes", "v / 1048576", "v")]
    [InlineData("mebibytes", "bytes", "v", "v * 1048576d")]
    [InlineData("bits", "bytes", "v", "v / 8d")]
    [InlineData("feet", "meters", "v", "v * 0.3048d")]
    [InlineData("kilometers", "meters", "v", "v * 1000d")]
    [InlineData("kelvins", "kelvin", "v", "v")]
    public Task Fixes(string unit, string baseUnit, string before, string after)
    {
        const string given = "static readonly Gauge G = Metrics.CreateGauge({0}, \"A gauge.\");\nstatic void Use(TimeSpan t, double v) => G.Set(";
        return Verify<NonBaseUnitInName>.FixesAsync(
            given.Replace("{0}", $"[|\"shop_x_{unit}\"|]") + before + "); // kept", given.Replace("{0}", $"\"shop_x_{baseUnit}\"") + after + "); // kept");
    }

    [Theory]
    [InlineData("shop_room_fahrenheit")]
    [InlineData("shop_contract_months")]
    [InlineData("shop_sent_kilobytes")]
    public Task Offers_no_fix(string name) => Verify<NonBaseUnitInName>.OffersNoFixAsync(
        $"static readonly Gauge G = Metrics.CreateGauge([|\"{name}\"|], \"A gauge.\");\nstatic void Use(double v) => G.Set(v);");

    /// <summary>The same file in two projects, as with two target frameworks, is edited once.</summary>
    [Fact]
    public async Task Edits_a_linked_file_once()
    {
        var files = Markup.Parse("""static readonly Gauge G = Metrics.CreateGauge("shop_wait_minutes", "Waiting."); static void Use(double v) => G.Set(v + 1);""").Files.Add((Snippet.UsingsFile, Snippet.Usings));
        var project = TestProject.Create(files);
        var id = Microsoft.CodeAnalysis.ProjectId.CreateNewId();
        var solution = project.Solution.AddProject(id, "Twin", "Twin", Microsoft.CodeAnalysis.LanguageNames.CSharp)
            .WithProjectMetadataReferences(id, TestProject.AllReferences).WithProjectParseOptions(id, Snippet.ParseOptions).WithProjectCompilationOptions(id, project.CompilationOptions!);
        foreach (var document in project.Documents)
            solution = solution.AddDocument(Microsoft.CodeAnalysis.DocumentId.CreateNewId(id), document.Name, await document.GetTextAsync(TestContext.Current.CancellationToken), filePath: document.FilePath);
        project = solution.GetProject(project.Id)!;

        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new NonBaseUnitInName()));
        var action = (await FixRunner.FirstActionAsync(project, diagnostic))!;
        var changed = (await FixRunner.ApplyAsync(project, action)).Solution;
        foreach (var twin in changed.Projects)
        {
            var text = (await twin.Documents.Single(d => d.Name == "Test.cs").GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            Assert.Contains("\"shop_wait_seconds\"", text, StringComparison.Ordinal);
            Assert.Contains("G.Set((v + 1) * 60d)", text, StringComparison.Ordinal);
        }
    }
}
