using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The calls on the same object, written in the same way, that have always been made when a call is come to: statements before it in the blocks around it.</summary>
internal static class EarlierCalls
{
    /// <summary>Without those after which the variable is given another object, or something is taken out of what it holds.</summary>
    public static IEnumerable<CallSite> On(CallSite call, VariableValues variables)
    {
        if (StatementOf(call.Syntax) is not { } own || CalledIn(own) is not { } called || variables.ModelOf(own.SyntaxTree) is not { } model) yield break;
        foreach (var statement in Before(own))
        {
            if (CalledIn(statement) is not { } same || same.Text != called.Text) continue;
            if (model.GetSymbolInfo(called.Variable, variables.Cancellation).Symbol is not (ILocalSymbol or IParameterSymbol) || IsChangedBetween(statement, own, called.Variable.Identifier.ValueText, variables)) continue;
            if (CallSite.At(same.Call, model, variables.Cancellation) is { } site) yield return site;
        }
    }

    private static ExpressionStatementSyntax? StatementOf(SyntaxNode call)
    {
        while (call.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call) call = access;
        return call.Parent as ExpressionStatementSyntax;
    }

    /// <summary>The statements before it, in its own block and in those around it within the function.</summary>
    private static IEnumerable<StatementSyntax> Before(StatementSyntax statement)
    {
        for (SyntaxNode inner = statement; inner.Parent is { } outer && inner is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); inner = outer)
        {
            if (outer is not BlockSyntax and not SwitchSectionSyntax) continue;
            foreach (var node in outer.ChildNodes().TakeWhile(node => node != inner))
                if (node is StatementSyntax before) yield return before;
        }
    }

    /// <summary>The call that a statement consists of, with what it is called on, as it is written, and the variable that this begins with.</summary>
    private static (InvocationExpressionSyntax Call, string Text, IdentifierNameSyntax Variable)? CalledIn(StatementSyntax statement)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var whole }) return null;
        var inner = whole;
        while (inner is ConditionalAccessExpressionSyntax access) inner = access.WhenNotNull;
        return inner is InvocationExpressionSyntax call && whole.GetFirstToken().Parent is IdentifierNameSyntax variable
            ? (call, whole.ToString().Substring(0, call.ArgumentList.SpanStart - whole.SpanStart), variable)
            : null;
    }

    private static bool IsChangedBetween(SyntaxNode first, SyntaxNode last, string variable, VariableValues variables)
    {
        var index = CallIndex.Of(first.SyntaxTree);
        var changes = index.Writes(variable, variables.Cancellation).Concat(index.CallsOf(["Remove", "Clear"], variables.Cancellation));
        return changes.Any(change => change.Node.SpanStart > first.Span.End && change.Node.SpanStart < last.SpanStart);
    }
}
