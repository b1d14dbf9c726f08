using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The lines of the README compile as they stand and do what they promise. Only ports are changed, and the application, which would run for ever, is asked for its metrics instead.</summary>
public class ReadmeCodeTests
{
    private const string Port = "9464";

    private const string Written = "metrics.txt";

    private const string Alive = "await Task.Delay(Timeout.InfiniteTimeSpan);";

    private static readonly ImmutableArray<string> Blocks = [.. Documentation.Code.Select(block => block.Text)];

    [Fact]
    public async Task Lines_for_AspNetCore_serve_metrics()
    {
        var text = await TextOfApplicationAsync("MapOpenMetrics(\"/metrics\");", block => block, "metrics");
        Assert.True(PrometheusTextParser.Parse(text).Value("dotnet_assembly_count") > 0);
    }

    /// <summary>Of the request that came before the scrape, and not of the scrape.</summary>
    [Fact]
    public async Task Lines_for_requests_serve_those_of_the_web_server_without_the_scrapes()
    {
        // The web servers of tests that run meanwhile are counted too, on routes of theirs.
        const string OwnOrders = "orders-of-the-readme", OwnMetrics = "metrics-of-the-readme";
        var text = await TextOfApplicationAsync("Microsoft.AspNetCore", block => block.Replace("\"/orders\"", $"\"/{OwnOrders}\"", StringComparison.Ordinal).Replace("\"/metrics\"", $"\"/{OwnMetrics}\"", StringComparison.Ordinal), OwnOrders, OwnMetrics, OwnMetrics);
        var routes = PrometheusTextParser.Parse(text).Samples.Where(sample => sample.Name == "http_server_request_duration_seconds_count").Select(sample => sample["http_route"]).ToList();
        Assert.Contains("/" + OwnOrders, routes);
        Assert.DoesNotContain("/" + OwnMetrics, routes);
    }

    [Fact]
    public async Task Lines_for_native_histograms_offer_protobuf()
    {
        byte[] scraped = [];
        await RunAsync(Blocks.Single(block => block.Contains("NativeHistogram", StringComparison.Ordinal)).Replace("app.Run();", "await serve(app);", StringComparison.Ordinal), async (WebApplication app) =>
        {
            await app.StartAsync();
            using var meter = new Meter("Shop.Readme");
            // A name of its own: the lines read the meters of other tests too.
            meter.CreateHistogram<double>("shop.readme.duration", "s").Record(1);
            using var client = new HttpClient { DefaultRequestHeaders = { { "Accept", "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited" } } };
            scraped = await client.GetByteArrayAsync(new Uri(new Uri(app.Urls.Single()), "metrics"), TestContext.Current.CancellationToken);
            await app.DisposeAsync();
        });
        Assert.Equal(1, PrometheusProtobufParser.Parse(scraped).Native("shop_readme_duration_seconds{}").Count);
    }

    [Fact]
    public async Task Lines_without_a_framework_serve_metrics()
    {
        var text = await TextOfServerAsync("localhost", server => server.Address);
        Assert.True(PrometheusTextParser.Parse(text).Value("dotnet_assembly_count") > 0);
    }

    [Theory, InlineData("127.0.0.1"), InlineData("[::1]")]
    public async Task Lines_for_a_container_serve_metrics_over_IPv4_and_IPv6(string host)
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");
        var text = await TextOfServerAsync("AllowRemoteAccess", server => new UriBuilder(server.Address) { Host = host }.Uri);
        Assert.True(PrometheusTextParser.Parse(text).Value("dotnet_assembly_count") > 0);
    }

    [Fact]
    public async Task Lines_for_a_stream_write_OpenMetrics()
    {
        var block = Blocks.Single(block => block.Contains("WriteAsync", StringComparison.Ordinal));
        Assert.Contains($"\"{Written}\"", block, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("runtime-metrics-readme-");
        try
        {
            var file = Path.Combine(folder.FullName, Written);
            await RunAsync(block.Replace($"\"{Written}\"", SymbolDisplay.FormatLiteral(file, quote: true), StringComparison.Ordinal), (object _) => Task.CompletedTask);
            Assert.True(OpenMetricsParser.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).Value("dotnet_assembly_count") > 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same lines, for the same packages.</summary>
    [Fact]
    public void Readme_of_the_repository_shows_lines_of_this_one()
    {
        var shown = ReadmeBlock.In("README.md").Where(block => block.Language == "csharp" && block.Text.Contains("RuntimeMetrics", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, block => Assert.Contains((block.Text, block.Project?.Text, block.Sdk), Documentation.Code.Select(own => (own.Text, own.Project?.Text, own.Sdk))));
    }

    [Fact]
    public void Links_lead_to_files()
        => Assert.All(Documentation.LinksIn(File.ReadAllText(Documentation.Path)), link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Documentation.Path)!, link)), link));

    /// <summary>What the application of the block with this text answers to the last of these requests; all but the last are only made.</summary>
    private static async Task<string> TextOfApplicationAsync(string part, Func<string, string> change, params string[] paths)
    {
        var block = Blocks.Single(block => block.Contains(part, StringComparison.Ordinal));
        Assert.EndsWith("app.Run();\n", block, StringComparison.Ordinal);
        var text = "";
        await RunAsync(change(block).Replace("app.Run();", "await serve(app);", StringComparison.Ordinal), async (WebApplication app) =>
        {
            await app.StartAsync();
            foreach (var path in paths) text = await GetAsync(new Uri(new Uri(app.Urls.Single()), path));
            await app.DisposeAsync();
        });
        return text;
    }

    /// <summary>What the server of the block with this text answers. The block does not end by itself, as a console that has a server.</summary>
    private static async Task<string> TextOfServerAsync(string part, Func<MetricsServer, Uri> address)
    {
        var block = Blocks.Single(block => block.Contains("MetricsServer.StartAsync", StringComparison.Ordinal) && block.Contains(part, StringComparison.Ordinal));
        Assert.Contains(Port, block, StringComparison.Ordinal);
        Assert.Contains(Alive, block, StringComparison.Ordinal);
        var text = "";
        await RunAsync(block.Replace(Port, "0", StringComparison.Ordinal).Replace(Alive, "await serve(server);", StringComparison.Ordinal), async (MetricsServer server) => text = await GetAsync(address(server)));
        return text;
    }

    private static async Task<string> GetAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(address, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs lines as the body of a method that knows <c>args</c> and <c>serve</c>, with the usings that a web project has anyway.</summary>
    private static async Task RunAsync<T>(string lines, Func<T, Task> serve)
    {
        var usings = string.Concat(lines.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') && !line.Contains('(')).Select(line => line + "\n"));
        var source = $$"""
            using System; using System.IO; using System.Threading; using System.Threading.Tasks; using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.DependencyInjection;
            {{usings}}
            public static class Lines
            {
                public static async Task RunAsync(string[] args, Func<{{typeof(T).FullName}}, Task> serve)
                {
            {{lines.Replace(usings, "", StringComparison.Ordinal)}}
                }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("ReadmeLines", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics) + source);
        var run = Assembly.Load(assembly.ToArray()).GetType("Lines")!.GetMethod("RunAsync")!;
        await (Task)run.Invoke(null, [(string[])["--urls", "http://127.0.0.1:0"], serve])!;
    }
}
