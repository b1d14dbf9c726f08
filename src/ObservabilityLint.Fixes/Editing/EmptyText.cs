using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>A part of a text that becomes empty: what is left of the text says the same without it.</summary>
internal static class EmptyText
{
    /// <summary>The edit that takes the part away: <c>Prefix</c> of <c>Prefix + ".total"</c> and <c>$"{Prefix}.total"</c>. Null where it has to stand there, empty.</summary>
    public static (TextSpan Span, string NewText)? Without(SyntaxNode root, TextSpan part, SemanticModel model, CancellationToken cancellation) => root.FindNode(part, getInnermostNodeForTie: true) switch
    {
        InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax { Contents: { Count: 2 } contents } whole } text
            when contents[contents[0] == text ? 1 : 0] is InterpolationSyntax { AlignmentClause: null, FormatClause: null, Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } only && IsText(only.Expression, model, cancellation)
            => (whole.Span, only.Expression.ToString()),
        LiteralExpressionSyntax { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum } literal
            when (sum.Right == literal ? sum.Left : sum.Right) is var other && IsText(other, model, cancellation) && HasOnlyPlus(sum)
            => (sum.Right == literal ? TextSpan.FromBounds(sum.Left.Span.End, literal.Span.End) : TextSpan.FromBounds(literal.SpanStart, sum.Right.SpanStart), ""),
        _ => null,
    };

    private static bool IsText(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => model.GetTypeInfo(expression, cancellation).Type?.SpecialType == SpecialType.System_String;

    /// <summary>No comment stands between its parts.</summary>
    private static bool HasOnlyPlus(BinaryExpressionSyntax sum) => sum.SyntaxTree.GetText().ToString(TextSpan.FromBounds(sum.Left.Span.End, sum.Right.SpanStart)).Trim() == "+";
}
