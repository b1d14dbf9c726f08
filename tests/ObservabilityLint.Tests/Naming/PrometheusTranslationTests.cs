using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ObservabilityLint.Naming;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.Tests.Naming;

public class PrometheusTranslationTests
{
    /// <summary>What Prometheus asks for.</summary>
    private const string Accepts = "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private static readonly string[] Names =
    [
        "shop.orders", "shop.orders.total", "shop.total.orders", "shop_orders_total", "shop.subtotal", "shop.total", "shop.duration.ms", "shop.duration_seconds", "shop.duration.milliseconds",
        "shop.megabytes", "shop.hit.ratio", "shop.load-percent", "shop/reads", "shop..x", "shop.x_", "shop.X-y", "shop.bytes.read", "shop.read.bytes", "shop.jobs.count", "shop.bytes.total", "shop.total.bytes",
        "shop_sent_total_total", "shop.sent.total_total", "shop_total", "shop.bytes_total", "shop.seconds_total", "shop.x-total", "shop.Total", "shop..total", "shop__total", "shop.a--b//c", "shop.kilobytes", "shop.per_second",
    ];

    private static readonly string?[] Units =
    [
        null, "", "s", "ms", "us", "ns", "min", "h", "d", "wk", "mo", "By", "KiBy", "MiBy", "GiBy", "TiBy", "KBy", "kBy", "MBy", "GBy", "TBy", "m", "V", "A", "J", "W", "g", "kg", "K", "Cel", "Hz", "1", "%",
        "{request}", "{request}/s", "By/s", "m/m", "m/h", "m/d", "m/w", "m/mo", "x/y", "x/min", "m/s2", "By/s/m", "By.s", "By/", "/s", "{a}s", "{a}/{b}", "m/{x}", "1/{x}", "%{x}", "{a", "a}",
        "B", "KB", "MB", "GB", "TB", "PB", "$", "KiB", "kb", "MB/s", "$/h", "rpm", "EUR", "m3", "10*3/uL", "[degF]", "s/{op}", "%/s", "By{read}", "mmHg", "kW.h", "B/B",
        "a__b", " s ", "_s_", "-", "100s", "1e6", "seconds", "bytes", "requests", "°C",
    ];

    private static readonly InstrumentKind[] Kinds = [InstrumentKind.Counter, InstrumentKind.UpDownCounter, InstrumentKind.Gauge, InstrumentKind.Histogram];

    /// <summary>The proof that we know what the exporter writes: every name with every unit and kind, scraped from the real one, as versions 2 and 3 of Prometheus ask.</summary>
    [Theory]
    [InlineData(Accepts)]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1")]
    public async Task Agrees_with_the_exporter_of_OpenTelemetry_dotnet(string accept)
    {
        var instruments = (from name in Names from unit in Units from kind in Kinds select (name, unit, kind)).ToArray();
        var scraped = await ScrapeAsync(instruments, accept);
        var differences = new List<string>();
        for (var i = 0; i < instruments.Length; i++)
        {
            var (name, unit, kind) = instruments[i];
            var expected = PrometheusTranslation.Export(Numbered(i, name), unit, kind);
            if (scraped.GetValueOrDefault(i) != expected) differences.Add($"{name} [{unit}] {kind}: the exporter writes {scraped.GetValueOrDefault(i)}, we say {expected}");
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Theory]
    [InlineData("shop.total.orders", null, nameof(InstrumentKind.Counter), "shop_orders_total")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", nameof(InstrumentKind.Counter), "dotnet_gc_heap_allocated_bytes_total")]
    [InlineData("shop.cache.hits", "1", nameof(InstrumentKind.Gauge), "shop_cache_hits_ratio")]
    [InlineData("shop.cache.hits", "1", nameof(InstrumentKind.UpDownCounter), "shop_cache_hits")]
    [InlineData("shop.ratio.hits", "1", nameof(InstrumentKind.Gauge), "shop_hits_ratio")]
    [InlineData("shop.bytes.read", "By", nameof(InstrumentKind.Histogram), "shop_bytes_read")]
    [InlineData("shop.milliseconds", "s", nameof(InstrumentKind.Gauge), "shop_milliseconds_seconds")]
    [InlineData("shop.read", "By/s", nameof(InstrumentKind.Gauge), "shop_read_bytes_per_second")]
    [InlineData("shop.read", "{page}/s", nameof(InstrumentKind.Gauge), "shop_read_per_second")]
    [InlineData("shop.orders_", "{order}", nameof(InstrumentKind.Counter), "shop_orders_total")]
    public void Follows_the_otlptranslator_where_asked(string name, string? unit, string kind, string expected)
        => Assert.Equal(expected, PrometheusTranslation.Export(name, unit, Enum.Parse<InstrumentKind>(kind), TranslationFlavor.OtlpTranslator));

    [Fact]
    public void A_leading_digit_becomes_an_underscore_and_gets_one_from_the_otlptranslator() => Assert.Equal(("_xx_total", "_metric", "_2xx_total"), (
        PrometheusTranslation.Export("2xx", null, InstrumentKind.Counter), PrometheusTranslation.Export("2_metric", null, InstrumentKind.Gauge), PrometheusTranslation.Export("2xx", null, InstrumentKind.Counter, TranslationFlavor.OtlpTranslator)));

    /// <summary>Only a view can give such a name.</summary>
    [Theory, InlineData("2_metric"), InlineData("2xx"), InlineData("42"), InlineData("9.lives"), InlineData("x:y")]
    public async Task Agrees_on_names_that_a_view_gives(string name)
    {
        using var meter = new Meter("Translation.Views." + name);
        var exposition = await ScrapeAsync(meter, 10, provider => provider.AddView("renamed", name), () => meter.CreateGauge<long>("renamed").Record(1, new KeyValuePair<string, object?>("i", 0)), Accepts);
        Assert.Contains("\n" + PrometheusTranslation.Export(name, null, InstrumentKind.Gauge) + "{", exposition);
    }

    /// <summary>The bridge writes them so too (its LabelTests have the same).</summary>
    [Theory]
    [InlineData("a..b", "a_b"), InlineData("a.-b", "a_b"), InlineData("c--d.e", "c_d_e"), InlineData("a__b", "a__b"), InlineData("a._b", "a__b"), InlineData("a_.b", "a_b"), InlineData("a_._b", "a__b")]
    [InlineData("..a", "_a"), InlineData("_.a", "_a"), InlineData("a..", "a_"), InlineData("...", "_"), InlineData("..1", "_1"), InlineData("2nd", "_2nd"), InlineData("", "_"), InlineData("a:b", "a_b"), InlineData("gr\u00F6\u00DFe", "gr_e")]
    public async Task Keys_of_labels_collapse_runs_of_what_is_not_allowed(string key, string label)
    {
        using var meter = new Meter("Translation.Labels." + Guid.NewGuid());
        var exposition = await ScrapeAsync(meter, 10, provider => provider, () => meter.CreateGauge<long>("labelled").Record(1, new KeyValuePair<string, object?>(key, 1)), Accepts);
        Assert.Matches($"[{{,]{label}=\"1\"", exposition);
    }

    /// <summary>Each instrument needs a name of its own: the exporter drops what collides.</summary>
    private static string Numbered(int i, string name) => $"q{i}" + name["shop".Length..];

    /// <summary>A thousand at a time: a provider compares each new instrument with all that it has.</summary>
    private static async Task<Dictionary<int, string>> ScrapeAsync((string Name, string? Unit, InstrumentKind Kind)[] instruments, string accept)
    {
        var families = new Dictionary<int, string>();
        for (var first = 0; first < instruments.Length; first += 1000)
            await AddAsync(first, Math.Min(first + 1000, instruments.Length));
        return families;

        async Task AddAsync(int first, int end)
        {
            using var meter = new Meter($"Translation.{first}");
            Read(await ScrapeAsync(meter, 1010, provider => provider, () => Record(meter, first, end), accept), families);
        }

        void Record(Meter meter, int first, int end)
        {
            for (var i = first; i < end; i++)
            {
                var (name, unit, kind) = (Numbered(i, instruments[i].Name), instruments[i].Unit, instruments[i].Kind);
                var tag = new KeyValuePair<string, object?>("i", i);
                if (kind == InstrumentKind.Counter) meter.CreateCounter<long>(name, unit).Add(1, tag);
                else if (kind == InstrumentKind.UpDownCounter) meter.CreateUpDownCounter<long>(name, unit).Add(1, tag);
                else if (kind == InstrumentKind.Gauge) meter.CreateGauge<long>(name, unit).Record(1, tag);
                else meter.CreateHistogram<double>(name, unit).Record(1, tag);
            }
        }
    }

    private static async Task<string> ScrapeAsync(Meter meter, int streams, Func<MeterProviderBuilder, MeterProviderBuilder> configure, Action record, string accept)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        using var provider = configure(Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).SetMaxMetricStreams(streams).AddPrometheusExporter()).Build();
        await using var app = builder.Build();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(provider, null, null, null, null);
        await app.StartAsync(TestContext.Current.CancellationToken);
        record();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return await client.GetStringAsync(app.Urls.First() + "/metrics", TestContext.Current.CancellationToken);
    }

    /// <summary>The family of each sample: `name{…,i="7"…}`, the last of a histogram being its count.</summary>
    private static void Read(string exposition, Dictionary<int, string> families)
    {
        foreach (var line in exposition.Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (line.IndexOf(",i=\"", StringComparison.Ordinal) is var at && at < 0) continue;
            var name = line[..line.IndexOf('{')];
            var index = int.Parse(line[(at + 4)..line.IndexOf('"', at + 4)], System.Globalization.CultureInfo.InvariantCulture);
            if (name.EndsWith("_bucket", StringComparison.Ordinal) || name.EndsWith("_created", StringComparison.Ordinal) || name.EndsWith("_sum", StringComparison.Ordinal)) continue;
            var isHistogram = Kinds[index % Kinds.Length] == InstrumentKind.Histogram;
            families[index] = isHistogram ? name[..^"_count".Length] : name;
        }
    }
}
