using System.Diagnostics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Takes the measurements that a program records on one instrument. Runs inside the program's own call: it never throws, and for series that are known it allocates nothing.</summary>
internal sealed class Recorder(Membership membership, SeriesFinder finder, BridgeSettings settings, BridgeTelemetry telemetry) : MeasurementTarget
{
    private readonly MetricFamily family = membership.Family;
    private readonly InstrumentKind kind = membership.Family.Kind;
    private readonly ExemplarFilter exemplars = membership.Family.Kind is InstrumentKind.Counter or InstrumentKind.Histogram ? settings.Exemplars : ExemplarFilter.AlwaysOff;

    public Membership Membership => membership;

    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            Record(value, tags);
        }
        catch (Exception exception)
        {
            telemetry.Failed("a measurement", exception);
        }
    }

    private void Record(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (kind == InstrumentKind.Gauge)
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
        if (kind == InstrumentKind.Histogram)
        {
            var histogram = (HistogramSeries)SeriesOf(tags);
            var bucket = histogram.Record(value.Real);
            if (IsExemplar(histogram.ExemplarOf(bucket), out var activity)) histogram.ExemplarToWrite(bucket).Write(ExemplarOf(activity, value));
            return;
        }
        if (kind == InstrumentKind.Counter && value.Real < 0)
        {
            telemetry.Rejected(family, "negative");
            return;
        }
        var sum = (SumSeries)SeriesOf(tags);
        sum.Add(value);
        if (IsExemplar(sum.Exemplar, out var current)) sum.ExemplarToWrite.Write(ExemplarOf(current, value));
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = TagSet.Hash(tags);
        if ((finder.Find(hash, tags) ?? finder.Add(hash, tags)) is { } series) return series;
        telemetry.Overflowed(family);
        return finder.Overflow();
    }

    /// <summary>The look at the clock comes first: it costs less than that for an activity.</summary>
    private bool IsExemplar(ExemplarSlot? slot, out Activity? activity)
    {
        activity = null;
        if (exemplars == ExemplarFilter.AlwaysOff || slot is { IsDue: false }) return false;
        activity = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        return exemplars == ExemplarFilter.AlwaysOn || activity is { Recorded: true };
    }

    private Exemplar ExemplarOf(Activity? activity, MetricValue value) => new(activity?.TraceId ?? default, activity?.SpanId ?? default, value.Real, settings.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
}
