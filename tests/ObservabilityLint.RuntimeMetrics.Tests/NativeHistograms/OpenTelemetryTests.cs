using ObservabilityLint.RuntimeMetrics.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>The OpenTelemetry SDK's exponential histogram of the same measurements, with the same limits, has the same scale and the same counts.</summary>
public class OpenTelemetryTests
{
    public static TheoryData<string, int> Distributions => new()
    {
        { "latencies", 160 }, { "sizes", 160 }, { "near 100", 160 }, { "all magnitudes", 160 }, { "latencies", 20 }, { "zeros", 160 },
    };

    [Theory, MemberData(nameof(Distributions))]
    public async Task Both_have_the_same_buckets(string distribution, int maxBuckets)
    {
        var random = new Random(7);
        using var shop = new Shop(new RuntimeMetricsOptions { Views = { new MetricView("*") { NativeHistogram = new NativeHistogramOptions { MaxBuckets = maxBuckets, MaxScale = 8, ZeroThreshold = 0 } } } });
        var histogram = shop.Meter.CreateHistogram<double>("shop.values");
        var exported = new CopyExporter();
        using var reader = new BaseExportingMetricReader(exported);
        using var sdk = Sdk.CreateMeterProviderBuilder().AddMeter(shop.Name).AddReader(reader)
            .AddView("shop.values", new Base2ExponentialBucketHistogramConfiguration { MaxSize = maxBuckets, MaxScale = 8 }).Build();
        for (var i = 0; i < 5000; i++) histogram.Record(ValueOf(distribution, random));
        reader.Collect();
        var native = (await NativeScrape.OfAsync(shop.Metrics)).Native("shop_values{}");
        Assert.Equal((exported.Scale, exported.Zeros), (native.Schema, native.Zeros));
        Assert.Equal(exported.Buckets, native.Positive);
    }

    private static double ValueOf(string distribution, Random random) => distribution switch
    {
        "latencies" => Math.Exp(2 * random.NextDouble() + random.NextDouble() - 5),
        "sizes" => random.Next(1, 1_000_000),
        "near 100" => 100 + random.NextDouble(),
        "zeros" => random.Next(4),
        _ => BitConverter.Int64BitsToDouble(random.NextInt64(1L << 52, BitConverter.DoubleToInt64Bits(double.MaxValue))),
    };

    /// <summary>Keeps what the SDK has counted, by Prometheus' index.</summary>
    private sealed class CopyExporter : BaseExporter<OpenTelemetry.Metrics.Metric>
    {
        public int Scale { get; private set; }

        public long Zeros { get; private set; }

        public SortedDictionary<int, long> Buckets { get; } = [];

        public override ExportResult Export(in Batch<OpenTelemetry.Metrics.Metric> batch)
        {
            foreach (var metric in batch)
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var data = point.GetExponentialHistogramData();
                    (Scale, Zeros) = (data.Scale, data.ZeroCount);
                    var index = data.PositiveBuckets.Offset;
                    foreach (var count in data.PositiveBuckets)
                    {
                        index++;
                        if (count > 0) Buckets.Add(index, count);
                    }
                }
            return ExportResult.Success;
        }
    }
}
