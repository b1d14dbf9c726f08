using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What instruments with tricky names and units are called: as the OpenTelemetry exporter for .NET calls them, in each format that Prometheus asks for. Both answer over HTTP.</summary>
public partial class ExporterNamesTests
{
    private static readonly ImmutableArray<(string Kind, string Name, string Unit)> Instruments =
    [
        ("counter", "orders.total", ""), ("counter", "orders_total", ""), ("counter", "total.orders", ""), ("counter", "orders.total.sum", ""), ("counter", "orders.count", "{order}"), ("counter", "sent", "By"), ("counter", "sent.bytes", "By"),
        ("counter", "sent.bytes.total", "By"), ("counter", "sent.total.bytes", "By"), ("counter", "share", "1"), ("counter", "busy", "ms"), ("counter", "a..b--c//d", ""), ("counter", "a__b", ""), ("counter", "Upper.Case", ""),
        ("gauge", "level.total", ""), ("gauge", "share", "1"), ("gauge", "share.ratio", "1"), ("gauge", "share", "%"), ("gauge", "size", "KB"), ("gauge", "size", "KiBy"), ("gauge", "speed", "m/s"), ("gauge", "rate", "1/s"),
        ("gauge", "rate", "{order}/min"), ("gauge", "heat", "Cel"), ("gauge", "orders", "orders"), ("gauge", "level.", ""), ("gauge", "level.count", ""), ("gauge", "level.bucket", ""), ("gauge", "level.info", ""), ("gauge", "level.created", ""),
        ("histogram", "duration", "s"), ("histogram", "duration.seconds", "s"), ("histogram", "duration.total", "s"), ("histogram", "duration.sum", "ms"), ("histogram", "size.bucket", "By"),
    ];

    /// <summary>Where the bridge has its own way, and why.</summary>
    private static readonly ImmutableArray<(string Name, bool InText, string Reason)> Differences =
    [
        ("share.ratio", false, "the name ends in the word for the unit 1, and so the bridge tells the unit"),
        ("sent.bytes.total", true, "the exporter has a name for each format; the bridge has that of OpenMetrics in both, so that a series keeps its name whoever asks"),
    ];

    /// <summary>Prometheus 2, Prometheus 3 where it keeps to names that Prometheus 2 knows too, and whoever knows text only.</summary>
    public static TheoryData<string> AcceptLines =>
    [
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=underscores;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
        "text/plain;version=0.0.4",
    ];

    [Theory, MemberData(nameof(AcceptLines))]
    public async Task Names_types_and_units_are_those_of_the_exporter(string accept)
    {
        using var shop = new Shop();
        using var sdk = Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name).AddPrometheusExporter().Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapOpenMetrics(shop.Metrics, "/bridge");
        app.UseOpenTelemetryPrometheusScrapingEndpoint(sdk, null, "/exporter", null, null);
        await app.StartAsync(TestContext.Current.CancellationToken);
        for (var number = 0; number < Instruments.Length; number++) Measure(shop.Meter, Instruments[number].Kind, $"t{number}.{Instruments[number].Name}", Instruments[number].Unit);

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        var (bridge, exporter) = (await client.GetStringAsync(new Uri("bridge", UriKind.Relative), TestContext.Current.CancellationToken), await client.GetStringAsync(new Uri("exporter", UriKind.Relative), TestContext.Current.CancellationToken));
        var isText = accept.StartsWith("text", StringComparison.Ordinal);
        Assert.All((string[])[bridge, exporter], text => Assert.Equal(!isText, text.Contains("# EOF", StringComparison.Ordinal)));
        Assert.All(Enumerable.Range(0, Instruments.Length), number => Assert.NotEmpty(NamesOf(bridge, number)));
        var differences = Enumerable.Range(0, Instruments.Length).Where(number => NamesOf(exporter, number) != NamesOf(bridge, number)).ToList();
        Assert.True(
            Differences.Where(known => known.InText == isText).Select(known => known.Name).SequenceEqual(differences.Select(number => Instruments[number].Name)),
            string.Join('\n', differences.Select(number => $"{Instruments[number]}: the exporter has {NamesOf(exporter, number)}, the bridge {NamesOf(bridge, number)}")));
    }

    private static void Measure(Meter meter, string kind, string name, string unit)
    {
        if (kind == "counter") meter.CreateCounter<long>(name, unit).Add(1);
        else if (kind == "gauge") meter.CreateGauge<long>(name, unit).Record(1);
        else meter.CreateHistogram<double>(name, unit).Record(1);
    }

    /// <summary>The type, the unit, and the names of the samples, as far as they differ.</summary>
    private static string NamesOf(string exposition, int number)
        => string.Join(" ", Line().Matches(exposition).Where(line => line.Groups["name"].Value.StartsWith($"t{number}_", StringComparison.Ordinal) && !line.Value.EndsWith("_created", StringComparison.Ordinal))
            .Select(line => line.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^(?:# (?:TYPE|UNIT) (?<name>\S+) \S+|(?<name>\w+))", RegexOptions.Multiline)]
    private static partial Regex Line();
}
