using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>The family that is being read: metadata first, each piece once, then samples.</summary>
internal sealed class FamilyBuilder(string name, int line, FormatRules rules)
{
    private readonly ImmutableArray<Sample>.Builder samples = ImmutableArray.CreateBuilder<Sample>();
    private MetricKind? kind;
    private string? unit;
    private string? help;

    public string Name => name;

    /// <summary>Where it begins.</summary>
    public int Line => line;

    /// <summary>The names that its samples may have.</summary>
    public IEnumerable<string> SampleNames => Kind.Suffixes.Select(suffix => name + suffix);

    private MetricKind Kind => kind ?? rules.Kinds[0];

    public void SetType(int at, string word)
    {
        RequireFirst(at, kind, "TYPE");
        kind = rules.Find(word) ?? throw new MalformedExpositionException(at, $"'{word}' is not a type of metric.");
    }

    public void SetUnit(int at, string text)
    {
        RequireFirst(at, unit, "UNIT");
        unit = text;
        if (text.Length > 0 && !name.EndsWith("_" + text, StringComparison.Ordinal)) throw new MalformedExpositionException(at, $"The name {name} does not end with the unit '{text}'.");
    }

    public void SetHelp(int at, string text)
    {
        RequireFirst(at, help, "HELP");
        help = text;
    }

    public bool Owns(string sampleName) => SampleNames.Contains(sampleName);

    public void Add(Sample sample)
    {
        if (sample.Exemplar != null && !Kind.HasExemplars(sample.Name[name.Length..])) throw MetricPoint.Refuse(sample, "This sample cannot have an exemplar.");
        samples.Add(sample);
    }

    public Family Build()
    {
        if (unit?.Length > 0 && Kind.Type is (MetricType.Info or MetricType.StateSet)) throw new MalformedExpositionException(line, $"{name} has a unit, which its type cannot have.");
        foreach (var point in new PointSplitter(name, Kind, rules).Split(samples)) Kind.Check(point);
        return new Family(name, Kind.Type, unit ?? "", help ?? "", samples.ToImmutable());
    }

    private void RequireFirst(int at, object? before, string keyword)
    {
        if (before != null) throw new MalformedExpositionException(at, $"{name} has a second {keyword}.");
        if (samples.Count > 0) throw new MalformedExpositionException(at, $"The {keyword} of {name} comes after its samples.");
    }
}
