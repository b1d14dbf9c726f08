using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

internal sealed class VectorSelector(SourceSpan span, Name? name, ImmutableArray<Matcher> matchers) : Expression(span, TypeOf(name, matchers))
{
    /// <summary>The metric before the braces; one in them is a <see cref="QuotedMetricName"/> or a matcher of <c>__name__</c>.</summary>
    public Name? Name { get; } = name;

    public ImmutableArray<Matcher> Matchers { get; } = matchers;

    public override IReadOnlyList<Node> Children => Name is null ? Matchers : [Name, .. Matchers];

    /// <summary>A variable at the end of a name may bring its own range.</summary>
    private static ExpressionType TypeOf(Name? name, ImmutableArray<Matcher> matchers) => name is { HasVariables: true } && matchers.IsEmpty ? ExpressionType.Unknown : ExpressionType.InstantVector;
}
