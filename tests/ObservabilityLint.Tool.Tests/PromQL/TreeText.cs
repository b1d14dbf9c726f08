using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>A tree with a bracket around everything that belongs together.</summary>
internal static class TreeText
{
    public static string Of(PromQLTree tree) => Of(tree, tree.Root);

    private static string Of(PromQLTree tree, Node node) => node switch
    {
        Binary binary => $"({Of(tree, binary.Left)} {tree.TextOf(binary.OperatorToken)} {Of(tree, binary.Right)})",
        Unary unary => $"({tree.TextOf(unary.Sign)}{Of(tree, unary.Operand)})",
        Parenthesis parenthesis => Of(tree, parenthesis.Inner),
        OffsetExpression offset => $"({Of(tree, offset.Operand)} offset {Of(tree, offset.Offset)})",
        AtExpression at => $"({Of(tree, at.Operand)} @ {Of(tree, at.Timestamp)})",
        RangeEdgeExpression edge => $"({Of(tree, edge.Operand)} {tree.TextOf(edge.Keyword)})",
        MatrixSelector matrix => $"{Of(tree, matrix.Operand)}[{Of(tree, matrix.Range)}]",
        Subquery subquery => $"{Of(tree, subquery.Operand)}[{Of(tree, subquery.Range)}:{(subquery.Step is null ? "" : Of(tree, subquery.Step))}]",
        Call call => $"{call.Name}({string.Join(", ", call.Arguments.Select(argument => Of(tree, argument)))})",
        Aggregation aggregation => $"{aggregation.Operator}({string.Join(", ", aggregation.Arguments.Select(argument => Of(tree, argument)))})",
        _ => tree.TextOf(node),
    };
}
