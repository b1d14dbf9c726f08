using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>
/// The body of a method or lambda that is an expression, or the lone statement of an <c>if</c>, as the block that it becomes once statements stand before it.
/// The same body of the same text is equal, so that several fixes make one block.
/// </summary>
/// <param name="Start">What the opening of the block is written over.</param>
/// <param name="Opening">The text before the statements.</param>
/// <param name="Before">The text before each of them.</param>
/// <param name="Behind">The text behind each of them.</param>
/// <param name="Rest">The text between them and what stood there.</param>
/// <param name="End">The end of the block.</param>
internal sealed record BlockBody(TextSpan Start, string Opening, string Before, string Behind, string Rest, TextChange End)
{
    /// <summary>Code whose further lines go as much deeper as its first one does; and by what.</summary>
    public (TextSpan Code, string Step) Deeper { get; private init; }

    public IEnumerable<TextChange> With(IEnumerable<string> statements)
        => [new TextChange(Start, Opening + string.Concat(statements.Select(statement => Before + statement + Behind)) + Rest), End];

    /// <summary>What moves the further lines, but for those that other edits begin in.</summary>
    public IEnumerable<TextChange> Indented(SourceText text, IReadOnlyCollection<TextSpan> edited)
        => from line in text.Lines.SkipWhile(line => line.Start <= Deeper.Code.Start).TakeWhile(line => line.Start < Deeper.Code.End)
           where !string.IsNullOrWhiteSpace(line.ToString()) && !edited.Any(span => span.Start <= line.Start && line.Start <= span.End)
           select new TextChange(new TextSpan(line.Start, 0), Deeper.Step);

    /// <summary>Null where the body cannot become a block, or where comments would be torn off.</summary>
    public static BlockBody? Of(SyntaxNode body, SemanticModel model) => body.Parent switch
    {
        ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax } arrow => OfMember(arrow, model),
        LambdaExpressionSyntax lambda when model.GetSymbolInfo(lambda).Symbol is IMethodSymbol method
            => new BlockBody(new TextSpan(body.SpanStart, 0), "{ ", "", " ", Returned(method), new TextChange(new TextSpan(body.Span.End, 0), "; }")),
        IfStatementSyntax or ElseClauseSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or UsingStatementSyntax or LockStatementSyntax when body is StatementSyntax => OfLoneStatement(body),
        _ => null,
    };

    private static BlockBody? OfMember(ArrowExpressionClauseSyntax arrow, SemanticModel model)
    {
        var text = arrow.SyntaxTree.GetText();
        var start = TextSpan.FromBounds(arrow.ArrowToken.GetPreviousToken().Span.End, arrow.Expression.SpanStart);
        if (text.ToString(start).Trim() != "=>" || model.GetDeclaredSymbol(arrow.Parent!) is not IMethodSymbol method) return null;
        var layout = Layout.At(arrow.Parent!.SpanStart, text);
        var (line, end) = (layout.NewLine + layout.Indentation, arrow.Parent!.Span.End);
        return HasLines(arrow.Parent!, text)
            ? new BlockBody(start, layout.BeforeBrace + "{", line + layout.Step, "", line + layout.Step + Returned(method), new TextChange(new TextSpan(text.Lines.GetLineFromPosition(end).End, 0), line + "}"))
            {
                Deeper = HasTextOfLines(arrow.Expression) || Layout.At(arrow.Expression.SpanStart, text).Indentation != layout.Indentation ? default : (arrow.Expression.Span, layout.Step),
            }
            : new BlockBody(start, " {", " ", "", " " + Returned(method), new TextChange(new TextSpan(end, 0), " }"));
    }

    /// <summary>What stands inside a text that goes over several lines is not moved, nor what other configurations see.</summary>
    private static bool HasTextOfLines(SyntaxNode code) => code.ContainsDirectives || code.DescendantTokens().Any(static token => token.Text.IndexOf('\n') >= 0);

    private static BlockBody OfLoneStatement(SyntaxNode statement)
    {
        var text = statement.SyntaxTree.GetText();
        if (!HasLines(statement, text)) return new BlockBody(new TextSpan(statement.SpanStart, 0), "{ ", "", " ", "", new TextChange(new TextSpan(statement.Span.End, 0), " }"));
        var (layout, outer) = (Layout.At(statement.SpanStart, text), Layout.At(statement.Parent!.SpanStart, text).Indentation);
        var (first, last) = (text.Lines.GetLineFromPosition(statement.SpanStart), text.Lines.GetLineFromPosition(statement.Span.End));
        return new BlockBody(new TextSpan(first.Start, 0), outer + "{" + layout.NewLine, layout.Indentation, layout.NewLine, "", new TextChange(new TextSpan(last.End, 0), layout.NewLine + outer + "}"));
    }

    /// <summary>Nothing but a comment shares its lines.</summary>
    private static bool HasLines(SyntaxNode node, SourceText text)
    {
        var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(node.SpanStart).Start, node.SpanStart));
        var behind = text.ToString(TextSpan.FromBounds(node.Span.End, text.Lines.GetLineFromPosition(node.Span.End).End)).Trim();
        return string.IsNullOrWhiteSpace(before) && (behind.Length == 0 || behind.StartsWith("//", StringComparison.Ordinal));
    }

    private static string Returned(IMethodSymbol method)
        => method.ReturnsVoid || method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false } ? "" : "return ";
}
