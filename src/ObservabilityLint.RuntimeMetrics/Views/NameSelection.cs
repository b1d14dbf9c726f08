namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>Names that are chosen by patterns, but for those that patterns with an exclamation mark before them leave out. Immutable.</summary>
internal sealed class NameSelection
{
    private const string Not = "!";

    private readonly NamePattern[] included, excluded;

    /// <param name="patterns">In any order.</param>
    /// <param name="option">Which option has them.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public NameSelection(IEnumerable<string> patterns, string option)
    {
        var all = patterns.ToLookup(pattern => pattern?.StartsWith(Not, StringComparison.Ordinal) is true);
        if (all[false].Concat(all[true].Select(pattern => pattern[Not.Length..])).Any(string.IsNullOrWhiteSpace)) throw BridgeSettings.Wrong(option, "holds an empty name");
        included = [.. all[false].Select(pattern => new NamePattern(pattern))];
        excluded = [.. all[true].Select(pattern => new NamePattern(pattern[Not.Length..]))];
    }

    public bool IsEmpty => included.Length == 0;

    public bool Holds(string name) => Matches(included, name) && !LeavesOut(name);

    public bool LeavesOut(string name) => Matches(excluded, name);

    private static bool Matches(NamePattern[] patterns, string name)
    {
        foreach (var pattern in patterns)
            if (pattern.Matches(name)) return true;
        return false;
    }
}
