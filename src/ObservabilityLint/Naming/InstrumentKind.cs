namespace ObservabilityLint.Naming;

/// <summary>What an instrument measures, in the field's own terms, whatever library declares it.</summary>
internal enum InstrumentKind
{
    /// <summary>The API leaves it open (a view that renames an instrument, say): rules that need the kind stay silent.</summary>
    Unknown,
    Counter,
    UpDownCounter,
    Gauge,
    Histogram,
    Summary,
}

internal static class InstrumentKindNames
{
    /// <summary>The kind as a sentence speaks of it.</summary>
    public static string WithArticle(this InstrumentKind kind) => kind switch
    {
        InstrumentKind.UpDownCounter => "an up-down counter",
        InstrumentKind.Unknown => "a metric",
        _ => "a " + kind.ToString().ToLowerInvariant(),
    };
}
