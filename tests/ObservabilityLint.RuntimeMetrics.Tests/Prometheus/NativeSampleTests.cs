using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The sample that is published as native code: without a warning about what that could break, with all its metrics, and as large as the README says.</summary>
[Collection(nameof(ScrapedProgram))]
public sealed partial class NativeSampleTests : IDisposable
{
    private const string Sample = "Shop.Native";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runtime-metrics-native-");

    [Fact]
    public async Task Sample_is_published_as_native_code_and_serves_its_metrics()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The size in the README is that of a program for Linux on x64.");
        Assert.SkipWhen((Command.Find("clang") ?? Command.Find("gcc")) is null, "Neither clang nor gcc is installed (Debian: `apt install clang zlib1g-dev`), so nothing can link native code.");
        var publish = await Command.DotnetAsync(Repository.Root, new Dictionary<string, string>(), "publish", "samples/" + Sample, "--runtime", "linux-x64", "--configuration", "Release", "--output", folder.FullName);
        Assert.DoesNotContain("warning IL", publish.Succeeded().Output, StringComparison.Ordinal);
        var program = new FileInfo(Path.Combine(folder.FullName, Sample));
        // No assembly is beside it, which it could fall back on.
        Assert.Empty(folder.EnumerateFiles("*.dll"));
        await ServesAsync(program.FullName);
        Recorded.SectionIs(Documentation.Path, "native-size", $"As native code for Linux on x64 that sample is one file of {SizeOf(program).ToString(CultureInfo.InvariantCulture)} MB.\n");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task ServesAsync(string program)
    {
        await using var service = await Service.StartAsync(program);
        await service.PostAsync("/orders");
        using var client = new HttpClient { BaseAddress = service.Address };
        client.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");
        var openMetrics = OpenMetricsParser.Parse(await client.GetByteArrayAsync(new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken));
        var text = PrometheusTextParser.Parse((await service.GetAsync("/metrics")).Text);
        foreach (var scraped in (ParsedExposition[])[openMetrics, text])
        {
            Assert.True(scraped.Value("dotnet_gc_heap_total_allocated_bytes_total") > 0);
            Assert.True(scraped.Value("dotnet_process_memory_working_set_bytes") > 0);
            Assert.Equal(1, scraped.Value("shop_orders_total", ("payment", "Card")));
            Assert.Equal(1, scraped.Value("shop_orders_open"));
            Assert.Equal(1, scraped.Value("shop_order_duration_seconds_count"));
        }
        Assert.Equal(MetricType.Histogram, openMetrics["shop_order_duration_seconds"].Type);
    }

    /// <summary>Megabytes; as the README has it while it is right to one, since linkers differ.</summary>
    private static double SizeOf(FileInfo program)
    {
        var size = Math.Round(program.Length / 1e6);
        var told = Told().Match(File.ReadAllText(Documentation.Path)) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        return Math.Abs(told - size) <= 1 ? told : size;
    }

    [GeneratedRegex(@"is one file of (\d+) MB\.")]
    private static partial Regex Told();
}
