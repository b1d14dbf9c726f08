using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>All metrics, by name. A name belongs to the first that asks for it, as long as it has instruments. All members are safe for use by many threads.</summary>
internal sealed class FamilyRegistry(BridgeSettings settings)
{
    /// <summary>How long a metric whose instruments are all gone is still shown, unless another wants its name or its place: some scrapes, so that its last increments are seen.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(5);

    private readonly object changing = new();
    private readonly Dictionary<string, MetricFamily> byName = new(StringComparer.Ordinal);
    private readonly HashSet<MetricFamily> all = [];
    private readonly Queue<(MetricFamily Family, long Since)> retired = new();
    private MetricFamily[]? ordered;
    private int ofProgram;
    private bool isFreed;

    /// <summary>Ordered by name.</summary>
    public MetricFamily[] Families
    {
        get
        {
            lock (changing)
            {
                if (ordered is not null) return ordered;
                ordered = [.. all];
                Array.Sort(ordered, static (a, b) => string.CompareOrdinal(a.Name.Name, b.Name.Name));
                return ordered;
            }
        }
    }

    /// <summary>Keeps names for what is written beside the metrics.</summary>
    /// <param name="names">The names.</param>
    public void Reserve(IEnumerable<string> names)
    {
        lock (changing)
            foreach (var name in names) byName.Add(name, null!);
    }

    /// <summary>The metric of this source, made where it is new; null where another has its name, or where it can have none. One more instrument then belongs to it.</summary>
    public Membership? Join(MetricSource source, MetricDetails details, out Refusal refusal)
    {
        refusal = new Refusal("", "nothing that Prometheus accepts is left of its name");
        if (FamilyName.Of(source, settings.Translation) is not { } name) return null;
        lock (changing)
        {
            ForgetRetired();
            foreach (var reserved in name.Reserved)
            {
                if (!byName.TryGetValue(reserved, out var known)) continue;
                if (known is not null && known.Source == source && (known.IsRetired ? known.Details.DifferenceTo(details) : "") == "")
                {
                    known.AddInstrument();
                    return new Membership(known, source, known.Details.DifferenceTo(details));
                }
                refusal = known is null ? new Refusal(name.Name, "the bridge itself has this name") : new Refusal(name.Name, $"the {known.Source.Kind} '{known.Source.Instrument}' of '{known.Source.Owner}' has this name", known.Source.Owner);
                if (known is null || !known.IsRetired) return null;
                Remove(known);
            }
            if (source.IsOfProgram && ofProgram >= settings.MaxMetrics) RemoveOldest();
            if (source.IsOfProgram && ofProgram >= settings.MaxMetrics)
            {
                refusal = new Refusal(name.Name, "there are as many metrics as there may be") { IsForLimit = true };
                return null;
            }
            var family = new MetricFamily(source, name, details, settings);
            family.AddInstrument();
            foreach (var reserved in name.Reserved) byName.Add(reserved, family);
            all.Add(family);
            if (source.IsOfProgram) ofProgram++;
            ordered = null;
            return new Membership(family, source, "");
        }
    }

    /// <summary>An instrument of the metric is gone.</summary>
    public void Leave(MetricFamily family)
    {
        lock (changing)
        {
            if (!family.RemoveInstrument()) return;
            isFreed = true;
            family.RetiredAt = settings.TimeProvider.GetTimestamp();
            // Once, however often it comes and goes.
            if (!family.IsInQueue) Enqueue(family);
            ForgetRetired();
        }
    }

    /// <summary>Takes out the metrics whose instruments have been gone for long.</summary>
    /// <returns>True if names or places have become free since the last time: who waits for one may have it.</returns>
    public bool RemoveRetired()
    {
        lock (changing)
        {
            ForgetRetired();
            var was = isFreed;
            isFreed = false;
            return was;
        }
    }

    private void ForgetRetired()
    {
        while (retired.TryPeek(out var oldest) && settings.TimeProvider.GetElapsedTime(oldest.Since) >= Retention)
        {
            if (DequeueRetired() is not { } family) continue;
            if (settings.TimeProvider.GetElapsedTime(family.RetiredAt) >= Retention) Remove(family);
            else Enqueue(family);
        }
    }

    private void RemoveOldest()
    {
        while (retired.Count > 0)
            if (DequeueRetired() is { } family && Remove(family)) return;
    }

    private void Enqueue(MetricFamily family)
    {
        family.IsInQueue = true;
        retired.Enqueue((family, family.RetiredAt));
    }

    /// <returns>Null if it has come back.</returns>
    private MetricFamily? DequeueRetired()
    {
        var family = retired.Dequeue().Family;
        family.IsInQueue = false;
        return family.IsRetired && all.Contains(family) ? family : null;
    }

    private bool Remove(MetricFamily family)
    {
        if (!all.Remove(family)) return false;
        foreach (var name in family.Name.Reserved) byName.Remove(name);
        if (family.Source.IsOfProgram) ofProgram--;
        ordered = null;
        isFreed = true;
        return true;
    }
}
