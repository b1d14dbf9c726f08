namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>What becomes of the characters of a name that scrapers before Prometheus 3 do not know: the schemes that a scraper may ask for (prometheus.io/docs/instrumenting/escaping_schemes).</summary>
internal enum NameEscaping
{
    /// <summary>An underscore each. For all who ask for nothing.</summary>
    Underscores,

    /// <summary>They stay, and the name stands in quotation marks.</summary>
    AllowUtf8,

    /// <summary><c>_dot_</c> for a dot, and two underscores for one and for anything else.</summary>
    Dots,

    /// <summary>Their code points between underscores, after <c>U__</c> as the mark of such a name.</summary>
    Values,
}

/// <summary>What a scraper asks for.</summary>
internal readonly record struct ExpositionForm(MetricsFormat Format, NameEscaping Escaping = NameEscaping.Underscores);
