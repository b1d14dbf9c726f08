using System.Collections.Immutable;

namespace ObservabilityLint.Model;

/// <summary>What a pipeline does to the instruments that it selects.</summary>
/// <param name="Selected">The names that it selects by, perhaps with wildcards; empty where it looks at something else.</param>
/// <param name="IsFunction">Code decides: which instruments it takes is not certain.</param>
/// <param name="NamesStream">It gives another name.</param>
/// <param name="Limit">How many attribute sets it keeps of each; null where it says nothing of that.</param>
/// <param name="HasUnseenLimit">It may keep more, or fewer: it chooses among the keys, drops the metric, or does something out of sight.</param>
internal sealed record MetricView(ImmutableArray<string> Selected, bool IsFunction, bool NamesStream, int? Limit, bool HasUnseenLimit)
{
    /// <summary>False only for an instrument that it certainly leaves alone.</summary>
    public bool MaySelect(string name) => IsFunction || Selected.IsEmpty || Mentions(name);

    /// <summary>The instrument is one of those that it selects by their names. The SDK compares without regard to case.</summary>
    public bool Mentions(string name)
    {
        foreach (var pattern in Selected)
            if (Matches(pattern, 0, name, 0)) return true;
        return false;
    }

    private static bool Matches(string pattern, int i, string name, int j)
    {
        for (; i < pattern.Length; i++, j++)
        {
            if (pattern[i] == '*')
            {
                for (var rest = j; rest <= name.Length; rest++)
                    if (Matches(pattern, i + 1, name, rest)) return true;
                return false;
            }
            if (j == name.Length || pattern[i] != '?' && char.ToUpperInvariant(pattern[i]) != char.ToUpperInvariant(name[j])) return false;
        }
        return j == name.Length;
    }
}
