using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Package;

/// <summary>A finding as <c>dotnet build</c> prints it.</summary>
public sealed partial record Finding(string File, int Line, int Column, string Severity, string Id, string Message)
{
    /// <summary>The findings of a build, each once (a build prints them again in its summary), in the order of the text.</summary>
    public static ImmutableArray<Finding> In(Outcome build)
    {
        var findings = from Match match in Printed().Matches(build.Output)
                       select new Finding(Path.GetFileName(match.Groups["file"].Value), Number(match.Groups["line"]), Number(match.Groups["column"]),
                           match.Groups["severity"].Value, match.Groups["id"].Value, match.Groups["message"].Value);
        return [.. findings.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Id, StringComparer.Ordinal)];
    }

    public override string ToString() => $"{File}({Line}): {Id} {Message}";

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*(?<file>[^(\n]+?)(\((?<line>\d+),(?<column>\d+)\))?\s*: (?<severity>warning|error) (?<id>OBS\d{4}): (?<message>.+?)( \(http\S+\))?( \[[^\]]+\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Printed();
}
