namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>A regular expression as Prometheus reads it, which is RE2's language and not .NET's.</summary>
/// <param name="Error">Why it is not valid; null if it is.</param>
/// <param name="ErrorStart">Where the fault is in the pattern.</param>
/// <param name="MatchesEmpty">Whether the whole pattern matches the empty string.</param>
internal readonly record struct RegexSyntax(string? Error, int ErrorStart, bool MatchesEmpty)
{
    public static RegexSyntax Read(string pattern)
    {
        var reader = new RegexReader(pattern);
        var matchesEmpty = reader.Pattern();
        return new RegexSyntax(reader.Error, reader.ErrorStart, matchesEmpty);
    }
}
