using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>Runs code before and after the fix against the real library, and compares what it exposes: the same quantity, in another unit.</summary>
public class UnitConversionRunTests
{
    [Theory]
    [InlineData("ms", "seconds", 1e-3, "h.Observe(1500);")]
    [InlineData("ms", "seconds", 1e-3, "h.Observe(TimeSpan.FromSeconds(1.5).TotalMilliseconds);")]
    [InlineData("ms", "seconds", 1e-3, "long elapsed = 1500; h.Observe(elapsed); h.Observe(elapsed + 1); h.WithLabels(\"a\").Observe(elapsed % 7);")]
    [InlineData("ms", "seconds", 1e-3, "var seconds = 1.5; h.Observe(seconds * 1000); h.Observe((seconds + 1) * 1000);")]
    [InlineData("ms", "seconds", 1e-3, "int a = 7, b = 2; h.Observe(a / b); h.Observe(-a); h.Observe(a > b ? a : b);")]
    [InlineData("us", "seconds", 1e-6, "h.Observe(TimeSpan.FromSeconds(1.5).TotalMicroseconds); h.Observe(20);")]
    [InlineData("mins", "seconds", 60, "h.Observe(1.5); h.Observe(TimeSpan.FromHours(2).TotalMinutes); var half = 0.5; h.Observe(half + half);")]
    [InlineData("kb", "bytes", 1024, "long size = 8192; h.Observe(size / 1024); h.Observe(size / 1024.0);")]
    [InlineData("kb", "bytes", 1000, "long size = 8000; h.Observe(size / 1000.0);")]
    [InlineData("mib", "bytes", 1048576, "long size = 3; h.Observe(size); h.Observe(2.5, 4);")]
    [InlineData("pct", "ratio", 0.01, "double load = 0.25; h.Observe(load * 100); h.Observe(100 - 12.5);")]
    public async Task The_same_quantity_comes_out(string unit, string baseUnit, double factor, string recordings)
    {
        var name = "shop_" + unit;
        var (before, after) = await BeforeAndAfterAsync($$"""
            using System;
            using Prometheus;
            public static class Program
            {
                public static CollectorRegistry Run()
                {
                    var registry = Metrics.NewCustomRegistry();
                    var h = Metrics.WithCustomRegistry(registry).CreateHistogram("{{name}}", "A histogram.", new HistogramConfiguration { Buckets = new double[] { 1, 5, 25, 250, 1000, 1e7 }, LabelNames = ["kind"] });
                    {{recordings}}
                    return registry;
                }
            }
            """);
        var old = Samples(before, name);
        var converted = Samples(after, "shop_" + baseUnit);
        Assert.NotEmpty(old);
        Assert.Equal(old.Count, converted.Count);
        for (var i = 0; i < old.Count; i++)
        {
            Assert.Equal(old[i].Suffix, converted[i].Suffix);
            Assert.Equal(old[i].Bound * factor, converted[i].Bound, old[i].Bound * factor * 1e-9);
            var expected = old[i].Suffix == "_sum" ? old[i].Value * factor : old[i].Value;
            Assert.Equal(expected, converted[i].Value, Math.Abs(expected) * 1e-9);
        }
    }

    [Fact]
    public async Task A_second_and_a_half_is_1_5_seconds()
    {
        var (before, after) = await BeforeAndAfterAsync("""
            using System;
            using Prometheus;
            public static class Program
            {
                public static CollectorRegistry Run()
                {
                    var registry = Metrics.NewCustomRegistry();
                    Metrics.WithCustomRegistry(registry).CreateHistogram("shop_request_ms", "Requests.").Observe(TimeSpan.FromMilliseconds(1500).TotalMilliseconds);
                    return registry;
                }
            }
            """);
        Assert.Contains("\nshop_request_ms_sum 1500\n", before, StringComparison.Ordinal);
        Assert.Contains("\nshop_request_seconds_sum 1.5\n", after, StringComparison.Ordinal);
    }

    private static async Task<(string Before, string After)> BeforeAndAfterAsync(string code)
    {
        var project = TestProject.Create([("Program.cs", code)], kind: OutputKind.ConsoleApplication);
        // The entry point is called by reflection; what is analysed is the application, whose public members nobody else sees.
        project = project.AddDocument("Main.cs", "static class Entry { static void Main() { } }", filePath: "/test/Main.cs").Project;
        var fixedProject = await FixRunner.OneByOneAsync(project, new AbbreviatedUnitInName());
        return (await ExposeAsync(project), await ExposeAsync(fixedProject));
    }

    private static async Task<string> ExposeAsync(Project project)
    {
        await TestProject.AssertCompilesAsync(project);
        using var image = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(image).Success);
        var run = Assembly.Load(image.ToArray()).GetType("Program")!.GetMethod("Run")!;
        using var exposition = new MemoryStream();
        await ((Prometheus.CollectorRegistry)run.Invoke(null, null)!).CollectAndExportAsTextAsync(exposition);
        return Encoding.UTF8.GetString(exposition.ToArray());
    }

    /// <summary>The samples of a histogram: the suffix, the bucket's bound (0 for none) and the value.</summary>
    private static List<(string Suffix, double Bound, double Value)> Samples(string exposition, string name)
    {
        var samples = new List<(string, double, double)>();
        foreach (var line in exposition.Split('\n').Where(line => line.StartsWith(name + "_", StringComparison.Ordinal)))
        {
            var suffix = line[name.Length..].Split('{', ' ')[0];
            var bound = line.IndexOf("le=\"", StringComparison.Ordinal) is var at and >= 0 ? line[(at + 4)..line.IndexOf('"', at + 4)] : "0";
            if (bound != "+Inf") samples.Add((suffix, double.Parse(bound, CultureInfo.InvariantCulture), double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
        }
        return samples;
    }
}
