using System.Text;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Formats;
using ObservabilityLint.RuntimeMetrics.NativeHistograms;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Writes metrics as messages <c>io.prometheus.client.MetricFamily</c>, each after its length. Since that comes first, a family is held as a whole until it ends.</summary>
internal sealed class MessageWriter(ExpositionBuffer buffer, bool withCreated) : SeriesWriter
{
    private readonly MessageFields fields = new(buffer);
    private readonly ExponentialBuckets exponential = new(new NativeHistogramShape(0, 0, 0));
    private MetricFamily family = null!;
    private FamilyMessage message = null!;
    private int? begun;

    public override void Begin(MetricFamily family) => (this.family, message, begun) = (family, family.MessageIn(Escaping), null);

    public override int Write(SeriesList series, int from)
    {
        while (from < series.Count) Write(series[from++]);
        return from;
    }

    public override void End()
    {
        if (begun is { } begin) buffer.EndPart(begin);
    }

    /// <summary>The metric that is always 1, and says what its labels say.</summary>
    /// <param name="header">The family's.</param>
    /// <param name="labels">As text.</param>
    public void WriteInfo(byte[] header, byte[] labels)
    {
        var all = buffer.BeginPart();
        buffer.Write(header);
        var metric = fields.Begin(MessageNumbers.FamilyMetric);
        LabelFields.Write(fields, buffer, labels);
        WriteGauge(1);
        buffer.EndPart(metric);
        buffer.EndPart(all);
    }

    private void Write(MetricSeries series)
    {
        var value = default(MetricValue);
        if (series is ValueSeries single && !single.TryRead(out value)) return;
        if (begun is null)
        {
            begun = buffer.BeginPart();
            buffer.Write(message.Header);
        }
        var metric = fields.Begin(MessageNumbers.FamilyMetric);
        LabelFields.Write(fields, buffer, series.LabelsIn(Escaping));
        if (series is HistogramSeries histogram) Write(histogram);
        else if (family.Kind == InstrumentKind.Counter) WriteCounter((ValueSeries)series, value);
        else WriteGauge(value.Real);
        buffer.EndPart(metric);
    }

    private void WriteGauge(double value)
    {
        Samples++;
        var gauge = fields.Begin(MessageNumbers.MetricGauge);
        fields.Write(MessageNumbers.GaugeValue, value);
        buffer.EndPart(gauge);
    }

    private void WriteCounter(ValueSeries series, MetricValue value)
    {
        Samples++;
        var counter = fields.Begin(MessageNumbers.MetricCounter);
        fields.Write(MessageNumbers.CounterValue, value.IsWhole ? (ulong)value.Bits : value.Real);
        WriteExemplar(MessageNumbers.CounterExemplar, series.Exemplar);
        WriteCreated(MessageNumbers.CounterCreated, series);
        buffer.EndPart(counter);
    }

    private void Write(HistogramSeries series)
    {
        var counts = CountsOf(message.Bounds.Length);
        var native = family.Details.Native;
        if (native is not null) exponential.Reset(native);
        var sum = series.Read(counts, native is null ? null : exponential);
        var histogram = fields.Begin(MessageNumbers.MetricHistogram);
        var total = 0UL;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            total += (ulong)counts[bucket];
            var one = fields.Begin(MessageNumbers.HistogramBucket);
            fields.Write(MessageNumbers.BucketCount, total);
            buffer.Write(message.Bounds[bucket]);
            WriteExemplar(MessageNumbers.BucketExemplar, series.ExemplarOf(bucket));
            buffer.EndPart(one);
        }
        fields.Write(MessageNumbers.HistogramCount, total);
        fields.Write(MessageNumbers.HistogramSum, sum);
        if (native is not null) WriteNative();
        WriteCreated(MessageNumbers.HistogramCreated, series);
        buffer.EndPart(histogram);
        Samples += counts.Length + (native is null ? 2 : 3);
    }

    private void WriteNative()
    {
        fields.WriteSigned(MessageNumbers.NativeSchema, exponential.Scale);
        fields.Write(MessageNumbers.NativeZeroThreshold, exponential.ZeroThreshold);
        fields.Write(MessageNumbers.NativeZeroCount, (ulong)exponential.Zeros);
        Write(exponential.Negative, MessageNumbers.NativeNegativeSpan, MessageNumbers.NativeNegativeDelta);
        Write(exponential.Positive, MessageNumbers.NativePositiveSpan, MessageNumbers.NativePositiveDelta);
        // Where nothing else tells that the histogram is a native one, a run of no buckets does.
        if (exponential.IsEmpty && exponential.ZeroThreshold == 0) buffer.EndPart(fields.Begin(MessageNumbers.NativePositiveSpan));
    }

    /// <summary>First which buckets are told, as runs of them, and then by how much each differs from the one before.</summary>
    private void Write(BucketRange buckets, int spanField, int deltaField)
    {
        // Prometheus gives a bucket the number of its upper bound, and OpenTelemetry that of its lower one.
        const int ToPrometheus = 1;
        if (buckets.IsEmpty) return;
        var end = -ToPrometheus;
        for (var next = int.MinValue; buckets.TryGetRun(ref next, out var first);)
        {
            var span = fields.Begin(spanField);
            fields.WriteSigned(MessageNumbers.SpanOffset, first - end);
            fields.Write(MessageNumbers.SpanLength, (ulong)(next - first));
            buffer.EndPart(span);
            end = next;
        }
        var deltas = fields.Begin(deltaField);
        var before = 0L;
        for (var next = int.MinValue; buckets.TryGetRun(ref next, out var first);)
        {
            for (var index = first; index < next; before = buckets[index++]) fields.WriteSigned(buckets[index] - before);
        }
        buffer.EndPart(deltas);
    }

    private void WriteExemplar(int field, ExemplarSlot? slot)
    {
        if (slot is null || !slot.TryRead(out var exemplar)) return;
        var own = fields.Begin(field);
        if (exemplar.TraceId != default)
        {
            Span<byte> hex = stackalloc byte[32];
            fields.WriteLabel(MessageNumbers.ExemplarLabel, "trace_id"u8, hex[..Encoding.ASCII.GetBytes(exemplar.TraceId.ToHexString(), hex)]);
            fields.WriteLabel(MessageNumbers.ExemplarLabel, "span_id"u8, hex[..Encoding.ASCII.GetBytes(exemplar.SpanId.ToHexString(), hex)]);
        }
        fields.Write(MessageNumbers.ExemplarValue, exemplar.Value);
        fields.WriteTime(MessageNumbers.ExemplarTime, exemplar.UnixMilliseconds);
        buffer.EndPart(own);
    }

    private void WriteCreated(int field, MetricSeries series)
    {
        if (withCreated) fields.WriteTime(field, series.Created);
    }
}
