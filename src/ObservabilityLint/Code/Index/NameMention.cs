using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether code names something, before anything is bound.</summary>
internal static class NameMention
{
    public static bool IsIn(SyntaxNode code, string name)
    {
        foreach (var node in code.DescendantNodesAndSelf())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var named } && named == name) return true;
        return false;
    }
}
