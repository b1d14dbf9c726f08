using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        => ((name.Syntax as MemberAccessExpressionSyntax)?.Expression ?? name.Syntax) is not IdentifierNameSyntax variable || name.Syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not { } loop || Selection.IsMadeIn(loop, variable.Identifier.ValueText);
}
