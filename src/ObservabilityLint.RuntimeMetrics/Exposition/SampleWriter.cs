using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Writes the samples of a series.</summary>
internal sealed class SampleWriter(ExpositionBuffer buffer, MetricsFormat format, bool withCreated)
{
    private readonly bool isOpenMetrics = format == MetricsFormat.OpenMetrics;
    private long[] counts = new long[32];

    /// <summary>How many were written, since it was set.</summary>
    public long Samples { get; set; }

    /// <summary>How names are written, until it is set again.</summary>
    public NameEscaping Escaping { get; set; }

    /// <summary>Writes a series, with the family's header before it if it is the first.</summary>
    /// <returns>False if there is nothing to show of it.</returns>
    public bool TryWrite(MetricFamily family, FamilyText text, MetricSeries series, bool isFirst)
    {
        if (series is HistogramSeries histogram)
        {
            if (isFirst) buffer.Write(text.Header);
            Write(family, text, histogram);
            return true;
        }
        var single = (ValueSeries)series;
        if (!single.TryRead(out var value)) return false;
        if (isFirst) buffer.Write(text.Header);
        Write(family.Kind, text, single, value);
        return true;
    }

    private void Write(InstrumentKind kind, FamilyText text, ValueSeries series, MetricValue value)
    {
        Begin(text.Value, series.LabelsIn(Escaping), []);
        if (!value.IsWhole) buffer.Write(value.Real);
        else if (kind == InstrumentKind.Counter) buffer.WriteCount(value.Bits);
        else buffer.Write(value.Bits);
        End(kind == InstrumentKind.Counter ? series.Exemplar : null);
        if (kind == InstrumentKind.Counter) WriteCreated(text, series);
    }

    private void Write(MetricFamily family, FamilyText text, HistogramSeries series)
    {
        if (counts.Length < text.Bounds.Length) counts = new long[text.Bounds.Length];
        var own = counts.AsSpan(0, text.Bounds.Length);
        var sum = series.Read(own);
        var total = 0L;
        for (var bucket = 0; bucket < own.Length; bucket++)
        {
            total += own[bucket];
            Begin(text.Bucket, series.LabelsIn(Escaping), text.Bounds[bucket]);
            buffer.Write(total);
            End(series.ExemplarOf(bucket));
        }
        // OpenMetrics has no sum where it may fall, and no count without a sum.
        if (!isOpenMetrics || !series.HasNegative && family.Bounds is not [< 0, ..])
        {
            Begin(text.Sum, series.LabelsIn(Escaping), []);
            buffer.Write(sum);
            End(null);
            Begin(text.Count, series.LabelsIn(Escaping), []);
            buffer.Write(total);
            End(null);
        }
        WriteCreated(text, series);
    }

    private void WriteCreated(FamilyText text, MetricSeries series)
    {
        if (!withCreated || !isOpenMetrics) return;
        Begin(text.Created, series.LabelsIn(Escaping), []);
        buffer.WriteSeconds(series.Created);
        End(null);
    }

    private void Begin(byte[] name, byte[] labels, ReadOnlySpan<byte> bucket)
    {
        Samples++;
        // A name in quotation marks stands among the labels.
        var isQuoted = name[0] == (byte)'"';
        if (!isQuoted) buffer.Write(name);
        if (isQuoted || labels.Length > 0 || bucket.Length > 0)
        {
            buffer.Write((byte)'{');
            if (isQuoted) buffer.Write(name);
            if (isQuoted && labels.Length > 0) buffer.Write((byte)',');
            buffer.Write(labels);
            if ((isQuoted || labels.Length > 0) && bucket.Length > 0) buffer.Write((byte)',');
            buffer.Write(bucket);
            buffer.Write((byte)'}');
        }
        buffer.Write((byte)' ');
    }

    private void End(ExemplarSlot? slot)
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
