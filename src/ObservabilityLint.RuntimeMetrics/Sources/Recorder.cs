using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Takes the measurements that a program records on one instrument. Runs inside the program's own call: it never throws, and for series that are known it allocates nothing.</summary>
internal sealed class Recorder(Membership membership, SeriesFinder finder, ActivityWatch activities, BridgeSettings settings, BridgeTelemetry telemetry) : MeasurementTarget
{
    private readonly MetricFamily family = membership.Family;
    private readonly InstrumentKind kind = membership.Family.Kind;
    private readonly ExemplarFilter exemplars = membership.Family.Kind is InstrumentKind.Counter or InstrumentKind.Histogram ? settings.Exemplars : ExemplarFilter.AlwaysOff;

    public Membership Membership => membership;

    private bool MayBeExemplar
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => exemplars == ExemplarFilter.AlwaysOn || exemplars == ExemplarFilter.TraceBased && activities.HasSeen;
    }

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

    /// <summary>By itself: with a handler around it, all would be kept in memory and not in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Record(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (kind == InstrumentKind.Gauge)
        {
            ((LatestSeries)SeriesOf(tags)).Set(value);
            return;
        }
        // Added to a sum, what is no number would leave nothing of what was there; and a counter never falls.
        if (!value.IsFinite || kind == InstrumentKind.Counter && value.IsNegative)
        {
            telemetry.Rejected(family, value.IsFinite ? "negative" : "not_finite");
            return;
        }
        // Whether there may be an exemplar is asked before the series is changed, since a processor begins nothing else until that is done; and after it is made, which may be what sees an activity.
        if (kind == InstrumentKind.Histogram)
        {
            var histogram = (HistogramSeries)SeriesOf(tags);
            var mayBeExemplarOfBucket = MayBeExemplar;
            var bucket = histogram.Record(value.Real);
            if (mayBeExemplarOfBucket && IsWanted(histogram.ExemplarOf(bucket))) AddExemplar(histogram, bucket, value);
            return;
        }
        var sum = (SumSeries)SeriesOf(tags);
        var mayBeExemplar = MayBeExemplar;
        sum.Add(value);
        if (mayBeExemplar && IsWanted(sum.Exemplar)) AddExemplar(sum, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) => finder.Find(tags) ?? NewSeries(tags);

    private MetricSeries NewSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        activities.Look();
        if (finder.Add(tags) is { } series) return series;
        telemetry.Overflowed(family);
        return finder.Overflow();
    }

    /// <summary>The look at the clock comes first: it costs less than that for an activity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsWanted(ExemplarSlot? slot) => slot is not { IsDue: false } && (exemplars == ExemplarFilter.AlwaysOn || Activity.Current is not null);

    private void AddExemplar(SumSeries sum, MetricValue value)
    {
        if (TryMakeExemplar(value, out var exemplar)) sum.ExemplarToWrite.Write(exemplar);
    }

    private void AddExemplar(HistogramSeries histogram, int bucket, MetricValue value)
    {
        if (TryMakeExemplar(value, out var exemplar)) histogram.ExemplarToWrite(bucket).Write(exemplar);
    }

    private bool TryMakeExemplar(MetricValue value, out Exemplar exemplar)
    {
        var activity = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        exemplar = new Exemplar(activity?.TraceId ?? default, activity?.SpanId ?? default, value.Real, settings.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        return exemplars == ExemplarFilter.AlwaysOn || activity is { Recorded: true };
    }
}
