using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>A measurement, and the span in which it was made, if it was made in one.</summary>
internal readonly record struct Exemplar(ActivityTraceId TraceId, ActivitySpanId SpanId, double Value, long UnixMilliseconds);

/// <summary>The exemplar of a counter or bucket, a new one each second at most: scrapes come less often, and to look for more would cost each measurement. Where two threads meet, one gives up: an exemplar is but an example.</summary>
internal sealed class ExemplarSlot
{
    private const int MillisecondsBetween = 1000;

    private int busy;
    private bool hasValue;
    private long due;
    private Exemplar exemplar;

    /// <summary>A second has passed since the last.</summary>
    public bool IsDue => Environment.TickCount64 >= Volatile.Read(ref due);

    public void Write(in Exemplar value)
    {
        if (Interlocked.CompareExchange(ref busy, 1, 0) != 0) return;
        exemplar = value;
        hasValue = true;
        Volatile.Write(ref due, Environment.TickCount64 + MillisecondsBetween);
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
