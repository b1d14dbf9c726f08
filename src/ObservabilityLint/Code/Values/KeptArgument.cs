using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether an object keeps what it is made with, and does not only read it: by the names in the code of its type.</summary>
internal static class KeptArgument
{
    /// <summary>False too where the type's code is out of sight, or hands the value to another constructor.</summary>
    public static bool Is(IArgumentOperation argument)
    {
        if (argument is not { Parent: IObjectCreationOperation { Constructor: { } constructor }, Parameter: { } parameter }) return false;
        foreach (var declaration in constructor.DeclaringSyntaxReferences)
            if (IsKept(parameter.Name, declaration.GetSyntax())) return true;
        return false;
    }

    private static bool IsKept(string parameter, SyntaxNode declaration) => declaration switch
    {
        // Its parameters are properties.
        RecordDeclarationSyntax => true,
        ConstructorDeclarationSyntax constructor => constructor.DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Right: var value } && Names(value, parameter)),
        TypeDeclarationSyntax type => type.Members.Any(member => IsKeptBy(member, parameter)),
        _ => false,
    };

    /// <summary>A member that names a parameter of the type makes the object keep it; an initializer only where it is the value.</summary>
    private static bool IsKeptBy(MemberDeclarationSyntax member, string parameter) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => variable.Initializer is { Value: var value } && Names(value, parameter)),
        PropertyDeclarationSyntax { Initializer.Value: var value } => Names(value, parameter),
        BaseTypeDeclarationSyntax => false,
        _ => member.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == parameter)
            && !member.DescendantNodes().Any(node => node is ParameterSyntax { Identifier.ValueText: var own } && own == parameter || node is VariableDeclaratorSyntax { Identifier.ValueText: var local } && local == parameter),
    };

    /// <summary>The parameter itself, and nothing that is read from it.</summary>
    private static bool Names(ExpressionSyntax value, string parameter) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == parameter,
        ParenthesizedExpressionSyntax inner => Names(inner.Expression, parameter),
        CastExpressionSyntax cast => Names(cast.Expression, parameter),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Names(sure.Operand, parameter),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression } either => Names(either.Left, parameter) || Names(either.Right, parameter),
        ConditionalExpressionSyntax choice => Names(choice.WhenTrue, parameter) || Names(choice.WhenFalse, parameter),
        _ => false,
    };
}
