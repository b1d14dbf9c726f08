using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>Names of labels that a text lists with commas.</summary>
internal static class ListedLabels
{
    public static IReadOnlyList<MappedText> In(MappedText list)
    {
        var labels = new List<MappedText>();
        for (int start = 0, end; start <= list.Text.Length; start = end + 1)
        {
            end = list.Text.IndexOf(',', start) is var comma and >= 0 ? comma : list.Text.Length;
            var name = list.Text[start..end].Trim();
            if (name.Length > 0) labels.Add(list.Slice(list.Text.IndexOf(name, start, StringComparison.Ordinal), name.Length));
        }
        return labels;
    }
}
