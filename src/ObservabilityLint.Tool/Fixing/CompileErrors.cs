using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>The compiler's errors of one project, counted by file and kind: lines move, and texts hold names that a fix may change.</summary>
internal sealed class CompileErrors
{
    private readonly Dictionary<(string File, string Id), int> counts = [];

    public CompileErrors(IEnumerable<Diagnostic> errors)
    {
        foreach (var error in errors) counts[KeyOf(error)] = counts.GetValueOrDefault(KeyOf(error)) + 1;
    }

    /// <summary>Those that are more than there were: the last of their kind in the file.</summary>
    public ImmutableArray<Diagnostic> Beyond(IEnumerable<Diagnostic> now)
        => [.. now.GroupBy(KeyOf).SelectMany(group => group.Skip(counts.GetValueOrDefault(group.Key)))];

    /// <summary>The file of an error; empty where it is of none.</summary>
    public static string FileOf(Diagnostic error) => error.Location.SourceTree?.FilePath ?? "";

    private static (string File, string Id) KeyOf(Diagnostic error) => (FileOf(error), error.Id);
}
