using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Prometheus;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The same instruments as prometheus-net's adapter, the OpenTelemetry exporter and the bridge expose them: the table for who comes from one of the two.</summary>
public class SameInstrumentsTests
{
    [Fact]
    public async Task Documentation_tells_names_types_labels_and_buckets_beside_those_of_the_others()
    {
        using var shop = new Shop();
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        using var adapter = MeterAdapter.StartListening(new MeterAdapterOptions { InstrumentFilterPredicate = instrument => instrument.Meter == shop.Meter, Registry = registry, MetricFactory = global::Prometheus.Metrics.WithCustomRegistry(registry) });
        using var sdk = Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name).AddPrometheusExporter().Build();
        var rows = Measure(shop.Meter);

        var ofAdapter = PrometheusTextParser.Parse(await TextOfAsync(registry));
        var ofExporter = PrometheusTextParser.Parse(await TextOfAsync(sdk));
        var ofBridge = PrometheusTextParser.Parse(await Scraped.TextAsync(shop.Metrics, MetricsFormat.PrometheusText));
        var table = new StringBuilder("| instrument | prometheus-net's adapter | OpenTelemetry's exporter | the bridge |\n|---|---|---|---|\n");
        foreach (var (instrument, word) in rows)
            table.Append(CultureInfo.InvariantCulture, $"| {instrument} | {Cell(ofAdapter, shop.Name, word)} | {Cell(ofExporter, shop.Name, word)} | {Cell(ofBridge, shop.Name, word)} |\n");
        Recorded.SectionIs(Documentation.Path, "same-instruments", table.ToString());
    }

    /// <returns>Each instrument in words, and the word that no other one's name has.</returns>
    private static (string Instrument, string Word)[] Measure(Meter meter)
    {
        var tag = new KeyValuePair<string, object?>("payment.kind", "card");
        meter.CreateCounter<long>("shop.orders", "{order}").Add(1, tag);
        meter.CreateObservableCounter("shop.pages", () => 1);
        meter.CreateUpDownCounter<long>("shop.queue").Add(1);
        meter.CreateGauge<long>("shop.level", "By").Record(1);
        meter.CreateHistogram<double>("shop.duration", "s").Record(1, tag);
        meter.CreateHistogram<double>("shop.size", "By").Record(1);
        return
        [
            ("counter `shop.orders` in `{order}`, tag `payment.kind`", "orders"), ("observable counter `shop.pages`", "pages"), ("up-down counter `shop.queue`", "queue"),
            ("gauge `shop.level` in `By`", "level"), ("histogram `shop.duration` in `s`, tag `payment.kind`", "duration"), ("histogram `shop.size` in `By`", "size"),
        ];
    }

    private static async Task<string> TextOfAsync(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static async Task<string> TextOfAsync(MeterProvider sdk)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseOpenTelemetryPrometheusScrapingEndpoint(sdk, null, "/metrics", null, null);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        return await client.GetStringAsync(new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    private static string Cell(ParsedExposition scraped, string meter, string word)
    {
        // The adapter does not know gauges.
        if (scraped.Families.SingleOrDefault(family => family.Name.Contains("shop_" + word, StringComparison.Ordinal) && !family.Name.StartsWith("obslint", StringComparison.Ordinal)) is not { } family) return "none";
        var labels = family.Samples.SelectMany(sample => sample.Labels).Select(label => label.Name).Distinct().Except(["le"]).Order(StringComparer.Ordinal).Select(label => $"`{label}`").ToList();
        var bounds = family.Samples.Select(sample => sample["le"]).OfType<string>().Where(bound => bound != "+Inf").Select(bound => double.Parse(bound, CultureInfo.InvariantCulture)).Distinct().Order().ToList();
        // The test's own meter has another name each time.
        var name = family.Name.Replace(meter.Replace('.', '_').ToLowerInvariant(), "shop", StringComparison.OrdinalIgnoreCase);
        return $"`{name}`, {family.Type.ToString().ToLowerInvariant()}"
            + (labels.Count > 0 ? $", {string.Join(", ", labels)}" : "")
            + (bounds.Count > 0 ? FormattableString.Invariant($", {bounds.Count} buckets from {bounds[0]} to {bounds[^1]}") : "");
    }
}
