using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Flow;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>What a list in a local holds at a use of it: its first value, and what the method puts into it before.</summary>
internal static class FilledLocal
{
    public static void Collect(ILocalReferenceOperation use, TagSet set, TagLists lists, int depth)
    {
        if (use.SemanticModel is not { } model || use.Local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not VariableDeclaratorSyntax declarator || use.Local.RefKind != RefKind.None)
        {
            set.AddUnseen();
            return;
        }
        if (declarator.Initializer is { Value: var initial } && model.GetOperation(initial) is { } value) lists.Collect(value, set, depth + 1);
        foreach (var name in Mentions(use.Local, declarator))
        {
            if (name == use.Syntax || IsBefore(name, use.Syntax, declarator) is not { } isCertain) continue;
            if (Filling(name) is { } filling && model.GetOperation(filling) is { } operation) Fill(operation, isCertain, set, lists, depth);
            else if (MayChange(name, use.Local)) set.AddUnseen();
        }
    }

    /// <summary>Everything that is put into the list after its creation, whenever that is.</summary>
    public static void CollectAll(ILocalSymbol local, IOperation creation, TagSet set, TagLists lists)
    {
        if (creation.SemanticModel is not { } model || local.DeclaringSyntaxReferences is not [var reference]) return;
        foreach (var name in Mentions(local, reference.GetSyntax()))
            if (Filling(name) is { } filling && model.GetOperation(filling) is { } operation) Fill(operation, isCertain: false, set, lists, 0);
    }

    private static IEnumerable<IdentifierNameSyntax> Mentions(ILocalSymbol local, SyntaxNode declarator)
    {
        foreach (var node in ScopeOf(declarator).DescendantNodes())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name && !declarator.Span.Contains(name.Span)) yield return name;
    }

    private static void Fill(IOperation filling, bool isCertain, TagSet set, TagLists lists, int depth)
    {
        var inner = new TagSet(set.Target);
        set.IsPutTogether = true;
        lists.Fill(filling, inner, depth + 1);
        if (!inner.IsComplete) set.AddUnseen();
        foreach (var tag in inner.Tags) set.Add(isCertain ? tag with { Syntax = filling.Syntax } : tag with { Syntax = filling.Syntax, IsOptional = true });
    }

    private static SyntaxNode ScopeOf(SyntaxNode declarator)
    {
        var scope = declarator.Parent;
        while (scope is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or ForStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or MemberDeclarationSyntax) || scope is GlobalStatementSyntax)
        {
            if (scope?.Parent is null) return declarator;
            scope = scope.Parent;
        }
        return scope;
    }

    /// <summary>Null if no run passes the place before the use; else whether every run that comes to the use does.</summary>
    private static bool? IsBefore(SyntaxNode place, SyntaxNode use, SyntaxNode declarator)
    {
        var isCertain = true;
        var ancestor = place;
        for (; ancestor != null && !ancestor.Span.Contains(use.Span); ancestor = ancestor.Parent)
            if (IsPassedInSomeRunsOnly(ancestor)) isCertain = false;
        if (place.SpanStart < use.SpanStart) return ExclusiveBranches.Separate(place, use) ? null : isCertain;
        // In a loop, what stands behind the use is before the use of the next round; and a lambda runs whenever it is called.
        for (; ancestor != null && !ancestor.Span.Contains(declarator.Span); ancestor = ancestor.Parent)
            if (IsLoop(ancestor) || ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return false;
        return null;
    }

    private static bool IsPassedInSomeRunsOnly(SyntaxNode node) => IsLoop(node) || node
        is IfStatementSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax or CatchClauseSyntax or TryStatementSyntax or ElseClauseSyntax
        or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ConditionalAccessExpressionSyntax
        or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression };

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>The call or assignment that puts something into the list that is named there; null if it does something else.</summary>
    private static SyntaxNode? Filling(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax call } access when access.Expression == name => call,
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } element when element.Expression == name && assignment.Left == element => assignment,
        _ => null,
    };

    /// <summary>The list may be changed there, or by someone who is given it.</summary>
    private static bool MayChange(IdentifierNameSyntax name, ILocalSymbol local)
    {
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when access.Expression == name:
                return access.Name.Identifier.ValueText is not ("Contains" or "ContainsKey" or "IndexOf" or "TryGetValue" or "CopyTo" or "ToArray" or "AsSpan" or "AsMemory" or "GetEnumerator" or "ToString");
            case ArgumentSyntax argument:
                return argument.RefKindKeyword.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword || !local.Type.IsValueType && !IsOfTelemetry(argument);
            case AssignmentExpressionSyntax assignment when assignment.Left == name:
            case PrefixUnaryExpressionSyntax or RefExpressionSyntax:
                return true;
            case EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return !local.Type.IsValueType;
            default:
                return false;
        }
    }

    /// <summary>The methods of telemetry libraries read what they are given.</summary>
    private static bool IsOfTelemetry(ArgumentSyntax argument) => argument.Parent?.Parent switch
    {
        InvocationExpressionSyntax call => TypeNames.Called(call.Expression) is "Add" or "Record" or "StartActivity" or "CreateActivity" or "WithLabels" or "Labels" or "SetStaticLabels" or "AddEvent" or "AddException" or "SetBaggage",
        BaseObjectCreationExpressionSyntax => true,
        _ => false,
    };
}
