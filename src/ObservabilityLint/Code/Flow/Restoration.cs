using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether what a function changes for its thread is changed back before it ends.</summary>
internal static class Restoration
{
    /// <summary>True if the function certainly returns with the change on some path that is not an exception: where that hangs on a condition, nothing is certain.</summary>
    /// <param name="change">What changes it.</param>
    /// <param name="restorations">What changes it back, in the order of the text.</param>
    public static bool IsMissing(SyntaxNode change, IEnumerable<SyntaxNode> restorations)
    {
        var function = LiveRange.FunctionAround(change);
        SyntaxNode? first = null;
        foreach (var restoration in restorations)
        {
            if (LiveRange.FunctionAround(restoration) != function || restoration.SpanStart < change.Span.End) continue;
            if (IsInFinally(restoration, function)) return false;
            if (!IsForExceptions(restoration, change)) first ??= restoration;
        }
        return first is null || ReturnsBefore(first, change, function);
    }

    private static bool IsInFinally(SyntaxNode node, SyntaxNode function)
    {
        for (var outer = node.Parent; outer != null && outer != function; outer = outer.Parent)
            if (outer is FinallyClauseSyntax) return true;
        return false;
    }

    /// <summary>In a <c>catch</c>, which is only entered when what the change is made for fails.</summary>
    private static bool IsForExceptions(SyntaxNode restoration, SyntaxNode change)
    {
        for (var outer = restoration.Parent; outer != null && !outer.Span.Contains(change.Span); outer = outer.Parent)
            if (outer is CatchClauseSyntax) return true;
        return false;
    }

    private static bool ReturnsBefore(SyntaxNode restoration, SyntaxNode change, SyntaxNode function)
    {
        foreach (var node in function.DescendantNodes())
            if (node is ReturnStatementSyntax && node.SpanStart > change.Span.End && node.Span.End < restoration.SpanStart && LiveRange.FunctionAround(node) == function && !ExclusiveBranches.Separate(change, node) && !HangsOnOldValue(node, restoration, function)) return true;
        return false;
    }

    /// <summary><c>if (before == null) return;</c>: what is there to be put back is asked first, and may be what the change has left.</summary>
    private static bool HangsOnOldValue(SyntaxNode exit, SyntaxNode restoration, SyntaxNode function)
    {
        if (restoration is not AssignmentExpressionSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: var old } }) return false;
        for (var outer = exit.Parent; outer != null && outer != function; outer = outer.Parent)
            if (outer is IfStatementSyntax { Condition: var condition } && NameMention.IsIn(condition, old)) return true;
        return false;
    }
}
