using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The bare names that stand in source, before anything is bound.</summary>
internal static class TypeNames
{
    /// <summary>The name of a called or written member: the last of a dotted expression.</summary>
    public static string? Called(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What stands before the called name, also before a question mark; null where nothing does.</summary>
    public static ExpressionSyntax? ReceiverOf(ExpressionSyntax called)
    {
        if (called is MemberAccessExpressionSyntax access) return access.Expression;
        if (called is not MemberBindingExpressionSyntax) return null;
        for (SyntaxNode? node = called; node.Parent != null; node = node.Parent)
            if (node.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == node) return conditional.Expression;
        return null;
    }

    public static string? Bare(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        NullableTypeSyntax nullable => Bare(nullable.ElementType),
        _ => null,
    };

    /// <summary>The last name of what a call, creation or attribute names, type arguments included.</summary>
    public static SimpleNameSyntax? OfCall(SyntaxNode call) => Last(call switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression,
        ObjectCreationExpressionSyntax creation => creation.Type,
        PrimaryConstructorBaseTypeSyntax @base => @base.Type,
        AttributeSyntax attribute => attribute.Name,
        _ => null,
    });

    private static SimpleNameSyntax? Last(SyntaxNode? name) => name switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => name as SimpleNameSyntax,
    };

    /// <summary>The type written where the value of a <c>new(…)</c> goes; null where only binding could tell.</summary>
    public static string? TargetOf(SyntaxNode creation)
    {
        while (creation.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax) creation = creation.Parent;
        return creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => Bare(declaration.Type),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => Bare(property.Type),
            ArrowExpressionClauseSyntax { Parent: { } member } => Bare(ResultOf(member)),
            ReturnStatementSyntax statement => Bare(ResultOfEnclosing(statement)),
            YieldStatementSyntax statement => ResultOfEnclosing(statement) is GenericNameSyntax { TypeArgumentList.Arguments: [var element] } ? Bare(element) : null,
            InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax { Type.ElementType: var element } } => Bare(element),
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax, Parent: { } entries } => Bare(ElementOf(ListAround(entries))),
            AssignmentExpressionSyntax { Left.RawKind: FieldExpressionKind } assignment => Bare(assignment.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Type),
            AssignmentExpressionSyntax assignment => Called(assignment.Left) is { } variable ? (assignment.Left is IdentifierNameSyntax ? OfLocal(variable, assignment) : null) ?? OfMember(variable, assignment) : null,
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Parent: { } entries } => Bare(ElementOf(ListAround(entries))),
            InitializerExpressionSyntax elements => Bare(ElementOf(ListAround(elements))),
            { RawKind: ExpressionElementKind, Parent: { } collection } => Bare(ElementOf(DeclaredFor(collection))),
            _ => null,
        };
    }

    private const int ExpressionElementKind = 9077, FieldExpressionKind = 8757;

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

    /// <summary>The type written where a local of the functions around is declared; null where it is not.</summary>
    private static string? OfLocal(string local, SyntaxNode use)
    {
        for (var outer = use.Parent; outer is not (null or BaseTypeDeclarationSyntax); outer = outer.Parent)
        {
            if (outer is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax)) continue;
            foreach (var statement in outer.ChildNodes())
                if ((statement is GlobalStatementSyntax { Statement: var global } ? global : statement) is LocalDeclarationStatementSyntax { Declaration: var declaration })
                    foreach (var variable in declaration.Variables)
                        if (variable.Identifier.ValueText == local) return Bare(declaration.Type);
        }
        return null;
    }

    /// <summary>The type written where a field or a property is declared, in this part of the type; null where it is not.</summary>
    public static string? OfMember(string member, SyntaxNode use)
    {
        if (use.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return null;
        foreach (var declared in type.Members)
        {
            if (declared is PropertyDeclarationSyntax property && property.Identifier.ValueText == member) return Bare(property.Type);
            if (declared is not FieldDeclarationSyntax field) continue;
            foreach (var variable in field.Declaration.Variables)
                if (variable.Identifier.ValueText == member) return Bare(field.Declaration.Type);
        }
        return null;
    }

    /// <summary>The type whose constructor is called, as it is named there; null for what is no such call, or does not show it.</summary>
    public static string? Created(SyntaxNode node) => (SyntaxKind)node.RawKind switch
    {
        SyntaxKind.ObjectCreationExpression => Bare(((ObjectCreationExpressionSyntax)node).Type),
        SyntaxKind.ImplicitObjectCreationExpression => TargetOf(node),
        SyntaxKind.BaseConstructorInitializer => Bare(node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.Types[0].Type),
        SyntaxKind.ThisConstructorInitializer => node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText,
        SyntaxKind.PrimaryConstructorBaseType => Bare(((PrimaryConstructorBaseTypeSyntax)node).Type),
        SyntaxKind.Attribute => Bare(((AttributeSyntax)node).Name),
        _ => null,
    };

    /// <summary>A file's own names for wanted types: <c>using Rows = System.Data.DataTable;</c></summary>
    public static Dictionary<string, string>? AliasesOf(NamedWords names, SyntaxNode root)
    {
        Dictionary<string, string>? aliases = null;
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
            // The name is missing where an alias stands for a tuple or a pointer.
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias, Name: NameSyntax name } && Bare(name) is { } type && names.Contains(type))
                (aliases ??= new Dictionary<string, string>())[alias] = type;
        return aliases;
    }
}
