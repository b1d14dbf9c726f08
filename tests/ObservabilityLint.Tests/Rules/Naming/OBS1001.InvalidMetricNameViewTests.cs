using System.Diagnostics.Metrics;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Rules.Naming;

/// <summary>Names and views: what a view gives is free text since 1.16, and what a view renames is exported.</summary>
public class InvalidMetricNameViewTests
{
    private const string Setup = "class Setup { static readonly Counter<long> C = meter.CreateCounter<long>({0}); void Add(MeterProviderBuilder b) => {1}; }";

    [Theory]
    [InlineData("b.AddView(\"shop orders\", \"shop.orders\")")]
    [InlineData("b.AddView(\"SHOP orders\", new MetricStreamConfiguration { Name = \"Shop: orders\" })")]
    [InlineData("b.AddView(i => i.Name == \"shop orders\" ? new MetricStreamConfiguration { Name = \"shop.orders\" } : null)")]
    [InlineData("b.AddView(i => new MetricStreamConfiguration { Name = i.Name.Replace(' ', '_') })")]
    public Task Quiet_on_an_instrument_that_a_view_renames(string view) => Verify<InvalidMetricName>.QuietAsync(Code("\"shop orders\"", view));

    [Theory]
    [InlineData("b.AddView(\"shop orders\", new MetricStreamConfiguration { Description = \"Orders.\" })")]
    [InlineData("b.AddView(\"shop orders\", new MetricStreamConfiguration { Name = null })")]
    [InlineData("b.AddView(\"shop sales\", \"shop.sales\")")]
    [InlineData("b.AddView(i => i.Name == \"shop sales\" ? new MetricStreamConfiguration { Name = \"shop.sales\" } : null)")]
    [InlineData("b.AddView(\"shop orders\", MetricStreamConfiguration.Drop)")]
    public Task Fires_on_an_instrument_that_keeps_its_name(string view) => Verify<InvalidMetricName>.FiresAsync(Code("[|\"shop orders\"|]", view));

    [Theory]
    [InlineData("b.AddView(\"shop.orders\", \"Orders of the shop (%)\")")]
    [InlineData("b.AddView(\"shop.orders\", \"\")")]
    [InlineData("b.AddView(\"shop.orders\", new MetricStreamConfiguration { Name = @\"\\Shop(_Total)\\Orders\" })")]
    public Task Quiet_on_the_text_of_a_view(string view) => Verify<InvalidMetricName>.QuietAsync(Code("\"shop.orders\"", view));

    /// <summary>The assembly's own version is 1.0.0.0 in all of them.</summary>
    [Theory]
    [InlineData("1.15.3.2017", "b.AddView(\"shop.orders\", \"Shop orders\")", true)]
    [InlineData("1.15.3.2017", "b.AddView(\"shop.orders\", new MetricStreamConfiguration { Name = \"Shop orders\" })", true)]
    [InlineData("1.15.3.2017", "b.AddView(i => new MetricStreamConfiguration { Name = \"Shop orders\" })", false)]
    [InlineData("1.16.0.2100", "b.AddView(\"shop.orders\", \"Shop orders\")", false)]
    [InlineData("1.17.0.2115", "b.AddView(\"shop.orders\", \"Shop orders\")", false)]
    public async Task Decides_by_the_version_that_is_referenced(string version, string view, bool isReported)
    {
        var sdk = $$"""
            [assembly: System.Reflection.AssemblyVersion("1.0.0.0"), System.Reflection.AssemblyFileVersion("{{version}}")]
            namespace OpenTelemetry.Metrics
            {
                public class MeterProviderBuilder { }
                public class MetricStreamConfiguration { public string? Name { get; set; } }
                public static class MeterProviderBuilderExtensions
                {
                    public static MeterProviderBuilder AddView(this MeterProviderBuilder b, string instrumentName, string name) => b;
                    public static MeterProviderBuilder AddView(this MeterProviderBuilder b, string instrumentName, MetricStreamConfiguration metricStreamConfiguration) => b;
                    public static MeterProviderBuilder AddView(this MeterProviderBuilder b, System.Func<System.Diagnostics.Metrics.Instrument, MetricStreamConfiguration?> viewConfig) => b;
                }
            }
            """;
        var assembly = CSharpCompilation.Create("OpenTelemetry", [CSharpSyntaxTree.ParseText(sdk, Snippet.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)], TestProject.FrameworkReferences, TestProject.CompilationOptions);
        var project = TestProject.Create([("Setup.cs", "using System.Diagnostics.Metrics;\nusing OpenTelemetry.Metrics;\nclass Setup { void Add(MeterProviderBuilder b) => " + view + "; }")], references: TestProject.FrameworkReferences.Add(assembly.ToMetadataReference()));
        await TestProject.AssertCompilesAsync(project);
        var found = await TestProject.DiagnosticsAsync(project, new InvalidMetricName());
        Assert.Equal(isReported ? 1 : 0, found.Length);
        if (isReported) Assert.Contains("throws an ArgumentException where the view is added", found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_package_says_its_version()
    {
        var compilation = (await TestProject.Create([]).GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var assembly = compilation.GetTypeByMetadataName("OpenTelemetry.Metrics.MetricStreamConfiguration")!.ContainingAssembly;
        Assert.Equal(new Version(1, 0, 0, 0), assembly.Identity.Version);
        Assert.True(ReferencedVersion.Of(assembly) >= new Version(1, 16));
    }

    [Theory]
    [InlineData("shop.orders", "Shop orders (%)", "Shop orders (%)")]
    [InlineData("shop orders", "shop.orders", "shop.orders")]
    [InlineData("shop orders", null, null)]
    [InlineData("shop.orders", "", "")]
    public void At_run_time_the_view_decides(string name, string? view, string? exported)
    {
        using var shop = new Meter($"Shop.{Guid.NewGuid()}");
        var seen = new List<string>();
        var builder = Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name);
        builder = view is null ? builder.AddView(name, new MetricStreamConfiguration { Description = "Orders." }) : builder.AddView(name, view);
        using var provider = builder.AddReader(new BaseExportingMetricReader(new Names(seen))).Build();
        shop.CreateCounter<long>(name).Add(1);
        provider.ForceFlush();
        Assert.Equal(exported is null ? [] : [exported], seen);
    }

    private static string Code(string name, string view) => Setup.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", view, StringComparison.Ordinal);

    private sealed class Names(List<string> seen) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) seen.Add(metric.Name);
            return ExportResult.Success;
        }
    }
}
