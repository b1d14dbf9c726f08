using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>Bucket bounds follow the unit of the metric, wherever they are written.</summary>
public class ConvertedBucketsTests
{
    [Theory]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = new double[] { 5, 10, 25, 1000 } }", "new Prometheus.HistogramConfiguration { Buckets = new double[] { 0.005, 0.01, 0.025, 1 } }")]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = [5, 10, double.PositiveInfinity] }", "new Prometheus.HistogramConfiguration { Buckets = [0.005, 0.01, double.PositiveInfinity] }")]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = new[] { 5d, 1000.0 /* slow */ } }", "new Prometheus.HistogramConfiguration { Buckets = new[] { 0.005d, 1.0 /* slow */ } }")]
    [InlineData("configuration: new() { Buckets = Histogram.ExponentialBuckets(1, 2, 10) }", "configuration: new() { Buckets = Histogram.ExponentialBuckets(0.001, 2, 10) }")]
    [InlineData("configuration: new() { Buckets = Histogram.LinearBuckets(count: 10, width: 50, start: 100) }", "configuration: new() { Buckets = Histogram.LinearBuckets(count: 10, width: 0.05, start: 0.1) }")]
    [InlineData("configuration: new() { Buckets = [TimeSpan.FromSeconds(1).TotalMilliseconds, 2 * 1000] }", "configuration: new() { Buckets = [TimeSpan.FromSeconds(1).TotalSeconds, 2] }")]
    [InlineData("configuration: null", "configuration: null")]
    public Task Converts_the_buckets(string before, string after) => Verify<AbbreviatedUnitInName>.FixesAsync(
        $"Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\", {before}).Observe(250);",
        $"Metrics.CreateHistogram(\"shop_request_seconds\", \"Requests.\", {after}).Observe(0.25);");

    [Fact]
    public Task Converts_buckets_and_recordings_in_other_files() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static class Shop
        {
            // In milliseconds.
            private static readonly double[] Bounds = { 5, 10, 25 };
            private static readonly Prometheus.HistogramConfiguration Settings = new() { Buckets = Bounds, LabelNames = ["kind"] };
            internal static readonly Histogram Requests = Metrics.CreateHistogram([|Names.Requests|], "Duration in milliseconds; slow is over 500 ms.", Settings);
        }
        === Names.cs
        static class Names { public const string Requests = "shop_request_ms"; }
        === Use.cs
        class Use { void Now(Stopwatch sw) => Shop.Requests.WithLabels("a").Observe(sw.ElapsedMilliseconds); }
        """,
        """
        static class Shop
        {
            // In milliseconds.
            private static readonly double[] Bounds = { 0.005, 0.01, 0.025 };
            private static readonly Prometheus.HistogramConfiguration Settings = new() { Buckets = Bounds, LabelNames = ["kind"] };
            internal static readonly Histogram Requests = Metrics.CreateHistogram(Names.Requests, "Duration in seconds; slow is over 500 ms.", Settings);
        }
        === Names.cs
        static class Names { public const string Requests = "shop_request_seconds"; }
        === Use.cs
        class Use { void Now(Stopwatch sw) => Shop.Requests.WithLabels("a").Observe(sw.Elapsed.TotalSeconds); }
        """);
}
