using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>step()</c>, <c>range()</c>, <c>min_of(…)</c> or <c>max_of(…)</c> in a duration. Outside of one they are ordinary functions, and younger.</summary>
internal sealed class DurationFunction(SourceSpan span, Token nameToken, string name, ImmutableArray<Expression> arguments) : Expression(span, ExpressionType.Scalar)
{
    public Token NameToken { get; } = nameToken;

    /// <summary>The name in lower case.</summary>
    public string Name { get; } = name;

    public ImmutableArray<Expression> Arguments { get; } = arguments;

    public override IReadOnlyList<Node> Children => Arguments;
}
