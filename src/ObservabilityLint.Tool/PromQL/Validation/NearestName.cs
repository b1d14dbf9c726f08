using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>The function that somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>Null if none is near.</summary>
    public static string? To(string name, Version version)
    {
        // What is more than a third wrong is another word.
        var most = Math.Max(1, name.Length / 3);
        return Functions.Of(version).Select(function => (function.Name, Distance: EditDistance.Of(name, function.Name, most)))
            .Where(near => near.Distance <= most)
            .OrderBy(static near => near.Distance).ThenByDescending(near => near.Name.AsSpan().CommonPrefixLength(name)).ThenBy(static near => near.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }
}
