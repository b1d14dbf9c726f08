namespace ObservabilityLint.Model;

/// <summary>How an exporter works.</summary>
internal enum ExportKind
{
    /// <summary>It keeps the objects as they are: what is written to them later shows.</summary>
    Memory,

    /// <summary>It keeps what it gets, and sends it every few seconds.</summary>
    Batch,

    /// <summary>It sends at once.</summary>
    Simple,
}
