using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>A measurement, and the span in which it was made.</summary>
internal readonly record struct Exemplar(ActivityTraceId TraceId, ActivitySpanId SpanId, double Value, long UnixMilliseconds);

/// <summary>The last exemplar of a counter or bucket. Where two threads meet, one gives up: an exemplar is but an example.</summary>
internal sealed class ExemplarSlot
{
    private int busy;
    private bool hasValue;
    private Exemplar exemplar;

    public void Write(in Exemplar value)
    {
        if (Interlocked.CompareExchange(ref busy, 1, 0) != 0) return;
        exemplar = value;
        hasValue = true;
        Volatile.Write(ref busy, 0);
    }

    public bool TryRead(out Exemplar value)
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref busy, 1, 0) != 0) spin.SpinOnce();
        value = exemplar;
        var has = hasValue;
        Volatile.Write(ref busy, 0);
        return has;
    }
}
