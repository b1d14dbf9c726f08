using System.Diagnostics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Takes the measurements that a program records on one instrument. Runs inside the program's own call: it never throws, and for series that are known it allocates nothing.</summary>
internal sealed class Recorder(SeriesFinder finder, BridgeSettings settings, BridgeTelemetry telemetry) : MeasurementTarget
{
    private readonly MetricFamily family = finder.Family;
    private readonly bool remembers = settings.Exemplars && finder.Family.Kind is (InstrumentKind.Counter or InstrumentKind.Histogram);

    public MetricFamily Family => family;

    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (family.Kind == InstrumentKind.Gauge)
        {
            ((LatestSeries)SeriesOf(tags)).Set(value);
            return;
        }
        // Added to a sum, it would leave nothing of what was there.
        if (!value.IsFinite)
        {
            telemetry.Rejected(family, "not_finite");
            return;
        }
        if (family.Kind == InstrumentKind.Histogram)
        {
            var histogram = (HistogramSeries)SeriesOf(tags);
            var bucket = histogram.Record(value.Real);
            if (Activity() is { } span) histogram.Remember(bucket, ExemplarOf(span, value));
            return;
        }
        if (family.Kind == InstrumentKind.Counter && value.Real < 0)
        {
            telemetry.Rejected(family, "negative");
            return;
        }
        var sum = (SumSeries)SeriesOf(tags);
        sum.Add(value);
        if (Activity() is { } activity) sum.ExemplarToWrite.Write(ExemplarOf(activity, value));
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = TagSet.Hash(tags);
        if ((finder.Find(hash, tags) ?? finder.Add(hash, tags)) is { } series) return series;
        telemetry.Overflowed(family);
        return finder.Overflow();
    }

    private Activity? Activity() => remembers && System.Diagnostics.Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity : null;

    private Exemplar ExemplarOf(Activity activity, MetricValue value) => new(activity.TraceId, activity.SpanId, value.Real, settings.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
}
