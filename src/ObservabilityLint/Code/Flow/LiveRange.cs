using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>
/// The part of a function's text in which something that is begun there (a scope, a span of time) is live: from its start to the end of its <c>using</c>, to the statement that stops it,
/// or to the end of the block where nothing in sight does. What stands there in a lambda or local function runs at another time and is not in it, nor is what runs only where nothing has begun.
/// </summary>
/// <param name="Function">The function that the start stands in.</param>
/// <param name="Span">From the first thing that runs in it to the last.</param>
/// <param name="IsEnded">A <c>using</c> or a statement of the function ends it. Where none does it may live on.</param>
/// <param name="Holder">The variable that holds it, or null.</param>
internal readonly record struct LiveRange(SyntaxNode Function, TextSpan Span, bool IsEnded, string? Holder = null)
{
    /// <param name="start">The call that begins it.</param>
    /// <param name="holder">The variable that holds it, or null.</param>
    /// <param name="ender">The name of a static method that ends it too, or null.</param>
    /// <param name="calls">Calls of which it is known that they end it.</param>
    public static LiveRange Of(SyntaxNode start, string? holder, string? ender = null, HashSet<SyntaxNode>? calls = null)
    {
        var function = FunctionAround(start);
        if (StatementAround(start, function) is not { } statement) return new LiveRange(function, start.Span, IsEnded: false, holder);
        var end = new LifeEnd(holder, ender, calls);
        if (statement is UsingStatementSyntax block)
            return new LiveRange(function, TextSpan.FromBounds(block.Statement.SpanStart, end.FirstIn(block.Statement, block.Statement.Span) ?? block.Statement.Span.End), IsEnded: true, holder);

        var scope = statement.Parent is GlobalStatementSyntax ? function : statement.Parent!;
        var live = TextSpan.FromBounds(BeginIn(statement, start), EndOfBlock(statement));
        var isUsing = statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword };
        if (end.FirstIn(scope, live) is { } stopped) return new LiveRange(function, TextSpan.FromBounds(live.Start, stopped), IsEnded: true, holder);
        return new LiveRange(function, live, isUsing || end.IsInFinallyAround(statement, function), holder);
    }

    /// <summary>True for what runs while it is live, as far as the text tells.</summary>
    public bool Contains(SyntaxNode node) => Span.Contains(node.Span) && FunctionAround(node) == Function && (Holder is null || !NullBranch.IsIn(node, Holder, Function));

    /// <summary>The innermost function that a node stands in: a method, accessor, lambda or local function; the file for top-level statements.</summary>
    public static SyntaxNode FunctionAround(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax) return outer;
        return node.SyntaxTree.GetRoot();
    }

    /// <summary>None in a function that is a mere expression.</summary>
    private static StatementSyntax? StatementAround(SyntaxNode start, SyntaxNode function)
    {
        for (var node = start; node != null && node != function; node = node.Parent)
            if (node is StatementSyntax statement) return statement;
        return null;
    }

    /// <summary>Behind the statement; where that goes on after the start, as <c>if (Begin("x") is { } begun) { … }</c>, or declares more variables, in it.</summary>
    private static int BeginIn(StatementSyntax statement, SyntaxNode start) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables.Count: > 1 } => start.FirstAncestorOrSelf<VariableDeclaratorSyntax>()!.Span.End,
        LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax => statement.Span.End,
        _ => start.Span.End,
    };

    /// <summary>Top-level statements have no block: they end with the last of them.</summary>
    private static int EndOfBlock(StatementSyntax statement)
        => statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax file }
            ? file.Members.Last(member => member is GlobalStatementSyntax).Span.End
            : statement.Parent!.Span.End;
}
