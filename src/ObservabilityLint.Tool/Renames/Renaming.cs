using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Tool.Renames;

/// <summary>
/// Follows the names of a solution through the rounds of a repair. A fix takes away no declaration and changes the order of none, so that the same instrument is the one that comes as the same in its file.
/// </summary>
internal sealed class Renaming
{
    private readonly Dictionary<ProjectId, ProjectNames> before = [];
    private readonly Dictionary<(ProjectId Project, string File, int Ordinal), double> factors = [];

    /// <summary>To be called before the first change of projects, with the instruments whose values a round multiplies.</summary>
    /// <param name="solution">The state before the round.</param>
    /// <param name="concerned">The projects that the round concerns.</param>
    /// <param name="conversions">The factors, by the places of the instruments' names.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task AddAsync(Solution solution, IReadOnlyCollection<ProjectId> concerned, IEnumerable<KeyValuePair<FilePlace, double>> conversions, CancellationToken cancellation)
    {
        var converted = conversions.DistinctBy(static each => each.Key).ToDictionary();
        foreach (var id in concerned)
        {
            var isKnown = before.TryGetValue(id, out _);
            if (isKnown && converted.Count == 0) continue;
            var now = await ProjectNames.OfAsync(solution.GetProject(id)!, cancellation);
            if (!isKnown) before.Add(id, now);
            if (converted.Count == 0) continue;
            foreach (var file in now.Instruments)
                foreach (var (ordinal, instrument) in file.Index())
                    if (converted.TryGetValue(instrument.Name, out var factor)) factors[(id, file.Key, ordinal)] = factors.GetValueOrDefault((id, file.Key, ordinal), 1) * factor;
        }
    }

    /// <summary>What has other names at the end.</summary>
    public async Task<RenameList> EndAsync(Solution solution, CancellationToken cancellation)
    {
        var (metrics, labels) = (new HashSet<MetricRename>(), new HashSet<LabelRename>());
        foreach (var (id, old) in before)
        {
            var now = await ProjectNames.OfAsync(solution.GetProject(id)!, cancellation);
            foreach (var (file, ordinal, from, to) in Pairs(old.Instruments, now.Instruments))
            {
                if (from.Identity is { } was && to.Identity is { } @is && was != @is)
                    metrics.Add(new MetricRename(KindOf(was, @is), to.Dialect, was, @is, factors.GetValueOrDefault((id, file, ordinal), 1)));
                labels.UnionWith(LabelComparison.Of(from.Labels, to.Labels, from.Dialect, from.Identity, to.Identity));
            }
            foreach (var (_, _, from, to) in Pairs(old.Measurements, now.Measurements)) labels.UnionWith(LabelComparison.Of(from.Labels, to.Labels, from.Dialect, from.Metric, to.Metric));
        }
        return new RenameList(
            [.. metrics.OrderBy(static each => each.Old.Exported, StringComparer.Ordinal).ThenBy(static each => each.New.Exported, StringComparer.Ordinal)],
            [.. labels.OrderBy(static each => each.Metric?.Exported, StringComparer.Ordinal).ThenBy(static each => each.Old, StringComparer.Ordinal)]);
    }

    /// <summary>Those that stand for the same; of files in which some came or went nothing is said.</summary>
    private static IEnumerable<(string File, int Ordinal, T From, T To)> Pairs<T>(ILookup<string, T> before, ILookup<string, T> after)
        => before.Where(file => file.Count() == after[file.Key].Count()).SelectMany(file => file.Zip(after[file.Key]).Select((pair, ordinal) => (file.Key, ordinal, pair.First, pair.Second)));

    private static string KindOf(MetricIdentity old, MetricIdentity now) => old.Name != now.Name ? "name" : old.Unit != now.Unit ? "unit" : "type";
}
