using System.Collections.Frozen;

namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>The keywords, which are written in any case.</summary>
internal static class Keywords
{
    private static readonly FrozenDictionary<string, Keyword> Known = new Dictionary<string, Keyword>(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = Keyword.And,
        ["or"] = Keyword.Or,
        ["unless"] = Keyword.Unless,
        ["atan2"] = Keyword.Atan2,
        ["sum"] = Keyword.Aggregation,
        ["avg"] = Keyword.Aggregation,
        ["count"] = Keyword.Aggregation,
        ["min"] = Keyword.Aggregation,
        ["max"] = Keyword.Aggregation,
        ["group"] = Keyword.Aggregation,
        ["stddev"] = Keyword.Aggregation,
        ["stdvar"] = Keyword.Aggregation,
        ["topk"] = Keyword.Aggregation,
        ["bottomk"] = Keyword.Aggregation,
        ["count_values"] = Keyword.Aggregation,
        ["quantile"] = Keyword.Aggregation,
        ["limitk"] = Keyword.Aggregation,
        ["limit_ratio"] = Keyword.Aggregation,
        ["by"] = Keyword.By,
        ["without"] = Keyword.Without,
        ["on"] = Keyword.On,
        ["ignoring"] = Keyword.Ignoring,
        ["group_left"] = Keyword.GroupLeft,
        ["group_right"] = Keyword.GroupRight,
        ["bool"] = Keyword.Bool,
        ["fill"] = Keyword.Fill,
        ["fill_left"] = Keyword.FillLeft,
        ["fill_right"] = Keyword.FillRight,
        ["offset"] = Keyword.Offset,
        ["anchored"] = Keyword.Anchored,
        ["smoothed"] = Keyword.Smoothed,
        ["start"] = Keyword.Start,
        ["end"] = Keyword.End,
        ["step"] = Keyword.Step,
        ["range"] = Keyword.Range,
        ["min_of"] = Keyword.MinOf,
        ["max_of"] = Keyword.MaxOf,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Keyword Of(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var keyword) ? keyword : Keyword.None;

    /// <summary>Whether a metric with this name must be quoted in braces.</summary>
    public static bool IsNoMetric(Keyword keyword) => keyword is Keyword.On or Keyword.Ignoring or Keyword.GroupLeft or Keyword.GroupRight or Keyword.Bool or Keyword.Atan2;
}
