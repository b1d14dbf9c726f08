using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Checking;

/// <summary>One finding, said once however many projects and frameworks have it.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Severity">As the project's own settings have it.</param>
/// <param name="Message">What happens, and what to do.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Related">What has to do with it: the steps of a value, the other of two declarations.</param>
/// <param name="Member">The member around it, with its namespace and types; empty outside of types.</param>
/// <param name="Text">The code that it is about, on one line.</param>
/// <param name="Projects">Where it was found: projects, with the framework where they have several.</param>
internal sealed record Finding(
    DiagnosticDescriptor Rule,
    DiagnosticSeverity Severity,
    string Message,
    Place Place,
    IReadOnlyList<Place> Related,
    string Member,
    string Text,
    IReadOnlyList<string> Projects)
{
    public string Level => SeverityNames.Of(Severity);

    /// <summary>What it is known by though lines move and files are renamed.</summary>
    public FindingKey Key => new(Rule.Id, Member, Text);
}

/// <summary>What stays the same of a finding while the code around it changes.</summary>
internal readonly record struct FindingKey(string Rule, string Member, string Text);

/// <summary>A span of a file; lines and columns count from 1, the end is the column after the last character.</summary>
internal readonly record struct Place(string Path, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Where it stands for a person: in a page and not in the code that is generated from it.</summary>
    public static Place Of(Location location)
    {
        var span = location.GetMappedLineSpan();
        return new Place(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1);
    }

    /// <summary>A file lies in a folder, or in one below it.</summary>
    public static bool IsIn(string path, string folder) => !System.IO.Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) && !System.IO.Path.IsPathRooted(System.IO.Path.GetRelativePath(folder, path));

    /// <summary>The path from a folder on, with slashes; the whole path of a file that lies elsewhere.</summary>
    public string PathFrom(string folder)
    {
        var relative = System.IO.Path.GetRelativePath(folder, Path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? Path : relative).Replace('\\', '/');
    }
}

/// <summary>The names of severities on the command line and in reports.</summary>
internal static class SeverityNames
{
    public static string Of(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    public static DiagnosticSeverity Of(string name) => name switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
