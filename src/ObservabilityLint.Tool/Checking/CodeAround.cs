using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Tool.Checking;

/// <summary>What stands at a finding and around it, by the text alone.</summary>
internal static class CodeAround
{
    private const int MaximumText = 200;

    /// <summary>The member, with the names around it: <c>Shop.Orders.Totals.Add</c>.</summary>
    public static string MemberAt(Location location)
    {
        if (location.SourceTree is not { } tree) return "";
        var names = new List<string>();
        var place = location.SourceSpan.Start;
        for (var node = tree.GetRoot().FindToken(place).Parent; node != null; node = node.Parent)
            if (NameOf(node, place) is { } name) names.Insert(0, name);
        return string.Join(".", names);
    }

    /// <summary>The code itself, on one line.</summary>
    public static string TextAt(Location location)
    {
        if (location.SourceTree is not { } tree) return "";
        var text = string.Join(' ', tree.GetText().ToString(location.SourceSpan).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > MaximumText ? text[..MaximumText] : text;
    }

    private static string? NameOf(SyntaxNode node, int place) => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax happening => happening.Identifier.ValueText,
        IndexerDeclarationSyntax => "this[]",
        BaseFieldDeclarationSyntax field => (field.Declaration.Variables.FirstOrDefault(variable => variable.FullSpan.Contains(place)) ?? field.Declaration.Variables.FirstOrDefault())?.Identifier.ValueText,
        _ => null,
    };
}
