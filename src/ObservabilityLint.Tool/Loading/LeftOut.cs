namespace ObservabilityLint.Tool.Loading;

/// <summary>The projects that a solution lists and MSBuild has not come to: it does not build those without a configuration, and says nothing of them.</summary>
internal static class LeftOut
{
    public static IEnumerable<string> Of(IReadOnlyList<NamedProject> named, IReadOnlyList<CollectedProject> collected)
    {
        var reached = collected.Select(static project => project.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, path) in named)
        {
            if (!path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || reached.Contains(path)) continue;
            yield return File.Exists(path)
                ? $"{text}: is listed, but not loaded: the solution does not build it in this configuration, or MSBuild reports errors in it."
                : $"{text}: is listed, but does not exist.";
        }
    }
}
