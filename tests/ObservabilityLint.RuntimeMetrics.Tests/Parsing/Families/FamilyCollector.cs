using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>Sorts lines into families: each is written in one piece, and no two can have a sample of the same name.</summary>
internal sealed class FamilyCollector(FormatRules rules)
{
    private readonly ImmutableArray<Family>.Builder families = ImmutableArray.CreateBuilder<Family>();
    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);
    private FamilyBuilder? current;

    /// <summary>The family that a line of metadata speaks of.</summary>
    public FamilyBuilder Describe(string name, int line) => current?.Name == name ? current : Begin(name, line);

    public void Add(Sample sample)
    {
        var family = current?.Owns(sample.Name) == true ? current : Begin(sample.Name, sample.Line);
        family.Add(sample);
    }

    public ParsedExposition Finish()
    {
        FinishFamily();
        return new ParsedExposition(families.ToImmutable());
    }

    private FamilyBuilder Begin(string name, int line)
    {
        FinishFamily();
        return current = new FamilyBuilder(name, line, rules);
    }

    /// <summary>Only now its type is known, and with it the names that it takes: its samples' and its own, even where no sample has that.</summary>
    private void FinishFamily()
    {
        if (current == null) return;
        foreach (var name in current.SampleNames.Append(current.Name).Distinct())
            if (!owners.TryAdd(name, current.Name)) throw new MalformedExpositionException(current.Line, $"The family {current.Name} takes the name {name}, which belongs to {owners[name]} before it.");
        families.Add(current.Build());
    }
}
