using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>An assignment that makes another span (or none) the current one.</summary>
/// <param name="Assignment">The assignment, or the call of a method that makes it.</param>
/// <param name="Value">What becomes current.</param>
internal sealed record CurrentChange(IOperation Assignment, IOperation Value)
{
    public SyntaxNode Syntax => Assignment.Syntax;

    /// <summary>A method of the program makes it, and somebody else decides for how long.</summary>
    public bool IsSettledElsewhere { get; init; }

    /// <summary>What starts from here on has no parent.</summary>
    public bool IsNone => Value.ConstantValue is { HasValue: true, Value: null };
}

/// <summary>A place that reads which span is current.</summary>
internal sealed record CurrentRead(IOperation Read)
{
    public SyntaxNode Syntax => Read.Syntax;
}
