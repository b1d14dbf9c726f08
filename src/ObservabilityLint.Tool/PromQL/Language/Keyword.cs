namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>Words with a meaning in some places. In all others nearly every one of them is a legal name.</summary>
internal enum Keyword
{
    None,
    And,
    Or,
    Unless,
    Atan2,

    /// <summary>Any aggregation operator.</summary>
    Aggregation,
    By,
    Without,
    On,
    Ignoring,
    GroupLeft,
    GroupRight,
    Bool,
    Fill,
    FillLeft,
    FillRight,
    Offset,
    Anchored,
    Smoothed,
    Start,
    End,
    Step,
    Range,
    MinOf,
    MaxOf,
}
