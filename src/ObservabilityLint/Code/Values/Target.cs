using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Where an expression's value is kept.</summary>
internal static class Target
{
    /// <summary>The field, property or local that the value is assigned to (or that an expression-bodied property gives out), or null.</summary>
    public static ISymbol? Of(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation) parent = parent.Parent;
        return parent switch
        {
            IFieldInitializerOperation { InitializedFields: [var field] } => field,
            IPropertyInitializerOperation { InitializedProperties: [var property] } => property,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation assignment when assignment.Value.Syntax.Span.Contains(value.Syntax.Span) => SymbolOf(assignment.Target),
            ICoalesceAssignmentOperation assignment => SymbolOf(assignment.Target),
            IReturnOperation { Syntax.Parent: ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } } => value.SemanticModel?.GetDeclaredSymbol(property),
            _ => null,
        };
    }

    /// <summary>The field, property, local or parameter that an expression reads or writes, or null.</summary>
    public static ISymbol? SymbolOf(IOperation reference) => reference switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>
    /// The variable that an expression reads, if it holds the same object in every place that names it: not a member of another object,
    /// and not an inherited or public one, which two objects of different classes may fill differently.
    /// </summary>
    public static ISymbol? OneObject(IOperation reference)
        => SymbolOf(reference) is { } symbol && (symbol is ILocalSymbol or IParameterSymbol || symbol.IsStatic || symbol.DeclaredAccessibility == Accessibility.Private && IsOfThis(reference))
            ? symbol
            : null;

    private static bool IsOfThis(IOperation reference) => reference is IMemberReferenceOperation { Instance: IInstanceReferenceOperation };
}
