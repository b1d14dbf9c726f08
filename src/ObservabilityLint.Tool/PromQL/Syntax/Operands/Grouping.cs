using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>The <c>by (…)</c> or <c>without (…)</c> of an aggregation.</summary>
internal sealed class Grouping(SourceSpan span, bool isWithout, ImmutableArray<Name> labels) : Node(span)
{
    public bool IsWithout { get; } = isWithout;

    public ImmutableArray<Name> Labels { get; } = labels;

    public override IReadOnlyList<Node> Children => Labels;
}
