namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>How near two names are.</summary>
internal static class EditDistance
{
    /// <summary>How many letters must be put in, left out, changed or swapped with their neighbours, whatever their case; more than the limit where they are that far from each other.</summary>
    public static int Of(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit) return int.MaxValue;
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

        bool IsSame(int i, int j) => char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
    }
}
