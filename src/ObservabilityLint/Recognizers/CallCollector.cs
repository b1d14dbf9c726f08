using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Recognizers;

/// <summary>Walks a file once and notes every call and every assignment by name.</summary>
internal sealed class CallCollector : CSharpSyntaxWalker
{
    private readonly ImmutableArray<NamedNode>.Builder calls = ImmutableArray.CreateBuilder<NamedNode>();
    private readonly ImmutableArray<NamedNode>.Builder writes = ImmutableArray.CreateBuilder<NamedNode>();

    // `using EC = System.Diagnostics.Tracing.EventCounter;`: the file's own names for types.
    private Dictionary<string, string>? aliases;

    public static (ImmutableArray<NamedNode> Calls, ImmutableArray<NamedNode> Writes) Collect(SyntaxNode root)
    {
        var collector = new CallCollector();
        collector.Visit(root);
        return (collector.calls.ToImmutable(), collector.writes.ToImmutable());
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
        // The name is missing where an alias stands for a tuple or a pointer.
        if (node is { Alias.Name.Identifier.ValueText: var alias, Name: NameSyntax name } && TypeNames.Bare(name) is { } type)
            (aliases ??= new Dictionary<string, string>())[alias] = type;
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        Add(TypeNames.Called(node.Expression), node);
        base.VisitInvocationExpression(node);
    }

    public override void VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        AddType(TypeNames.Bare(node.Type), node);
        base.VisitObjectCreationExpression(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        AddType(TypeNames.TargetOf(node), node);
        base.VisitImplicitObjectCreationExpression(node);
    }

    public override void VisitConstructorInitializer(ConstructorInitializerSyntax node)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        AddType(node.IsKind(SyntaxKind.ThisConstructorInitializer) ? type?.Identifier.ValueText : TypeNames.Bare(type?.BaseList?.Types[0].Type), node);
        base.VisitConstructorInitializer(node);
    }

    public override void VisitPrimaryConstructorBaseType(PrimaryConstructorBaseTypeSyntax node)
    {
        AddType(TypeNames.Bare(node.Type), node);
        base.VisitPrimaryConstructorBaseType(node);
    }

    public override void VisitAttribute(AttributeSyntax node) => AddType(TypeNames.Bare(node.Name), node);

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        AddWrites(node.Left, node);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitArgument(ArgumentSyntax node)
    {
        if (node.RefKindKeyword.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword) AddWrites(node.Expression, node);
        base.VisitArgument(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.RawKind is (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression) AddWrites(node.Operand, node);
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        if (node.RawKind is (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression) AddWrites(node.Operand, node);
        base.VisitPostfixUnaryExpression(node);
    }

    /// <summary>Through a reference anything may be written.</summary>
    public override void VisitRefExpression(RefExpressionSyntax node)
    {
        AddWrites(node.Expression, node);
        base.VisitRefExpression(node);
    }

    private void AddType(string? name, SyntaxNode node)
        => Add(name != null && aliases != null && aliases.TryGetValue(name, out var type) ? type : name, node);

    private void Add(string? name, SyntaxNode node)
    {
        if (name != null) calls.Add(new NamedNode(name, node));
    }

    /// <summary>An element that is written counts as a write of the array.</summary>
    private void AddWrites(ExpressionSyntax written, SyntaxNode node)
    {
        while (written is ElementAccessExpressionSyntax element) written = element.Expression;
        if (written is TupleExpressionSyntax tuple)
            foreach (var part in tuple.Arguments) AddWrites(part.Expression, part);
        else if (TypeNames.Called(written) is { } name)
            writes.Add(new NamedNode(name, node));
    }
}
