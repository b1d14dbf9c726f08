namespace ObservabilityLint.Tool.PromQL.Syntax;

internal enum NameRole
{
    /// <summary>The metric of a selector: before the braces, quoted in them, or the value of <c>__name__="…"</c>.</summary>
    Metric,

    /// <summary>The label of a matcher.</summary>
    MatcherLabel,

    /// <summary>A label of <c>by</c> or <c>without</c>.</summary>
    GroupingLabel,

    /// <summary>A label of <c>on</c> or <c>ignoring</c>.</summary>
    MatchingLabel,

    /// <summary>A label of <c>group_left</c> or <c>group_right</c>.</summary>
    IncludedLabel,

    /// <summary>A string argument that names a label to read: the sources of <c>label_replace</c> and <c>label_join</c>, the labels of <c>sort_by_label</c>.</summary>
    ReadLabel,

    /// <summary>A string argument that names a label to set: the first of <c>label_replace</c>, <c>label_join</c>, <c>count_values</c>, <c>histogram_quantiles</c>.</summary>
    WrittenLabel,
}
