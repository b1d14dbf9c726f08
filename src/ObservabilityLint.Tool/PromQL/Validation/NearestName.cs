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
        return Functions.Of(version).Select(function => (function.Name, Distance: Distance(name, function.Name, most)))
            .Where(near => near.Distance <= most)
            .OrderBy(static near => near.Distance).ThenByDescending(near => near.Name.AsSpan().CommonPrefixLength(name)).ThenBy(static near => near.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    /// <summary>How many letters must be put in, left out, changed or swapped with their neighbours.</summary>
    private static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return int.MaxValue;
        var (beforeLast, last) = (new int[other.Length + 1], Enumerable.Range(0, other.Length + 1).ToArray());
        for (var i = 1; i <= one.Length; i++)
        {
            var current = new int[other.Length + 1];
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + (IsSame(i, j) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(i, j - 1) && IsSame(i - 1, j)) current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last) = (last, current);
        }
        return last[^1];

        bool IsSame(int i, int j) => char.ToLowerInvariant(one[i - 1]) == other[j - 1];
    }
}
