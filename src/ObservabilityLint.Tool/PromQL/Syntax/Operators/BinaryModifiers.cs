using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>bool</c>, how vectors match, and what fills missing series.</summary>
internal sealed class BinaryModifiers(SourceSpan span, Token? boolKeyword, VectorMatching? matching, ImmutableArray<FillClause> fills) : Node(span)
{
    public Token? BoolKeyword { get; } = boolKeyword;

    public VectorMatching? Matching { get; } = matching;

    public ImmutableArray<FillClause> Fills { get; } = fills;

    public override IReadOnlyList<Node> Children => Matching is null ? Fills : [Matching, .. Fills];
}
