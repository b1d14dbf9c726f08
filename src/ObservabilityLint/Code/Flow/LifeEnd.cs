using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>Finds what ends something that a variable holds (it is stopped, disposed, ended or undone), by the text.</summary>
/// <param name="Holder">The name of the variable; null where there is none.</param>
/// <param name="Ender">The name of a static method that ends it too; null where there is none.</param>
/// <param name="Calls">Calls of which it is known that they end it, or, in a <c>using</c>, give back what is to be ended.</param>
internal readonly record struct LifeEnd(string? Holder, string? Ender, HashSet<SyntaxNode>? Calls = null)
{
    /// <summary>The block, or the expression after an arrow, ends it whenever it runs.</summary>
    public bool IsCertainIn(SyntaxNode code) => code switch
    {
        ArrowExpressionClauseSyntax { Expression: var only } => IsEnd(only),
        ExpressionSyntax only => IsEnd(only),
        _ => FirstIn(code, code.Span) != null,
    };

    /// <summary>Where the first statement that certainly runs, and ends it, begins; of a <c>using</c> of the variable, where it is over.</summary>
    public int? FirstIn(SyntaxNode scope, TextSpan span)
    {
        if (Holder is null && Ender is null && Calls is null) return null;
        foreach (var node in scope.DescendantNodes(span))
            if (node is StatementSyntax statement && node.SpanStart >= span.Start && EndOf(statement) is { } end && IsOnThePath(node, scope)) return end;
        return null;
    }

    /// <summary><c>try { begun = Begin("x"); … } finally { begun?.Stop(); }</c>.</summary>
    public bool IsInFinallyAround(SyntaxNode start, SyntaxNode function)
    {
        for (var node = start; node != null && node != function; node = node.Parent)
            if (node.Parent is TryStatementSyntax { Finally.Block: { } final } attempt && attempt.Block == node && FirstIn(final, final.Span) != null) return true;
        return false;
    }

    private int? EndOf(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax { Expression: var call } when IsEnd(call) => statement.SpanStart,
        UsingStatementSyntax { Expression: { } held } when IsHeld(held) => statement.Span.End,
        UsingStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } held }] } when IsHeld(held) => statement.Span.End,
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword, Declaration.Variables: [{ Initializer.Value: { } held }] } when IsHeld(held) => statement.Parent!.Span.End,
        _ => null,
    };

    private bool IsEnd(ExpressionSyntax call) => call switch
    {
        InvocationExpressionSyntax when Calls?.Contains(call) == true => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var held, Name.Identifier.ValueText: var name } } => IsEnder(name) && IsHolder(held) || name == Ender,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax inner } when Calls?.Contains(inner) == true => true,
        ConditionalAccessExpressionSyntax { Expression: var held, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } } } => IsEnder(name) && IsHolder(held),
        _ => false,
    };

    /// <summary>What a <c>using</c> disposes of: the variable, or what a call that is known gives back.</summary>
    private bool IsHeld(ExpressionSyntax held) => IsHolder(held) || Calls?.Contains(held) == true;

    private static bool IsEnder(string method) => method is "Stop" or "Dispose" or "End" or "Undo";

    private bool IsHolder(ExpressionSyntax held) => held switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name == Holder,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name == Holder,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner } => IsHolder(inner),
        ParenthesizedExpressionSyntax { Expression: var inner } => IsHolder(inner),
        // `((Timer?)state)?.Dispose()`, `(timer as IDisposable)?.Dispose()`
        CastExpressionSyntax { Expression: var inner } => IsHolder(inner),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression, Left: var inner } => IsHolder(inner),
        _ => false,
    };

    /// <summary>Not in a catch or under a condition, which other runs do not pass; that there is something to end is no condition, where what follows is reached after it too.</summary>
    private bool IsOnThePath(SyntaxNode node, SyntaxNode scope)
    {
        for (SyntaxNode inner = node, outer = node.Parent!; inner != scope && outer != scope; inner = outer, outer = outer.Parent!)
        {
            if (outer is IfStatementSyntax check && check.Statement == inner && Mentions(check.Condition) && !LeavingBranch.Is(check.Statement)) continue;
            if (outer is not (BlockSyntax or FinallyClauseSyntax or TryStatementSyntax or GlobalStatementSyntax or UsingStatementSyntax or LockStatementSyntax)) return false;
        }
        return true;
    }

    private bool Mentions(ExpressionSyntax condition)
    {
        foreach (var node in condition.DescendantNodesAndSelf())
            // `if (tracing.TryBegin("x", out var begun)) …`
            if (node is ExpressionSyntax expression && IsHolder(expression) || node is SingleVariableDesignationSyntax { Identifier.ValueText: var declared } && declared == Holder) return true;
        return false;
    }
}
