using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Flow;

/// <summary>
/// The part of a function's text in which a started span is live: from its start to the end of its <c>using</c>, to the statement that stops it,
/// or to the end of the block where nothing in sight does. What stands there in a lambda or local function runs at another time and is not in it.
/// </summary>
/// <param name="Function">The function that it is a part of.</param>
/// <param name="Span">The part.</param>
/// <param name="EndsInSight">A <c>using</c>, or a statement of the same function, ends it.</param>
internal readonly record struct LiveRange(SyntaxNode Function, TextSpan Span, bool EndsInSight = false)
{
    /// <param name="start">The call that starts the span.</param>
    /// <param name="holder">The local that holds it, or null.</param>
    public static LiveRange Of(SyntaxNode start, string? holder)
    {
        var function = FunctionAround(start);
        var statement = start.FirstAncestorOrSelf<StatementSyntax>();
        switch (statement)
        {
            case null:
                return new LiveRange(function, start.Span);
            case UsingStatementSyntax block:
                return new LiveRange(function, block.Statement.Span, EndsInSight: true);
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword }:
                return new LiveRange(function, TextSpan.FromBounds(statement.Span.End, EndOfBlock(statement, function)), EndsInSight: true);
            default:
                var end = EndOfBlock(statement, function);
                var stop = holder is null ? end : EndOf(statement, holder, function);
                return new LiveRange(function, TextSpan.FromBounds(statement.Span.End, stop), EndsInSight: stop < end);
        }
    }

    /// <summary>True for what runs while the span is live, as far as the text tells.</summary>
    public bool Contains(SyntaxNode node) => Span.Contains(node.Span) && FunctionAround(node) == Function;

    /// <summary>The innermost function that a node stands in: a method, accessor, lambda or local function; the file for top-level statements.</summary>
    public static SyntaxNode FunctionAround(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax) return outer;
        return node.SyntaxTree.GetRoot();
    }

    /// <summary>Top-level statements have no block: they end with the last of them.</summary>
    private static int EndOfBlock(SyntaxNode statement, SyntaxNode function)
        => statement.Parent switch
        {
            GlobalStatementSyntax { Parent: CompilationUnitSyntax file } => file.Members.LastOrDefault(member => member is GlobalStatementSyntax)?.Span.End ?? file.Span.End,
            { } block => block.Span.End,
            null => function.Span.End,
        };

    /// <summary>A statement after the start, in its block or in a finally of it, that stops or disposes the holder.</summary>
    private static int EndOf(StatementSyntax start, string holder, SyntaxNode function)
    {
        var end = EndOfBlock(start, function);
        var block = start.Parent is GlobalStatementSyntax ? start.Parent.Parent! : start.Parent!;
        foreach (var node in block.DescendantNodes(TextSpan.FromBounds(start.Span.End, end)))
            if (node is ExpressionStatementSyntax { Expression: var call } && node.SpanStart > start.Span.End && IsEnd(call, holder) && IsOnThePath(node, block))
                return node.SpanStart;
        return end;
    }

    private static bool IsEnd(ExpressionSyntax call, string holder) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, Name.Identifier.ValueText: "Stop" or "Dispose" or "End" } } => name == holder,
        ConditionalAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name }, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Stop" or "Dispose" or "End" } } } => name == holder,
        _ => false,
    };

    /// <summary>Not under a condition or in a catch, which other runs do not pass.</summary>
    private static bool IsOnThePath(SyntaxNode node, SyntaxNode block)
    {
        for (var outer = node.Parent; outer != null && outer != block; outer = outer.Parent)
            if (outer is not (BlockSyntax or FinallyClauseSyntax or TryStatementSyntax or GlobalStatementSyntax)) return false;
        return true;
    }
}
