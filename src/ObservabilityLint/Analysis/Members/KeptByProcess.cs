using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Analysis;

/// <summary>Static members that are set when the type is first used, and then hold one text or number for as long as the process lives.</summary>
internal static class KeptByProcess
{
    public static bool Is(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: true, IsReadOnly: true, Type: var type } => IsPlain(type),
        // Only what the compiler keeps itself can be given a value where it is declared.
        IPropertySymbol { IsStatic: true, SetMethod: null, Type: var type, DeclaringSyntaxReferences: [var reference] } => IsPlain(type) && reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null },
        _ => false,
    };

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String || type is { IsValueType: true, ContainingNamespace.Name: "System" };
}
