using System.IO.Enumeration;

namespace ObservabilityLint.RuntimeMetrics.Views;

/// <summary>Names in which <c>*</c> stands for any characters and <c>?</c> for one. Upper and lower case are the same.</summary>
internal readonly struct NamePattern(string pattern)
{
    // To the matcher a backslash makes the next character an ordinary one; to us it is one itself.
    private readonly string expression = pattern.Replace("\\", "\\\\", StringComparison.Ordinal);

    public bool Matches(string name) => FileSystemName.MatchesSimpleExpression(expression, name);

    /// <summary>It may stand for more than one name.</summary>
    public static bool IsWild(string pattern) => pattern.AsSpan().ContainsAny('*', '?');
}
