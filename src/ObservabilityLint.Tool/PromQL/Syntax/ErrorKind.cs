namespace ObservabilityLint.Tool.PromQL.Syntax;

internal enum ErrorKind
{
    /// <summary>The text is no expression of the language.</summary>
    Syntax,

    /// <summary>A newer Prometheus than the chosen one is needed.</summary>
    Version,

    /// <summary>It reads well, and Prometheus refuses it all the same: types, arguments, matchers that match everything.</summary>
    Meaning,
}
