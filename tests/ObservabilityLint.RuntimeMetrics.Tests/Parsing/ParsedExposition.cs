using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>What a scrape answered, whichever the format: families in the order in which they were written.</summary>
public sealed record ParsedExposition(ImmutableArray<Family> Families)
{
    public Family this[string name] => Find(name)
        ?? throw new KeyNotFoundException($"There is no family {name} among: {string.Join(", ", Families.Select(family => family.Name))}");

    public IEnumerable<Sample> Samples => Families.SelectMany(family => family.Samples);

    public Family? Find(string name) => Families.FirstOrDefault(family => family.Name == name);

    /// <summary>The sample of this name that has these labels and no others, in any order.</summary>
    public Sample Sample(string name, params (string Name, string Value)[] labels) => FindSample(name, labels)
        ?? throw new KeyNotFoundException($"There is no sample {name} with exactly these labels ({string.Join(", ", labels)}) among:\n{string.Join("\n", Samples.Where(sample => sample.Name == name))}");

    public Sample? FindSample(string name, params (string Name, string Value)[] labels)
        => Samples.FirstOrDefault(sample => sample.Name == name && sample.Labels.Length == labels.Length && labels.All(label => sample[label.Name] == label.Value));

    public double Value(string name, params (string Name, string Value)[] labels) => Sample(name, labels).Value;
}

/// <summary>A metric: its metadata and all its samples.</summary>
/// <param name="Name">As the metadata has it: in OpenMetrics without the ends of its samples' names, in Prometheus text a counter's <c>_total</c> is part of it.</param>
/// <param name="Type">Unknown where the text says none.</param>
/// <param name="Unit">Empty where the text says none, and in Prometheus text always.</param>
/// <param name="Help">Unescaped; empty where the text says none.</param>
/// <param name="Samples">In the order in which they were written.</param>
public sealed record Family(string Name, MetricType Type, string Unit, string Help, ImmutableArray<Sample> Samples);

/// <summary>One line with a value.</summary>
/// <param name="Name">With its end, such as <c>_total</c>.</param>
/// <param name="Labels">Unescaped, in the order in which they were written.</param>
/// <param name="Value">The nearest double.</param>
/// <param name="RawValue">The digits as they were written: a count beyond 2^53 is exact here only.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="Exemplar">OpenMetrics only.</param>
/// <param name="Line">Where it stands, from 1.</param>
public sealed record Sample(string Name, ImmutableArray<Label> Labels, double Value, string RawValue, double? Timestamp, Exemplar? Exemplar, int Line)
{
    /// <summary>The value of a label, null if the sample has none of this name.</summary>
    public string? this[string label]
    {
        get
        {
            foreach (var (name, value) in Labels)
                if (name == label) return value;
            return null;
        }
    }

    public override string ToString() => $"{Name}{{{string.Join(",", Labels)}}} {RawValue}";
}

/// <summary>A label with its value, unescaped.</summary>
public readonly record struct Label(string Name, string Value)
{
    public override string ToString() => $"{Name}=\"{Value}\"";
}

/// <summary>One measurement that a counter or a bucket shows as an example.</summary>
/// <param name="Timestamp">Seconds since 1970.</param>
public sealed record Exemplar(ImmutableArray<Label> Labels, double Value, double? Timestamp);

/// <summary>The types of OpenMetrics. What Prometheus text calls untyped is unknown here.</summary>
public enum MetricType
{
    Unknown,
    Gauge,
    Counter,
    StateSet,
    Info,
    Histogram,
    GaugeHistogram,
    Summary,
}
