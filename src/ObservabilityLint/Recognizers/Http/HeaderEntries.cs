using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The entries of a list that a loop writes into headers one by one: <c>foreach (var (name, value) in headers) request.Headers.Add(name, value)</c>.</summary>
internal static class HeaderEntries
{
    /// <summary>Each entry, with its name and its value; none where the loop may leave some out.</summary>
    public static IEnumerable<(IOperation Entry, IOperation Name, IOperation Value)> Of(HeaderWrite write, VariableValues variables)
    {
        if (ListedElements.SourceOf(write.Name) is not (var list, var ofName) || ListedElements.SourceOf(write.Value) is not (var same, var ofValue) || same.Syntax != list.Syntax || IsAsked(write.Name)
            || ListedElements.Of(variables.Follow(list)) is not { IsDefault: false } entries) yield break;
        foreach (var entry in entries)
            if (ListedElements.PartOf(entry, ofName) is { } name && ListedElements.PartOf(entry, ofValue) is { } value) yield return (entry, name, value);
    }

    /// <summary>A condition in the loop looks at the variable of the name.</summary>
    private static bool IsAsked(IOperation name)
    {
        var variable = (name.Syntax as MemberAccessExpressionSyntax)?.Expression ?? name.Syntax;
        if (name.Syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not { } loop) return true;
        foreach (var node in loop.DescendantNodes())
        {
            var condition = (node as IfStatementSyntax)?.Condition ?? (node as ConditionalExpressionSyntax)?.Condition ?? (node as SwitchStatementSyntax)?.Expression;
            if (condition is null) continue;
            foreach (var part in condition.DescendantNodesAndSelf())
                if (SyntaxFactory.AreEquivalent(part, variable)) return true;
        }
        return false;
    }
}
