using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Objects that describe instruments, which one place makes of them: <c>meter.CreateCounter&lt;long&gt;(info.Name, info.Unit, info.Text)</c>. Each creation of such an object is a declaration, where its name is written.
/// </summary>
internal static class Descriptor
{
    private static readonly TextPiece Unseen = new(TextPieceKind.Dynamic, null, null);

    /// <summary>The declaration with the members of the object for what they give, and the type of the object; null where the name is no member of such an object.</summary>
    public static (InstrumentDeclaration Template, INamedTypeSymbol Type)? Of(InstrumentDeclaration declaration, VariableValues variables)
    {
        if (Described(declaration.Name, variables) is not { Pieces: [{ Member: { } member }] } name) return null;
        return (declaration with
        {
            Name = name,
            Unit = Described(declaration.Unit, variables) ?? declaration.Unit,
            Help = Described(declaration.Help, variables) ?? declaration.Help,
            Labels = declaration.Labels.IsDefaultOrEmpty ? declaration.Labels : default,
            LabelsParameter = null,
            LabelsMember = declaration.LabelsMember is { ContainingType: var holder } labels && SymbolEqualityComparer.Default.Equals(holder, member.ContainingType) ? labels : null,
            Target = null,
        }, TypeOf(member, declaration.Name, variables).OriginalDefinition);
    }

    /// <summary>The type whose objects are described by the member: one that inherits it, where that is asked for, and gives it by a parameter of the same name or an initializer. Such types may tell the kinds apart.</summary>
    private static INamedTypeSymbol TypeOf(ISymbol member, Text name, VariableValues variables)
    {
        if (variables.OperationAt(name.Location) is not { } read || CallSite.Unwrap(read) is not IMemberReferenceOperation { Instance.Type: INamedTypeSymbol { Locations: [{ IsInSource: true }, ..] } type }) return member.ContainingType;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty && member is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false }) return type;
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == KeptParameter(member, constructor)) return type;
        }
        return member.ContainingType;
    }

    /// <summary>What a member of a new object is given: by the initializer, or by the argument for the parameter that it keeps, also from the constructor of a type that inherits; null where that is not in sight.</summary>
    public static IOperation? ValueOf(CallSite creation, ISymbol member)
    {
        if (creation.Method.MethodKind != MethodKind.Constructor) return null;
        foreach (var initializer in (creation.Operation as IObjectCreationOperation)?.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var assigned }, Value: var value } && assigned.Name == member.Name) return value;
        foreach (var argument in creation.Arguments)
            if (argument.Parameter is { } parameter && parameter.Name == KeptParameter(member, creation.Method)) return argument.Value;
        return null;
    }

    private static Text? Described(Text? text, VariableValues variables)
    {
        if (text is not { Value: null, Parameter: null, Pieces: [_] } || variables.OperationAt(text.Location) is not { } value) return null;
        return CallSite.Unwrap(value) is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation), Member: { DeclaringSyntaxReferences: [var declared], ContainingType.TypeKind: TypeKind.Class or TypeKind.Struct } member } && IsKept(declared.GetSyntax())
            ? new Text(text.Location, ImmutableArray.Create(Unseen with { Member = member }))
            : null;
    }

    private static bool IsKept(SyntaxNode member) => member is ParameterSyntax or VariableDeclaratorSyntax or PropertyDeclarationSyntax { ExpressionBody: null };

    /// <summary>The name of the parameter that the member is set to: by a record, an initializer or an assignment in the constructor.</summary>
    private static string? KeptParameter(ISymbol member, IMethodSymbol constructor)
    {
        switch (member.DeclaringSyntaxReferences[0].GetSyntax())
        {
            case ParameterSyntax parameter:
                return parameter.Identifier.ValueText;
            case PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax initial }:
                return initial.Identifier.ValueText;
            case VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax initial }:
                return initial.Identifier.ValueText;
        }
        if (constructor.DeclaringSyntaxReferences is not [var reference]) return null;
        foreach (var node in reference.GetSyntax().DescendantNodes())
            if (node is AssignmentExpressionSyntax { Left: var left, Right: IdentifierNameSyntax given } && (left as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText is var own && (own ?? (left as IdentifierNameSyntax)?.Identifier.ValueText) == member.Name) return given.Identifier.ValueText;
        return null;
    }
}
