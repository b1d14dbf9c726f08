using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Formats;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Writes metrics as text.</summary>
internal sealed class SampleWriter(ExpositionBuffer buffer, MetricsFormat format, bool withCreated) : SeriesWriter
{
    private readonly bool isOpenMetrics = format == MetricsFormat.OpenMetrics;
    private MetricFamily family = null!;
    private FamilyText text = null!;
    private bool hasHeader;

    public override void Begin(MetricFamily family) => (this.family, text, hasHeader) = (family, family.TextIn(new ExpositionForm(format, Escaping)), false);

    public override int Write(SeriesList series, int from)
    {
        while (from < series.Count && !buffer.HasChunk) Write(series[from++]);
        return from;
    }

    public override void End()
    {
        // Nothing stands behind the samples of a family.
    }

    private void Write(MetricSeries series)
    {
        if (series is HistogramSeries histogram)
        {
            WriteHeader();
            Write(histogram);
            return;
        }
        var single = (ValueSeries)series;
        if (!single.TryRead(out var value)) return;
        WriteHeader();
        Write(family.Kind, single, value);
    }

    private void WriteHeader()
    {
        if (!hasHeader) buffer.Write(text.Header);
        hasHeader = true;
    }

    private void Write(InstrumentKind kind, ValueSeries series, MetricValue value)
    {
        BeginSample(text.Value, series.LabelsIn(Escaping), []);
        if (!value.IsWhole) buffer.Write(value.Real);
        else if (kind == InstrumentKind.Counter) buffer.WriteCount(value.Bits);
        else buffer.Write(value.Bits);
        EndSample(kind == InstrumentKind.Counter ? series.Exemplar : null);
        if (kind == InstrumentKind.Counter) WriteCreated(series);
    }

    private void Write(HistogramSeries series)
    {
        var own = CountsOf(text.Bounds.Length);
        var sum = series.Read(own, null);
        var total = 0L;
        for (var bucket = 0; bucket < own.Length; bucket++)
        {
            total += own[bucket];
            BeginSample(text.Bucket, series.LabelsIn(Escaping), text.Bounds[bucket]);
            buffer.Write(total);
            EndSample(series.ExemplarOf(bucket));
        }
        // OpenMetrics has no sum where it may fall, and no count without a sum.
        if (!isOpenMetrics || !series.HasNegative && family.Bounds is not [< 0, ..])
        {
            BeginSample(text.Sum, series.LabelsIn(Escaping), []);
            buffer.Write(sum);
            EndSample(null);
            BeginSample(text.Count, series.LabelsIn(Escaping), []);
            buffer.Write(total);
            EndSample(null);
        }
        WriteCreated(series);
    }

    private void WriteCreated(MetricSeries series)
    {
        if (!withCreated || !isOpenMetrics) return;
        BeginSample(text.Created, series.LabelsIn(Escaping), []);
        buffer.WriteSeconds(series.Created);
        EndSample(null);
    }

    /// <summary>Most of what is written is this: room is asked for once.</summary>
    private void BeginSample(byte[] name, byte[] labels, ReadOnlySpan<byte> bucket)
    {
        Samples++;
        var sample = buffer.GetSpan(name.Length + labels.Length + bucket.Length + 5);
        var length = 0;
        // A name in quotation marks stands among the labels.
        var isQuoted = name[0] == (byte)'"';
        if (!isQuoted) Append(name, sample, ref length);
        if (isQuoted || labels.Length > 0 || bucket.Length > 0)
        {
            sample[length++] = (byte)'{';
            if (isQuoted) Append(name, sample, ref length);
            if (isQuoted && labels.Length > 0) sample[length++] = (byte)',';
            Append(labels, sample, ref length);
            if ((isQuoted || labels.Length > 0) && bucket.Length > 0) sample[length++] = (byte)',';
            Append(bucket, sample, ref length);
            sample[length++] = (byte)'}';
        }
        sample[length++] = (byte)' ';
        buffer.Advance(length);
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> sample, ref int length)
    {
        part.CopyTo(sample[length..]);
        length += part.Length;
    }

    private void EndSample(ExemplarSlot? slot)
    {
        if (isOpenMetrics && slot != null && slot.TryRead(out var exemplar))
        {
            buffer.Write(" # {"u8);
            if (exemplar.TraceId != default)
            {
                buffer.Write("trace_id=\""u8);
                buffer.Write(exemplar.TraceId.ToHexString());
                buffer.Write("\",span_id=\""u8);
                buffer.Write(exemplar.SpanId.ToHexString());
                buffer.Write((byte)'"');
            }
            buffer.Write("} "u8);
            buffer.Write(exemplar.Value);
            buffer.Write((byte)' ');
            buffer.WriteSeconds(exemplar.UnixMilliseconds);
        }
        buffer.Write((byte)'\n');
    }
}
