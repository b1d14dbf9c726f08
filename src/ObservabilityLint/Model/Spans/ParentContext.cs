using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>What is wrong with a parent that is given to a span, if anything.</summary>
internal enum ParentFault
{
    /// <summary>Nothing is known against it.</summary>
    None,

    /// <summary>No parent at all, so that the current span becomes it.</summary>
    Empty,

    /// <summary>A context that says that its trace is not recorded.</summary>
    NotRecorded,

    /// <summary>A text that is no id of a span.</summary>
    InvalidId,

    /// <summary>Given to a span that has started already.</summary>
    TooLate,
}

/// <summary>A parent that code gives to a span, at its start or by a call of its own.</summary>
/// <param name="Call">The start of the span, or the call that sets its parent.</param>
/// <param name="Value">What is given.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record ParentContext(IOperation Call, IOperation Value, ParentFault Fault)
{
    /// <summary>Where the fault is written: the flags, or the member that is no id.</summary>
    public IOperation Cause { get; init; } = Value;
}
