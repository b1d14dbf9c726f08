using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>What a pipeline does to the instruments that it selects.</summary>
/// <param name="Selected">The names that it selects by, perhaps with wildcards; empty where it looks at something else.</param>
/// <param name="IsFunction">Code decides: which instruments it takes is not certain.</param>
/// <param name="NamesStream">It gives another name.</param>
/// <param name="StreamName">That name; null where it gives none, or one that is not known.</param>
/// <param name="Limit">How many attribute sets it keeps of each; null where it says nothing of that.</param>
/// <param name="HasUnseenLimit">It may keep more, or fewer: it chooses among the keys, drops the metric, or does something out of sight.</param>
internal sealed record MetricView(ImmutableArray<string> Selected, bool IsFunction, bool NamesStream, string? StreamName, int? Limit, bool HasUnseenLimit)
{
    /// <summary>The only keys that it keeps; default where it keeps all, or where they are not known.</summary>
    public ImmutableArray<string> Keys { get; init; }

    /// <summary>Where that name stands; null where it gives none.</summary>
    public Location? NamedAt { get; init; }

    /// <summary>It gives a description of its own.</summary>
    public bool Describes { get; init; }

    /// <summary>It may drop any key: the metric as a whole, or what is not in sight.</summary>
    public bool HasUnseenKeys { get; init; }

    /// <summary>False only for a key that it certainly keeps.</summary>
    /// <param name="key">The key; null where it is not known.</param>
    public bool MayDrop(string? key) => HasUnseenKeys || !Keys.IsDefault && (key is null || !Keys.Contains(key));

    /// <summary>False only for an instrument that it certainly leaves alone.</summary>
    public bool MaySelect(string name) => IsFunction || Selected.IsEmpty || Mentions(name);

    /// <summary>The instrument is one of those that it selects by their names. The SDK compares without regard to case.</summary>
    public bool Mentions(string name)
    {
        foreach (var pattern in Selected)
            if (NamePattern.Matches(pattern, name)) return true;
        return false;
    }
}
