using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Writes a new text over a literal, in the quoting that stands there.</summary>
internal static class LiteralText
{
    /// <summary>The edit, or null where the node is no longer what the rule saw.</summary>
    public static (TextSpan Span, string NewText)? Replace(SyntaxNode root, TextSpan span, string value)
    {
        if (span.End > root.FullSpan.End || root.FindNode(span, getInnermostNodeForTie: true) is not { } node) return null;
        if (node is InterpolatedStringTextSyntax part) return (part.Span, InsideInterpolation(part, value));
        while (node.Span == span && node is not ExpressionSyntax && node.Parent is { } parent) node = parent;
        if (node is ArgumentSyntax argument) node = argument.Expression;
        if (node is not ExpressionSyntax || node.Span != span) return null;
        return (span, Quote(node, value));
    }

    private static string Quote(SyntaxNode old, string value)
    {
        var token = old is LiteralExpressionSyntax literal ? literal.Token : default;
        if (token.Text.StartsWith("@", System.StringComparison.Ordinal)) return "@\"" + value.Replace("\"", "\"\"") + "\"";
        // Names never hold quotes, so a raw literal keeps its fences.
        if (token.Text.StartsWith("\"\"\"", System.StringComparison.Ordinal) && value.IndexOf('"') < 0 && token.ValueText.Length > 0)
            return token.Text.Replace(token.ValueText, value);
        return SymbolDisplay.FormatLiteral(value, quote: true);
    }

    private static string InsideInterpolation(InterpolatedStringTextSyntax part, string value)
    {
        var escaped = value.Replace("{", "{{").Replace("}", "}}");
        var isVerbatim = part.Parent is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedVerbatimStringStartToken };
        return isVerbatim ? escaped.Replace("\"", "\"\"") : SymbolDisplay.FormatLiteral(escaped, quote: false).Replace("\"", "\\\"");
    }
}
