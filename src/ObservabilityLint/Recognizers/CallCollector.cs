using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Recognizers;

/// <summary>Walks a file once and notes every call by name.</summary>
internal sealed class CallCollector : CSharpSyntaxWalker
{
    private readonly ImmutableArray<NamedCall>.Builder calls = ImmutableArray.CreateBuilder<NamedCall>();

    public static ImmutableArray<NamedCall> Collect(SyntaxNode root)
    {
        var collector = new CallCollector();
        collector.Visit(root);
        return collector.calls.ToImmutable();
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        Add(CalledName(node.Expression), node, node.ArgumentList);
        base.VisitInvocationExpression(node);
    }

    public override void VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        Add(BareName(node.Type), node, node.ArgumentList);
        base.VisitObjectCreationExpression(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        Add(TargetTypeName(node), node, node.ArgumentList);
        base.VisitImplicitObjectCreationExpression(node);
    }

    public override void VisitConstructorInitializer(ConstructorInitializerSyntax node)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var name = node.IsKind(SyntaxKind.ThisConstructorInitializer) ? type?.Identifier.ValueText : BareName(type?.BaseList?.Types[0].Type);
        Add(name, node, node.ArgumentList);
        base.VisitConstructorInitializer(node);
    }

    public override void VisitPrimaryConstructorBaseType(PrimaryConstructorBaseTypeSyntax node)
    {
        Add(BareName(node.Type), node, node.ArgumentList);
        base.VisitPrimaryConstructorBaseType(node);
    }

    public override void VisitAttribute(AttributeSyntax node) => Add(BareName(node.Name), node, null);

    private void Add(string? name, SyntaxNode node, ArgumentListSyntax? arguments)
    {
        if (name != null) calls.Add(new NamedCall(name, node, arguments != null && EnclosingParameters.AreNamedIn(arguments)));
    }

    private static string? CalledName(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static string? BareName(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        NullableTypeSyntax nullable => BareName(nullable.ElementType),
        _ => null,
    };

    /// <summary>The type written where a <c>new(…)</c> is assigned to; null where only binding could tell.</summary>
    private static string? TargetTypeName(SyntaxNode creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => BareName(declaration.Type),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => BareName(property.Type),
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => BareName(property.Type),
        AssignmentExpressionSyntax assignment => MemberTypeName(assignment),
        _ => null,
    };

    private static string? MemberTypeName(AssignmentExpressionSyntax assignment)
    {
        if (CalledName(assignment.Left) is not { } member || assignment.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return null;
        foreach (var declared in type.Members)
        {
            if (declared is PropertyDeclarationSyntax property && property.Identifier.ValueText == member) return BareName(property.Type);
            if (declared is not FieldDeclarationSyntax field) continue;
            foreach (var variable in field.Declaration.Variables)
                if (variable.Identifier.ValueText == member) return BareName(field.Declaration.Type);
        }
        return null;
    }
}
