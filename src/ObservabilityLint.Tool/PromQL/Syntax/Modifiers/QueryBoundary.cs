using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>The <c>start()</c> or <c>end()</c> behind <c>@</c>: a boundary of the query's own range. They are older than the functions of these names.</summary>
internal sealed class QueryBoundary(SourceSpan span, bool isEnd) : Expression(span, ExpressionType.Scalar)
{
    public bool IsEnd { get; } = isEnd;

    public override IReadOnlyList<Node> Children => [];
}
