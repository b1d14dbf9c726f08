using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>
/// A sum of measurements. One cell holds it until two threads meet there; from then on a counter has a cell for each core, so that cores do not wait for each other.
/// A sum that also falls stays in one cell: a reader that adds cells up while others change them could see the fall before the rise.
/// </summary>
internal sealed class SumSeries(LabelText labels, DateTimeOffset created, bool isWhole, bool spreads) : ValueSeries(labels, created)
{
    private static readonly int Cores = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 64));

    private long bits;
    private Cell[]? cells;
    private ExemplarSlot? exemplar;

    public override ExemplarSlot? Exemplar => Volatile.Read(ref exemplar);

    public ExemplarSlot ExemplarToWrite => Volatile.Read(ref exemplar) ?? Interlocked.CompareExchange(ref exemplar, new ExemplarSlot(), null) ?? exemplar;

    public override long Mark => TryRead(out var value) ? value.Bits : 0;

    /// <summary>What goes up and down says how much there is: only where there is nothing is nothing lost.</summary>
    public override bool MayExpire => spreads || Mark == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(MetricValue value)
    {
        if (Volatile.Read(ref cells) is null)
        {
            var seen = Volatile.Read(ref bits);
            if (Interlocked.CompareExchange(ref bits, (new MetricValue(seen, isWhole) + value).Bits, seen) == seen) return;
        }
        AddBesideOthers(value);
    }
    public override bool TryRead(out MetricValue value)
    {
        value = new MetricValue(Volatile.Read(ref bits), isWhole);
        if (Volatile.Read(ref cells) is { } spread)
            for (var i = 0; i < spread.Length; i++) value += new MetricValue(Volatile.Read(ref spread[i].Bits), isWhole);
        return true;
    }

    private void AddBesideOthers(MetricValue value)
    {
        if (Volatile.Read(ref cells) is { } spread)
        {
            AddTo(ref spread[Thread.GetCurrentProcessorId() & (Cores - 1)].Bits, value);
            return;
        }
        if (spreads && Cores > 1) Interlocked.CompareExchange(ref cells, new Cell[Cores], null);
        AddTo(ref bits, value);
    }

    private void AddTo(ref long cell, MetricValue value)
    {
        if (isWhole)
        {
            Interlocked.Add(ref cell, value.Bits);
            return;
        }
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            if (Interlocked.CompareExchange(ref cell, (new MetricValue(seen, false) + value).Bits, seen) == seen) return;
        }
    }

    /// <summary>As long as two lines of a processor's cache, so that no two cells share one.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Cell
    {
        [FieldOffset(64)]
        public long Bits;
    }
}
