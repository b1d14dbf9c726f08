using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>What a repair has changed, by the names of series in queries. Exporters name metrics in two ways, and both are known.</summary>
internal sealed class ChangeTable
{
    private readonly Dictionary<string, MetricChange> changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> ambiguous = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabelChange> labelsOfAny = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Effect>> alerts = new(StringComparer.Ordinal);

    public ChangeTable(RenameList renames)
    {
        foreach (var rename in renames.Metrics)
            foreach (var (old, now) in Forms(rename.Old, rename.New)) AddMetric(rename, old, now);
        foreach (var rename in renames.Labels)
            if (rename.Metric is null) labelsOfAny.TryAdd(rename.OldExported, new LabelChange(rename.OldExported, rename.NewExported, $"a label '{rename.OldExported}' is {(rename.NewExported is null ? "gone" : $"now '{rename.NewExported}'")}, and nothing tells on which metrics: if this one has it, change it"));
            else
                foreach (var (old, _) in Forms(rename.Metric, rename.NewMetric ?? rename.Metric)) AddLabel(rename, old);
    }

    /// <summary>What has become of the series of a name; null if nothing has.</summary>
    public MetricChange? Of(string name) => changes.GetValueOrDefault(name);

    /// <summary>The names that a name may have become, where there are several.</summary>
    public IReadOnlyCollection<string> CandidatesOf(string name) => ambiguous.TryGetValue(name, out var names) && names.Count > 1 ? names : [];

    /// <summary>A label that has changed on some metric.</summary>
    public bool IsLabelOfSome(string label) => labelsOfAny.ContainsKey(label) || changes.Values.Any(change => change.Labels.ContainsKey(label));

    /// <summary>The labels that have changed on metrics that nobody knows, which may be any.</summary>
    public IEnumerable<LabelChange> OfUnknownMetrics => labelsOfAny.Values;

    /// <summary>All labels that have changed on some metric.</summary>
    public IEnumerable<LabelChange> Labels => changes.Values.SelectMany(static change => change.Labels.Values).Where(static label => label.Doubt is null).Concat(labelsOfAny.Values);

    /// <summary>All names that are no more.</summary>
    public IEnumerable<MetricChange> Renamed => changes.Values.Where(static change => change.New != change.Old);

    /// <summary>What a recording rule hands on: its own name stays.</summary>
    /// <returns>True if that is news.</returns>
    public bool Record(string name, Effect effect)
    {
        var known = changes.GetValueOrDefault(name);
        // A rule that keeps an old name alive records the new metric under it.
        if (known is { } change && change.New != change.Old) return false;
        if (effect.IsNothing) return false;
        var role = effect.BoundFactor != 1 ? SampleRole.Buckets : SampleRole.Value;
        var now = new MetricChange(name, name, role, effect.BoundFactor != 1 ? effect.BoundFactor : effect.Factor, null, null, effect.Labels);
        if (known != null && known.Role == role && known.Factor == now.Factor && known.Labels.Count == now.Labels.Count && known.Labels.All(pair => now.Labels.TryGetValue(pair.Key, out var other) && other == pair.Value)) return false;
        changes[name] = now;
        return true;
    }

    /// <summary>What an alert hands on to the series that Prometheus writes of it, whose values are its own.</summary>
    public void RecordAlert(string name, Effect effect)
    {
        if (!alerts.TryGetValue(name, out var effects)) alerts.Add(name, effects = []);
        effects.Add(effect.Unscaled());
    }

    /// <summary>What alerts of a name hand on; nothing for a name that no rule has.</summary>
    public IReadOnlyList<Effect> OfAlerts(string name) => alerts.GetValueOrDefault(name) ?? [];

    /// <summary>The names as the exporters write them, and as the code has them, where Prometheus takes those too.</summary>
    private static IEnumerable<(string Old, string New)> Forms(MetricIdentity old, MetricIdentity now)
    {
        var forms = new List<(string, string)> { (old.Exported, now.Exported), (old.ExportedByCollector, now.ExportedByCollector) };
        if (!PromQLName.IsPlain(old.Name)) forms.Add((old.Name, now.Name));
        return forms.Distinct();
    }

    private void AddMetric(MetricRename rename, string old, string now)
    {
        var left = Samples.Of(now, rename.New.Type).ToDictionary(static sample => sample.Key, static sample => sample.Name);
        foreach (var (key, name, role) in Samples.Of(old, rename.Old.Type))
        {
            var target = left.GetValueOrDefault(key);
            if (!ambiguous.TryGetValue(name, out var names)) ambiguous.Add(name, names = new(StringComparer.Ordinal));
            names.Add(target ?? "");
            changes.TryAdd(name, new MetricChange(name, target, role, rename.Factor, rename.Old.Type, rename.New.Type, new Dictionary<string, LabelChange>()));
        }
    }

    private void AddLabel(LabelRename rename, string old)
    {
        var forms = new List<LabelChange> { new(rename.OldExported, rename.NewExported) };
        if (!PromQLName.IsPlain(rename.Old)) forms.Add(new(rename.Old, rename.New));
        foreach (var (_, name, role) in Samples.Of(old, rename.Metric!.Type))
        {
            var change = changes.GetValueOrDefault(name) ?? new MetricChange(name, name, role, 1, null, null, new Dictionary<string, LabelChange>());
            var labels = new Dictionary<string, LabelChange>(change.Labels);
            foreach (var form in forms)
                if (form.New != form.Old) labels[form.Old] = form;
            changes[name] = change with { Labels = labels };
        }
    }
}
