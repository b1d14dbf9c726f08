using System.Runtime.CompilerServices;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>A whole number or a real one in 64 bits: whole numbers stay exact beyond 2^53, where a double begins to skip some.</summary>
internal readonly record struct MetricValue(long Bits, bool IsWhole)
{
    public static MetricValue Of(long value) => new(value, true);

    public static MetricValue Of(double value) => new(BitConverter.DoubleToInt64Bits(value), false);

    public double Real
    {
        // A call would want the value in memory, where all else has it in registers.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsWhole ? Bits : BitConverter.Int64BitsToDouble(Bits);
    }

    public bool IsNegative => IsWhole ? Bits < 0 : Real < 0;

    public bool IsFinite => IsWhole || double.IsFinite(Real);

    /// <summary>Both are whole, or neither is.</summary>
    public static MetricValue operator +(MetricValue a, MetricValue b) => a.IsWhole ? Of(unchecked(a.Bits + b.Bits)) : Of(a.Real + b.Real);

    public static MetricValue operator -(MetricValue a, MetricValue b) => a.IsWhole ? Of(unchecked(a.Bits - b.Bits)) : Of(a.Real - b.Real);
}
