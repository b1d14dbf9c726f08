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
