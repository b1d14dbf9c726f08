namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>Names as expressions write them.</summary>
internal static class PromQLName
{
    /// <summary>True for a name that needs no quotes.</summary>
    public static bool IsPlain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsPart);

    /// <summary>What a pattern lists one by one; none of any other pattern.</summary>
    public static IReadOnlyList<string> ListedIn(string pattern) => pattern.Split('|') is var names && names.All(IsPlain) ? names : [];

    /// <summary>True for what a name without quotes is made of.</summary>
    public static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ':';
}
