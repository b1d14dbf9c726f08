namespace ObservabilityLint.Model;

/// <summary>What is done to a span when it has ended; the greater value is what matters more.</summary>
internal enum LateEffect
{
    None,

    /// <summary>Tags, a name, a status are written to it.</summary>
    Writes,

    /// <summary>It is marked as one that is not to be exported.</summary>
    Filters,
}
