using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A series as Prometheus has stored it.</summary>
/// <param name="Labels">With its name as <c>__name__</c>.</param>
/// <param name="Points">In the order of time.</param>
public sealed record StoredSeries(ImmutableSortedDictionary<string, string> Labels, ImmutableArray<StoredPoint> Points)
{
    /// <summary>The last.</summary>
    public double Value => Points[^1].Value;

    public string this[string label] => Labels.GetValueOrDefault(label, "");

    /// <summary>Name and labels, without those by which Prometheus tells targets apart.</summary>
    public string Key => ExposedSeries.Key(this["__name__"], Labels.Remove("__name__").Remove("job").Remove("instance"));

    public override string ToString() => $"{Key} {Value}";
}

/// <param name="Time">Seconds since 1970.</param>
/// <param name="Value">The value at that time.</param>
public readonly record struct StoredPoint(double Time, double Value);

/// <summary>What a target has said of a metric.</summary>
public sealed record StoredMetadata(string Metric, string Type, string Unit, string Help);

/// <summary>An exemplar, and the series that it belongs to.</summary>
public sealed record StoredExemplar(ImmutableSortedDictionary<string, string> Series, ImmutableSortedDictionary<string, string> Labels, double Value);

/// <summary>A target, and how its last scrape went.</summary>
public sealed record ScrapeTarget(string Job, string Health, string LastError);

/// <summary>An alert rule that Prometheus evaluates.</summary>
public sealed record LoadedAlert(string Name, string Health, string State);

/// <summary>How series are named in the tests.</summary>
public static class ExposedSeries
{
    public static string Key(string name, IEnumerable<KeyValuePair<string, string>> labels)
        => labels.Any() ? $"{name}{{{string.Join(",", labels.Select(label => $"{label.Key}=\"{label.Value}\""))}}}" : name;
}
