using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether the function returns, behind a handler, what it had before it tried: <c>var sum = await ReadAsync(); try { await cache.StoreAsync(sum); } catch { … } return sum;</c>
/// The operation has gone well then, without what failed.
/// </summary>
internal static class ResultBefore
{
    public static bool Is(CatchClauseSyntax handler, SpanStart span)
    {
        if (handler.Parent is not TryStatementSyntax { Parent: BlockSyntax { Statements: var statements } } attempt || statements.IndexOf(attempt) is var at && at + 1 >= statements.Count) return false;
        if (statements[at + 1] is not ReturnStatementSyntax { Expression: { } result }) return false;
        var isKnown = false;
        foreach (var node in result.DescendantNodesAndSelf())
        {
            if (node is AwaitExpressionSyntax) return false;
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } variable || variable.Parent is MemberAccessExpressionSyntax member && member.Name == variable) continue;
            if (IsChangedIn(attempt.Block, name)) return false;
            for (var before = 0; before < at; before++) isKnown |= span.Live.Contains(statements[before]) && Mentions(statements[before], name) && statements[before].DescendantNodes().Any(static part => part is InvocationExpressionSyntax or MemberAccessExpressionSyntax or ArgumentSyntax { Expression: IdentifierNameSyntax });
        }
        return isKnown;
    }

    /// <summary>It is assigned, also a part of it, given by <c>ref</c> or <c>out</c>, or a method of it is called for what it does.</summary>
    private static bool IsChangedIn(BlockSyntax tried, string name) => tried.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax { Left: var target } => Mentions(target, name),
        PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => Mentions(node, name),
        ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 } given => Mentions(given, name),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var called } } => TypeNames.ReceiverOf(called) is { } receiver && Mentions(receiver, name),
        ExpressionStatementSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: var called } } } => TypeNames.ReceiverOf(called) is { } receiver && Mentions(receiver, name),
        _ => false,
    });

    private static bool Mentions(SyntaxNode code, string name) => code.DescendantTokens().Any(token => token.ValueText == name);
}
