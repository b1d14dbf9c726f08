using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>Of two baggages that do not know of each other, which.</summary>
internal enum BaggageApi
{
    /// <summary>The baggage of a <c>System.Diagnostics.Activity</c>.</summary>
    Activity,

    /// <summary>OpenTelemetry's <c>Baggage</c>.</summary>
    OpenTelemetry,
}

/// <summary>A place that sets baggage, or reads an entry of the baggage that is current.</summary>
/// <param name="Operation">The call or assignment.</param>
/// <param name="Api">Which baggage it is.</param>
/// <param name="IsSet">It sets an entry, and does not read one.</param>
/// <param name="Key">The name of the entry; null where that is not known, or where there are many.</param>
internal sealed record BaggageUse(IOperation Operation, BaggageApi Api, bool IsSet, string? Key)
{
    /// <summary>What is set was read from the other baggage: the two are kept alike on purpose.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The entry is taken out of a whole baggage, and not asked for by itself: where it is missing, that need not give null.</summary>
    public bool IsOfWhole { get; init; }

    /// <summary>It is one of the names of a list that a loop goes through: the call is of the others too.</summary>
    public bool IsLooped { get; init; }

    /// <summary>How a message names the member that is called.</summary>
    public string Member { get; init; } = "";
}
