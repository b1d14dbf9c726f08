namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>The words of a text that may be names of metrics and labels.</summary>
internal static class Words
{
    public static IEnumerable<(int Start, string Word)> In(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!PromQLName.IsPart(text[i])) continue;
            var start = i;
            while (i < text.Length && PromQLName.IsPart(text[i])) i++;
            yield return (start, text[start..i]);
        }
    }
}
