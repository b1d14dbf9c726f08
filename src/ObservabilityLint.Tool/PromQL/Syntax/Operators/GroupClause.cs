using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>group_left (…)</c> or <c>group_right (…)</c>.</summary>
internal sealed class GroupClause(SourceSpan span, bool isRight, ImmutableArray<Name> labels) : Node(span)
{
    public bool IsRight { get; } = isRight;

    public ImmutableArray<Name> Labels { get; } = labels;

    public override IReadOnlyList<Node> Children => Labels;
}
