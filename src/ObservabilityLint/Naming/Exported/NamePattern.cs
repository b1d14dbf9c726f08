namespace ObservabilityLint.Naming;

/// <summary>The patterns by which OpenTelemetry selects sources, meters and instruments: without regard to case, <c>*</c> for anything and <c>?</c> for one character.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name) => Matches(pattern, 0, name, 0);

    private static bool Matches(string pattern, int i, string name, int j)
    {
        for (; i < pattern.Length; i++, j++)
        {
            if (pattern[i] == '*')
            {
                for (var rest = j; rest <= name.Length; rest++)
                    if (Matches(pattern, i + 1, name, rest)) return true;
                return false;
            }
            if (j == name.Length || pattern[i] != '?' && char.ToUpperInvariant(pattern[i]) != char.ToUpperInvariant(name[j])) return false;
        }
        return j == name.Length;
    }
}
