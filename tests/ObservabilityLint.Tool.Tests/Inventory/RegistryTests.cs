using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary><c>obslint list --format registry</c>: the two files, by the rules of the format.</summary>
public class RegistryTests
{
    private const string Awkward = """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        var meter = new Meter("Shop");
        var answers = meter.CreateCounter<long>("shop.answers", "{answer}", "true");
        answers.Add(1, new KeyValuePair<string, object?>("answer", args.Length > 0 ? "yes" : "no"), new("word", args.Length > 1 ? "Null" : "1.5"), new("a b", 1));
        answers.Add(1, new KeyValuePair<string, object?>("answer", "Yes"), new("word", "- x: y"), new("", "empty"));
        meter.CreateHistogram<double>("shop.time", "", "  ").Record(1, new KeyValuePair<string, object?>("answer", 5), new("paid", args.Length > 3));
        meter.CreateUpDownCounter<int>("shop.level", "1", "#1: the level, \"as it is\"\r\nnow").Add(1, new KeyValuePair<string, object?>("order_id", Guid.NewGuid().ToString()));
        meter.CreateGauge<int>("shop.level").Record(2);
        meter.CreateCounter<int>("shop spaced").Add(1);
        meter.CreateCounter<int>("shop." + args[0]).Add(1);

        var source = new ActivitySource("Shop");
        using (source.StartActivity("Get Order")?.SetTag("answer", "maybe")) { }
        using (source.StartActivity("GetOrder")?.SetTag("answer", "maybe")) { }
        using (source.StartActivity("get order", ActivityKind.Client)) { }
        using (source.StartActivity("2nd: «try» & error", ActivityKind.Consumer)) { }
        using (source.StartActivity("…", ActivityKind.Consumer)) { }
        using (source.StartActivity("order " + args[0])) { }
        """;

    [Fact]
    public async Task A_registry_of_awkward_names_and_texts_keeps_the_rules_of_the_format()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Program).Write("Program.cs", Awkward);
        var ended = await Obslint.RunAsync(solution.Folder, "list", "Shop.csproj", "--restore", "--format", "registry", "--output", "registry");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Equal(["registry_manifest.yaml", "telemetry.yaml"], Directory.GetFiles(solution.PathOf("registry")).Select(Path.GetFileName).Order());
        Assert.Matches("^https?://[^/]+/.+/[0-9]+[.][0-9]+[.][0-9]+$", (string)RegistryFile.Read(solution.PathOf("registry/registry_manifest.yaml")).Content["schema_url"]!);
        var registry = RegistryFile.Read(solution.PathOf("registry/telemetry.yaml"));
        Assert.Equal([], registry.Faults());

        Assert.Equal(["shop.answers", "shop.level", "shop.time"], registry.Values("metrics", "name"));
        var answers = registry.Named("metrics", "name", "shop.answers");
        Assert.Equal(("counter", "{answer}", "true"), ((string)answers["instrument"]!, (string)answers["unit"]!, (string)answers["brief"]!));
        Assert.Equal("shop_answers_total", (string)answers["annotations"]!["obslint"]!["prometheus"]!["name"]!);
        Assert.Equal("1", (string)registry.Named("metrics", "name", "shop.time")["unit"]!);
        Assert.Contains("in no unit", registry.Named("metrics", "name", "shop.level")["annotations"]!["obslint"]!["also_declared_as"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(["answer", "order_id", "paid", "word"], registry.Values("attributes", "key"));
        Assert.Equal("any", (string)registry.Named("attributes", "key", "answer")["type"]!);
        Assert.Equal("boolean", (string)registry.Named("attributes", "key", "paid")["type"]!);
        Assert.Equal(["- x: y", "1.5", "Null"], registry.Named("attributes", "key", "word")["type"]!["members"]!.AsArray().Select(static member => (string)member!["value"]!).Order(StringComparer.Ordinal));
        // Made once in the life of a process: how many there are, its instances decide.
        Assert.Equal("unknown", (string)registry.Named("attributes", "key", "order_id")["annotations"]!["obslint"]!["domain"]!);

        Assert.Equal(["get_order", "get_order.client", "n2nd_try_error.consumer", "unnamed.consumer"], registry.Values("spans", "type").Order());
        Assert.Contains("shop spaced", ended.Error, StringComparison.Ordinal);
        Assert.Contains("a b", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shop.Prometheus", 24)]
    [InlineData("Shop.OpenTelemetry", 20)]
    [InlineData("Shop.Orders", 0)]
    public async Task The_registries_of_the_samples_keep_them_too(string sample, int least)
    {
        using var target = new TemporarySolution();
        var ended = await Obslint.RunAsync(Samples.Folder, "list", sample, "--format", "registry", "--output", target.Folder);
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        var registry = RegistryFile.Read(target.PathOf("telemetry.yaml"));
        Assert.Equal([], registry.Faults());
        Assert.True(registry.Values("metrics", "name").Count >= least);
    }
}
