using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>
/// Keeps the measurements of one instrument until another target takes them over: sums added up, gauges as they are, and of histograms each value. From then on it hands on what comes,
/// so that a measurement at that very moment is counted once.
/// </summary>
/// <param name="kind">The kind of the instrument.</param>
/// <param name="budget">How much may be kept.</param>
internal sealed class EarlyTarget(InstrumentKind kind, EarlyBudget budget) : MeasurementTarget
{
    private readonly object changing = new();
    private readonly Dictionary<KeyValuePair<string, object?>[], Kept> kept = new(new SameTags());
    private MeasurementTarget? later;

    public override MeasurementTarget Owner => Volatile.Read(ref later)?.Owner ?? this;

    /// <summary>The listener that hears of the instrument.</summary>
    public MeterListener? Listener { get; set; }

    /// <summary>The instrument was gone before anyone took its measurements over.</summary>
    public bool HasEnded { get; private set; }

    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Volatile.Read(ref later) is null && TryKeep(value, tags)) return;
        later!.Take(value, tags);
    }

    /// <summary>There is something to hand over.</summary>
    public bool HasKept
    {
        get
        {
            lock (changing) return kept.Count > 0;
        }
    }

    /// <summary>The instrument is gone.</summary>
    /// <returns>False if nobody has taken its measurements over yet.</returns>
    public bool End()
    {
        lock (changing)
        {
            HasEnded = later is null;
            return !HasEnded;
        }
    }

    /// <summary>Hands over all that was kept, and all that comes.</summary>
    public void HandOver(MeasurementTarget target)
    {
        // What was measured then belongs to no activity of now.
        var activity = Activity.Current;
        Activity.Current = null;
        lock (changing)
        {
            foreach (var (tags, one) in kept) one.HandOver(target, tags);
            kept.Clear();
            Volatile.Write(ref later, target);
        }
        Activity.Current = activity;
    }

    /// <returns>False if it is no longer for this to keep.</returns>
    private bool TryKeep(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            // Not under the lock: it may run the program's own code.
            var copy = TagSet.Copy(tags);
            lock (changing)
            {
                if (later is not null) return false;
                if (!kept.TryGetValue(copy, out var one))
                {
                    if (!budget.TryTake()) return true;
                    kept.Add(copy, one = new Kept());
                }
                // What no sum can hold is left to who counts such values.
                var isSum = kind is InstrumentKind.Counter or InstrumentKind.UpDownCounter && value.IsFinite && (kind == InstrumentKind.UpDownCounter || value.Real >= 0);
                if (kind == InstrumentKind.Gauge || isSum && !one.HasValue) one.Set(value);
                else if (isSum) one.Add(value);
                else if (budget.TryTake()) one.Others.Add(value);
            }
        }
        catch (Exception exception)
        {
            BridgeEvents.Log.BridgeFailed("an early measurement", exception.Message);
        }
        return true;
    }

    private sealed class Kept
    {
        private MetricValue value;

        public bool HasValue { get; private set; }

        /// <summary>Values that do not become one.</summary>
        public List<MetricValue> Others { get; } = [];

        public void Set(MetricValue newest) => (value, HasValue) = (newest, true);

        public void Add(MetricValue more) => value += more;

        public void HandOver(MeasurementTarget target, KeyValuePair<string, object?>[] tags)
        {
            if (HasValue) target.Take(value, tags);
            foreach (var other in Others) target.Take(other, tags);
        }
    }

    private sealed class SameTags : IEqualityComparer<KeyValuePair<string, object?>[]>
    {
        public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) => TagSet.Same(x!, new TagKinds(x!), y!);

        public int GetHashCode(KeyValuePair<string, object?>[] obj) => TagSet.Hash(obj);
    }
}

/// <summary>How much is kept of what was measured early. Thread-safe.</summary>
internal sealed class EarlyBudget
{
    /// <summary>Some megabytes: a program that starts measures little.</summary>
    private const int Max = 100_000;

    private int taken, saidThatSpent;

    /// <returns>False where no more may be kept.</returns>
    public bool TryTake()
    {
        if (Volatile.Read(ref taken) < Max && Interlocked.Increment(ref taken) <= Max) return true;
        if (Interlocked.Exchange(ref saidThatSpent, 1) == 0) BridgeEvents.Log.EarlyMeasurementsLost(Max);
        return false;
    }
}
