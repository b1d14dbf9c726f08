using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary><c>on (…)</c> or <c>ignoring (…)</c>, perhaps with <c>group_left</c> or <c>group_right</c>.</summary>
internal sealed class VectorMatching(SourceSpan span, bool isOn, ImmutableArray<Name> labels, GroupClause? group) : Node(span)
{
    public bool IsOn { get; } = isOn;

    public ImmutableArray<Name> Labels { get; } = labels;

    public GroupClause? Group { get; } = group;

    public override IReadOnlyList<Node> Children => Group is null ? Labels : [.. Labels, Group];
}
