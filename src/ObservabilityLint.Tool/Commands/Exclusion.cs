using Microsoft.Extensions.FileSystemGlobbing;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Commands;

/// <summary>What patterns of files leave out.</summary>
internal static class Exclusion
{
    /// <summary>True for the paths that one of the patterns fits, from a folder on; for those outside of it, from the root on.</summary>
    public static Func<string, bool> Of(IReadOnlyCollection<string> patterns, string folder)
    {
        if (patterns.Count == 0) return static _ => false;
        var matcher = new Matcher(StringComparison.Ordinal);
        // The matcher takes no path for one of the root.
        matcher.AddIncludePatterns(patterns.Select(Rootless));
        return path => matcher.Match(Rootless(new Place(path, 1, 1, 1, 1).PathFrom(folder))).HasMatches;
    }

    private static string Rootless(string path) => path.TrimStart('/');
}
