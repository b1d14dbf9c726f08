using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>What an activity that is made with <c>new</c> is given before or after its start. The order of the two does not matter to attributes, events and links.</summary>
internal static class FilledIn
{
    private static readonly string[] Givers = ["SetTag", "AddTag", "AddEvent", "AddLink", "AddBaggage", "SetBaggage", "SetStatus"];

    /// <summary>The creation with the calls that are chained to it; null where one of them does something else.</summary>
    /// <param name="creation">The creation.</param>
    /// <param name="start">The call among them that starts it.</param>
    /// <param name="first">The first of the others.</param>
    public static ExpressionSyntax? Chain(ExpressionSyntax creation, out InvocationExpressionSyntax? start, out MemberAccessExpressionSyntax? first)
    {
        (start, first) = (null, null);
        var chain = creation;
        for (; chain.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } link; chain = call)
            if (start is null && IsStart(link, call)) start = call;
            else if (Array.IndexOf(Givers, link.Name.Identifier.ValueText) >= 0) first ??= link;
            else return null;
        return chain;
    }

    /// <summary>The statement that starts what a variable holds, where only statements that give it something stand between.</summary>
    public static StatementSyntax? StartOf(string variable, SyntaxNode? declaration)
    {
        if (declaration is not LocalDeclarationStatementSyntax { Parent: BlockSyntax { Statements: var all } } declared) return null;
        for (var i = all.IndexOf(declared) + 1; i < all.Count; i++)
        {
            if (all[i] is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } link } call }) return null;
            if (receiver is IdentifierNameSyntax { Identifier.ValueText: var started } && started == variable && IsStart(link, call)) return all[i];
            while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } }) receiver = inner;
            if (receiver is not IdentifierNameSyntax { Identifier.ValueText: var filled } named || filled != variable || Chain(named, out var start, out _) is null || start != null) return null;
        }
        return null;
    }

    /// <summary>A call without what it is called on; with the space between, unless a comment stands there.</summary>
    public static TextSpan LinkOf(InvocationExpressionSyntax call)
    {
        var link = (MemberAccessExpressionSyntax)call.Expression;
        var between = TextSpan.FromBounds(link.Expression.Span.End, link.OperatorToken.SpanStart);
        return TextSpan.FromBounds(string.IsNullOrWhiteSpace(call.SyntaxTree.GetText().ToString(between)) ? between.Start : between.End, call.Span.End);
    }

    private static bool IsStart(MemberAccessExpressionSyntax link, InvocationExpressionSyntax call) => link.Name.Identifier.ValueText == "Start" && call.ArgumentList.Arguments.Count == 0;
}
