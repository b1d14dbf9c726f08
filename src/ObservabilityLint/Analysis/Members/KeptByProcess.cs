using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Static members that are set when the type is first used, and then hold one text or number, or one object, for as long as the process lives.</summary>
internal static class KeptByProcess
{
    public static bool Is(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: true, IsReadOnly: true, Type: var type } => IsPlain(type),
        // Only what the compiler keeps itself can be given a value where it is declared.
        IPropertySymbol { IsStatic: true, SetMethod: null, Type: var type, DeclaringSyntaxReferences: [var reference] } => IsPlain(type) && reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null },
        _ => false,
    };

    /// <summary>A text or number that an object has for good which a static member holds, by itself or lazily: <c>Current.Value.Name</c>.</summary>
    public static bool IsOfKeptObject(IPropertyReferenceOperation reference)
    {
        if (!IsPlain(reference.Property.Type) || reference is not { Instance: { } holder, SemanticModel: { } model }) return false;
        var variables = new VariableValues(model, CancellationToken.None);
        return CreationOf(CallSite.Unwrap(CallSite.ObjectOf(holder)), variables) is { Type: INamedTypeSymbol made } && PropertyIn(made, reference.Property) is { } property && IsFixed(property, variables);
    }

    private static IObjectCreationOperation? CreationOf(IOperation holder, VariableValues variables)
    {
        if (holder is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var lazy }, Instance: { } kept } && lazy.Is("System", "Lazy`1"))
            return CreationOf(CallSite.Unwrap(kept), variables) is { } creation && CallSite.Of(creation)?.Argument("valueFactory") is { } factory && ReturnedValues.OfDelegate(factory, variables) is [var made] ? CallSite.Unwrap(made) as IObjectCreationOperation : null;
        if (holder is not IMemberReferenceOperation { Member: IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null } }) return null;
        return variables.Of(((IMemberReferenceOperation)holder).Member) is { } value ? CallSite.Unwrap(value) as IObjectCreationOperation : null;
    }

    private static IPropertySymbol? PropertyIn(INamedTypeSymbol made, IPropertySymbol property)
        => property.ContainingType.TypeKind == TypeKind.Interface ? made.FindImplementationForInterfaceMember(property) as IPropertySymbol : property.IsVirtual || property.IsAbstract || property.IsOverride ? null : property;

    /// <summary>It has no code and no setter, or gives a field that only a constructor writes.</summary>
    private static bool IsFixed(IPropertySymbol property, VariableValues variables)
    {
        if (property.SetMethod is not (null or { IsInitOnly: true }) || property.OriginalDefinition.DeclaringSyntaxReferences is not [var reference]) return false;
        return reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: [{ Body: null, ExpressionBody: null }, ..] } or ParameterSyntax
            || ReturnedValues.Of(property, variables) is [var given] && CallSite.Unwrap(given) is IFieldReferenceOperation { Field.IsReadOnly: true, Instance: IInstanceReferenceOperation };
    }

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String || type is { IsValueType: true, ContainingNamespace.Name: "System" };
}
