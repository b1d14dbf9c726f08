using System.Collections.Generic;
using System.Threading;

namespace ObservabilityLint.Naming;

/// <param name="Stability">How settled it is: <c>stable</c>, <c>release_candidate</c>, <c>development</c>.</param>
/// <param name="Kind">Its instrument, in the words of the conventions.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">The attributes that it is recorded with.</param>
/// <param name="Required">Those of them that must not be left out, as far as it is stable.</param>
internal sealed record ConventionalMetric(string Stability, string Kind, string Unit, string[] Attributes, string[] Required);

/// <summary>The metrics that the semantic conventions define.</summary>
internal static class ConventionalMetrics
{
    private static readonly System.Lazy<Dictionary<string, ConventionalMetric>> Table = new(Read, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, ConventionalMetric> All => Table.Value;

    public static ConventionalMetric? Find(string name) => All.TryGetValue(name, out var known) ? known : null;

    private static Dictionary<string, ConventionalMetric> Read()
    {
        var all = new Dictionary<string, ConventionalMetric>();
        foreach (var (section, beginning, entry) in ConventionTable.Read("Metrics"))
        {
            var (words, end) = (section.Split(' '), entry.IndexOf('('));
            var attributes = end < 0 ? [] : entry.Substring(end + 1, entry.Length - end - 2).Split(',');
            var required = new List<string>();
            for (var i = 0; i < attributes.Length; i++)
            {
                var isRequired = attributes[i].EndsWith("!", System.StringComparison.Ordinal);
                attributes[i] = ConventionTable.Whole(beginning, attributes[i].TrimEnd('!'));
                if (isRequired) required.Add(attributes[i]);
            }
            all.Add(beginning + (end < 0 ? entry : entry.Substring(0, end)), new ConventionalMetric(words[0], words[1], words[2], attributes, [.. required]));
        }
        return all;
    }
}
