using ObservabilityLint.RuntimeMetrics.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>All metrics, by name. A name belongs to the first that asks for it.</summary>
internal sealed class FamilyRegistry(BridgeSettings settings, BridgeTelemetry telemetry)
{
    /// <summary>How long a metric whose instruments are all gone is still shown: some scrapes, so that its last increments are seen.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(5);

    private readonly object changing = new();
    private readonly Dictionary<string, MetricFamily> byName = new(StringComparer.Ordinal);
    private MetricFamily[] families = [];

    /// <summary>Ordered by name.</summary>
    public MetricFamily[] Families => Volatile.Read(ref families);

    /// <summary>Keeps names for what is written beside the metrics.</summary>
    /// <param name="names">The names.</param>
    public void Reserve(params string[] names)
    {
        lock (changing)
            foreach (var name in names) byName.Add(name, null!);
    }

    /// <summary>The metric of this source, made where it is new; null where another has its name, or where it can have none. One more instrument then belongs to it.</summary>
    public MetricFamily? Join(MetricSource source, string help, double[] bounds, DateTimeOffset? began)
    {
        var refusal = "";
        var name = FamilyName.Of(source, settings.Translation);
        if (name is null) refusal = "nothing that Prometheus accepts is left of its name";
        else if (TryJoin(source, name, help, bounds, began, out var owner) is { } family) return family;
        else refusal = owner is null ? "the bridge itself has this name" : $"the {owner.Kind} '{owner.Instrument}' of '{owner.Owner}' has this name";
        telemetry.Dropped(source, name?.Name ?? "", refusal);
        return null;
    }

    /// <summary>Takes out the metrics whose instruments have been gone for long; their names are free again.</summary>
    public void RemoveRetired()
    {
        var time = settings.TimeProvider.GetUtcNow() - Retention;
        var all = Families;
        var isOne = false;
        foreach (var family in all) isOne |= family.IsRetiredSince(time);
        if (!isOne) return;
        lock (changing)
        {
            foreach (var family in families)
            {
                if (!family.IsRetiredSince(time)) continue;
                foreach (var name in family.Name.Reserved) byName.Remove(name);
                Volatile.Write(ref families, Array.FindAll(families, other => other != family));
            }
        }
    }

    private MetricFamily? TryJoin(MetricSource source, FamilyName name, string help, double[] bounds, DateTimeOffset? began, out MetricSource? owner)
    {
        lock (changing)
        {
            owner = null;
            foreach (var reserved in name.Reserved)
            {
                if (!byName.TryGetValue(reserved, out var known)) continue;
                owner = known?.Source;
                if (owner != source) return null;
                known!.AddInstrument();
                return known;
            }
            var family = new MetricFamily(source, name, help, bounds, settings, began);
            family.AddInstrument();
            foreach (var reserved in name.Reserved) byName.Add(reserved, family);
            var place = ~Array.BinarySearch(families, family, ByName.Instance);
            Volatile.Write(ref families, [.. families[..place], family, .. families[place..]]);
            return family;
        }
    }

    private sealed class ByName : IComparer<MetricFamily>
    {
        public static ByName Instance { get; } = new();

        public int Compare(MetricFamily? x, MetricFamily? y) => string.CompareOrdinal(x!.Name.Name, y!.Name.Name);
    }
}
