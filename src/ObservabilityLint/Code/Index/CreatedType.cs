using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The type that a creation names, before anything is bound: where it stands, or where its value goes.</summary>
internal static class CreatedType
{
    private const int ExpressionElementKind = 9077, FieldExpressionKind = 8757;

    /// <summary>The type whose constructor is called, as it is named there; null for what is no such call, or does not show it.</summary>
    public static string? Of(SyntaxNode node) => (SyntaxKind)node.RawKind switch
    {
        SyntaxKind.ObjectCreationExpression => TypeNames.Bare(((ObjectCreationExpressionSyntax)node).Type),
        SyntaxKind.ImplicitObjectCreationExpression => Target(node),
        SyntaxKind.BaseConstructorInitializer => TypeNames.Bare(node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.Types[0].Type),
        SyntaxKind.ThisConstructorInitializer => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText,
        SyntaxKind.PrimaryConstructorBaseType => TypeNames.Bare(((PrimaryConstructorBaseTypeSyntax)node).Type),
        SyntaxKind.Attribute => TypeNames.Bare(((AttributeSyntax)node).Name),
        _ => null,
    };

    /// <summary>The type written where the value of a <c>new(…)</c> goes; null where only binding could tell.</summary>
    public static string? Target(SyntaxNode creation)
    {
        while (creation.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax) creation = creation.Parent;
        return creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => TypeNames.Bare(declaration.Type),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => TypeNames.Bare(property.Type),
            ArrowExpressionClauseSyntax { Parent: { } member } => TypeNames.Bare(ResultOf(member)),
            ReturnStatementSyntax statement => TypeNames.Bare(ResultOfEnclosing(statement)),
            YieldStatementSyntax statement => ResultOfEnclosing(statement) is GenericNameSyntax { TypeArgumentList.Arguments: [var element] } ? TypeNames.Bare(element) : null,
            InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax { Type.ElementType: var element } } => TypeNames.Bare(element),
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax, Parent: { } entries } => TypeNames.Bare(ElementOf(ListAround(entries))),
            AssignmentExpressionSyntax { Left.RawKind: FieldExpressionKind } assignment => TypeNames.Bare(assignment.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Type),
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var list } } => TypeNames.Bare(ElementOf(DeclaredType.WrittenFor(list))),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => DeclaredType.Of(variable),
            AssignmentExpressionSyntax { Left: var member } assignment => TypeNames.Called(member) is { } name ? DeclaredType.OfMember(name, assignment) : null,
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Parent: { } entries } => TypeNames.Bare(ElementOf(ListAround(entries))),
            InitializerExpressionSyntax elements => TypeNames.Bare(ElementOf(ListAround(elements))),
            { RawKind: ExpressionElementKind, Parent: { } collection } => TypeNames.Bare(ElementOf(DeclaredFor(collection))),
            _ => null,
        };
    }

    /// <summary>The type of the list or dictionary that is filled.</summary>
    private static TypeSyntax? ListAround(SyntaxNode initializer) => initializer.Parent switch
    {
        ObjectCreationExpressionSyntax creation => creation.Type,
        { } made => DeclaredFor(made is ImplicitObjectCreationExpressionSyntax ? made : initializer),
        null => null,
    };

    private static TypeSyntax? DeclaredFor(SyntaxNode value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: { } member } => ResultOf(member),
        ReturnStatementSyntax statement => ResultOfEnclosing(statement),
        _ => null,
    };

    private static TypeSyntax? ElementOf(TypeSyntax? list) => list switch
    {
        ArrayTypeSyntax { ElementType: var element } => element,
        GenericNameSyntax { TypeArgumentList.Arguments: [.., var last] } => last,
        QualifiedNameSyntax { Right: var right } => ElementOf(right),
        NullableTypeSyntax { ElementType: var type } => ElementOf(type),
        _ => null,
    };

    private static TypeSyntax? ResultOfEnclosing(SyntaxNode statement)
    {
        for (var node = statement.Parent; node != null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax) return null;
            if (ResultOf(node) is { } type) return type;
        }
        return null;
    }

    private static TypeSyntax? ResultOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        PropertyDeclarationSyntax property => property.Type,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Type,
        _ => null,
    };
}
