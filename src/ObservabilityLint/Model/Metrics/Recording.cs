using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>What a recording call does to its instrument.</summary>
internal enum RecordingEffect
{
    Add,
    Subtract,

    /// <summary>Sets the value (of a gauge), or raises or lowers it to the given one.</summary>
    Set,

    /// <summary>Adds an observation to a distribution.</summary>
    Observe,

    /// <summary>Records a time by itself, in seconds: with a timer, or that of the clock.</summary>
    Time,
}

/// <summary>
/// A call that records. <see cref="Instrument"/> is the expression that stands for the instrument, without the choice of labels;
/// <see cref="Value"/> is null where the call takes none (an increment by one, a timer).
/// </summary>
internal sealed record Recording(IInvocationOperation Call, IOperation Instrument, InstrumentKind Kind, RecordingEffect Effect, IOperation? Value)
{
    public required NamingConvention Convention { get; init; }

    /// <summary>It adds 0 to a sum: the series exists from then on, and nothing is counted.</summary>
    public bool AddsNothing => Effect == RecordingEffect.Add && Value is { ConstantValue: { HasValue: true, Value: IConvertible number and not (string or bool or char) } } && number.ToDouble(CultureInfo.InvariantCulture) == 0;
}
