using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>Tells where values come from, when asked. Safe to ask from several threads.</summary>
internal interface IValueOrigins
{
    /// <param name="value">The value.</param>
    /// <param name="frame">The call through which the method that the value stands in is seen; null where it is seen by itself.</param>
    ValueOrigin Of(IOperation value, CallFrame? frame = null);

    /// <summary>The same of a value that a field holds: one for all its uses, and unbounded only if there are many such fields, each with another one.</summary>
    ValueOrigin OfKept(IOperation value, CallFrame? frame);

    /// <summary>True where the method around the tag is given its value, by a call that is itself told to give something unbounded.</summary>
    bool IsToldAtCall(Tag tag);

    /// <summary>The operation at a node of the sources in sight; null for any other.</summary>
    IOperation? OperationAt(SyntaxNode node);
}
