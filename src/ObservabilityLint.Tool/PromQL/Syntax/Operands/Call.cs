using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class Call(SourceSpan span, Token nameToken, string name, Function? function, ImmutableArray<Expression> arguments) : Expression(span, function?.Returns ?? ExpressionType.Unknown)
{
    /// <summary>The function's name as it is written, or a Grafana variable.</summary>
    public Token NameToken { get; } = nameToken;

    public string Name { get; } = name;

    /// <summary>The function; null for an unknown one and for a variable.</summary>
    public Function? Function { get; } = function;

    public ImmutableArray<Expression> Arguments { get; } = arguments;

    public override IReadOnlyList<Node> Children => Arguments;
}
