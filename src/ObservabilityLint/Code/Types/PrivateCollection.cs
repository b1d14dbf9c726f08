using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Dictionaries, stacks and the like whose elements only one type ever has in its hands: it puts them in, and takes them out by a variable of its own.</summary>
internal static class PrivateCollection
{
    /// <summary>The type around a place, where it has the collection for itself and does no more with an element than to ask it and call it; null where anybody else may get one.</summary>
    /// <param name="member">The field or property that holds the collection.</param>
    /// <param name="place">Some code of the type.</param>
    /// <param name="tellers">Members of an element that tell others what it is.</param>
    public static TypeDeclarationSyntax? HomeOf(ISymbol member, SyntaxNode place, params string[] tellers)
    {
        if (PrivateMember.DeclarationOf(member, place) is not { } type) return null;
        foreach (var node in type.DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } mention && name == member.Name && !StaysInside(PrivateMember.WholeOf(mention), tellers)) return null;
        return type;
    }

    private static bool StaysInside(ExpressionSyntax collection, string[] tellers) => collection.Parent switch
    {
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left == element,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "Push" or "Enqueue" or "ContainsKey" or "Count" or "Clear" or "IsEmpty" } access => access.Expression == collection,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryRemove" or "Remove" or "TryGetValue" or "TryPop" or "TryDequeue" or "TryTake", Parent: InvocationExpressionSyntax taken } access
            => access.Expression == collection && taken.ArgumentList.Arguments.All(argument => argument.RefOrOutKeyword.RawKind == 0 || StaysInside(argument, tellers)),
        _ => false,
    };

    /// <summary><c>out var element</c></summary>
    private static bool StaysInside(ArgumentSyntax taken, string[] tellers)
    {
        if (taken.Expression is DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax }) return true;
        if (taken.Expression is not DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var variable } }) return false;
        foreach (var node in LiveRange.FunctionAround(taken).DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } mention && name == variable && !PrivateMember.StaysInside(mention, tellers)) return false;
        return true;
    }
}
