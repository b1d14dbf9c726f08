using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>A key as its whole words: dots, underscores, dashes and camelCase alike, since people write all of them.</summary>
internal static class SegmentedName
{
    public static string[] Of(string name)
    {
        var words = Words.Split(name);
        var segments = new string[words.Count];
        for (var i = 0; i < segments.Length; i++) segments[i] = words[i].Text;
        return segments;
    }

    /// <summary>True if the words before this place are one of these phrases, and nothing of another word.</summary>
    public static bool EndsWith(string[] segments, int end, HashSet<string> phrases)
        => end > 0 && phrases.Contains(segments[end - 1]) || end > 1 && phrases.Contains(segments[end - 2] + "_" + segments[end - 1]);

    /// <summary>Two names for one label: exporters write dots as underscores.</summary>
    public static bool IsOneOf(string name, IEnumerable<string> names)
    {
        var exported = name.Replace('.', '_');
        foreach (var other in names)
            if (string.Equals(exported, other.Replace('.', '_'), System.StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
