using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>What a list in a local or a parameter holds at a use of it: its first value, and what the method puts into it before.</summary>
internal static class FilledVariable
{
    public static void Collect(IOperation use, TagSet whole, TagLists lists)
    {
        if (use.SemanticModel is not { } model || Target.SymbolOf(use) is not { DeclaringSyntaxReferences: [var reference] } variable)
        {
            whole.AddUnseen();
            return;
        }
        // What is taken out of this list, or set anew in it, stays in others that are given with it.
        var set = whole.Part();
        var declaration = reference.GetSyntax();
        IdentifierNameSyntax[] mentions = [.. Mentions(variable, declaration)];
        var replaced = LastReplacement(mentions, use.Syntax, declaration);
        if (replaced != null && model.GetOperation(replaced.Right) is { } other) lists.Collect(other, set);
        else if (declaration is VariableDeclaratorSyntax { Initializer.Value: var initial } && model.GetOperation(initial) is { } value) lists.Collect(value, set);
        else if (variable is IParameterSymbol given) lists.AddGiven(given, set);
        else if (declaration is not VariableDeclaratorSyntax) set.AddUnseen();
        foreach (var name in mentions)
        {
            if (name == use.Syntax || replaced != null && name.SpanStart < replaced.Span.End || IsReplacedBy(name, use.Syntax) || IsBefore(name, use.Syntax, declaration) is not { } isCertain) continue;
            Collect(name, use.Type is { IsValueType: true }, isCertain, model, set, lists);
        }
        whole.Add(set, static tag => tag);
    }

    /// <summary>What a method puts into a list that it is given.</summary>
    /// <param name="list">The parameter.</param>
    /// <param name="method">The method's declaration.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="set">Gets the tags.</param>
    /// <param name="lists">Reads them.</param>
    public static void CollectGiven(IParameterSymbol list, SyntaxNode method, SemanticModel model, TagSet set, TagLists lists)
    {
        var mayEndBefore = false;
        foreach (var node in method.DescendantNodes())
        {
            mayEndBefore |= node is ReturnStatementSyntax;
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != list.Name) continue;
            var isCertain = !mayEndBefore;
            for (SyntaxNode? outer = name; outer != method && outer != null; outer = outer.Parent) isCertain &= !IsPassedInSomeRunsOnly(outer);
            Collect(name, list.Type.IsValueType, isCertain, model, set, lists);
        }
    }

    /// <summary>Everything that is put into the list after its creation, whenever that is.</summary>
    public static void CollectAll(ILocalSymbol local, IOperation creation, TagSet set, TagLists lists)
    {
        if (creation.SemanticModel is not { } model || local.DeclaringSyntaxReferences is not [var reference]) return;
        foreach (var name in Mentions(local, reference.GetSyntax()))
            if (Filling(name) is { } filling && model.GetOperation(filling) is { } operation) Fill(operation, isCertain: false, set, lists);
    }

    /// <summary>What the methods of a type put into a list that it alone sees, as far as they stand in the same file.</summary>
    public static void CollectKept(IOperation use, TagSet set, TagLists lists, VariableValues variables)
    {
        if (Target.SymbolOf(use) is not { DeclaredAccessibility: Accessibility.Private } member) return;
        var filled = set.Part();
        foreach (var (mention, model) in VariableMentions.Of(member, variables))
        {
            if (mention.SyntaxTree != use.Syntax.SyntaxTree) filled.AddUnseen();
            else if (Filling(mention) is { } filling && model.GetOperation(filling) is { } operation)
            {
                // A place is filled for the call that follows: what other methods put there they record themselves.
                if (operation is ISimpleAssignmentOperation { Target: var target } && TagLists.PlaceOf(target) != null && MemberAround(mention) != MemberAround(use.Syntax)) filled.AddUnseen();
                else Fill(operation, isCertain: false, filled, lists);
            }
            // All of it is taken out for the next time; what is taken out by itself is not recorded.
            else if (RemovalOf(mention) is not (null or "Clear")) return;
        }
        set.Add(filled, static tag => tag);
    }

    private static MemberDeclarationSyntax? MemberAround(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    private static void Collect(IdentifierNameSyntax name, bool isValue, bool isCertain, SemanticModel model, TagSet set, TagLists lists)
    {
        if (Filling(name) is { } filling && model.GetOperation(filling) is { } operation)
        {
            if (IsChangedInPlace(operation, name)) set.Forget();
            else Fill(operation, isCertain, set, lists);
        }
        else if (RemovalOf(name) != null) set.Forget();
        else if (MayChange(name, isValue) && !TryFilled(name, isCertain, model, set, lists)) set.AddUnseen();
    }

    /// <summary>What is at a place is made anew of what is there, whatever that leaves of it: <c>tags[i] = new(tags[i].Key, "hidden")</c></summary>
    private static bool IsChangedInPlace(IOperation filling, IdentifierNameSyntax list)
    {
        if (filling is not ISimpleAssignmentOperation { Target: var target, Value: var value } || TagLists.PlaceOf(target) is null) return false;
        foreach (var node in value.Syntax.DescendantNodes())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == list.Identifier.ValueText) return true;
        return false;
    }

    /// <summary>The method that is given the list may be one of the program.</summary>
    private static bool TryFilled(IdentifierNameSyntax name, bool isCertain, SemanticModel model, TagSet set, TagLists lists)
    {
        if (name.Parent is not (ArgumentSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }) || model.GetOperation(name) is not { } list) return false;
        var part = set.Part();
        if (!lists.TryFilled(list, part)) return false;
        set.Add(part, tag => isCertain ? tag : tag with { IsOptional = true });
        return true;
    }

    /// <summary>The last statement before the use that puts another list in its place, in every run: <c>tags = WithTenant(tags);</c></summary>
    private static AssignmentExpressionSyntax? LastReplacement(IdentifierNameSyntax[] mentions, SyntaxNode use, SyntaxNode declaration)
    {
        AssignmentExpressionSyntax? last = null;
        foreach (var name in mentions)
            if (name.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment && assignment.Left == name && !IsReplacedBy(name, use)
                && name.SpanStart < use.SpanStart && IsBefore(name, use, declaration) == true) last = assignment;
        return last;
    }

    /// <summary>What is put in its place is made of the use.</summary>
    private static bool IsReplacedBy(IdentifierNameSyntax name, SyntaxNode use) => name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name && assignment.Right.Span.Contains(use.Span);

    private static void Fill(IOperation filling, bool isCertain, TagSet set, TagLists lists)
    {
        var part = set.Part();
        lists.Fill(filling, part);
        set.IsPutTogether = true;
        Func<Tag, Tag> change = tag => tag with { Syntax = filling.Syntax, IsOptional = tag.IsOptional || !isCertain };
        if (isCertain && filling is ISimpleAssignmentOperation) set.Replace(part, change);
        else set.Add(part, change);
    }

    private static IEnumerable<IdentifierNameSyntax> Mentions(ISymbol variable, SyntaxNode declaration)
    {
        foreach (var node in ScopeOf(declaration).DescendantNodes())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name && !declaration.Span.Contains(name.Span)) yield return name;
    }

    private static SyntaxNode ScopeOf(SyntaxNode declaration)
    {
        var scope = declaration.Parent;
        while (scope is not (BlockSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or SwitchSectionSyntax or CompilationUnitSyntax or ForStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or MemberDeclarationSyntax) || scope is GlobalStatementSyntax)
        {
            if (scope?.Parent is null) return declaration;
            scope = scope.Parent;
        }
        return scope;
    }

    /// <summary>Null if no run passes the place before the use; else whether every run that comes to the use does.</summary>
    private static bool? IsBefore(SyntaxNode place, SyntaxNode use, SyntaxNode declaration)
    {
        var isCertain = true;
        var ancestor = place;
        for (; ancestor != null && !ancestor.Span.Contains(use.Span); ancestor = ancestor.Parent)
            if (IsPassedInSomeRunsOnly(ancestor)) isCertain = false;
        if (place.SpanStart < use.SpanStart) return ExclusiveBranches.Separate(place, use) ? null : isCertain;
        // In a loop, what stands behind the use is before the use of the next round; and a lambda runs whenever it is called.
        for (; ancestor != null && !ancestor.Span.Contains(declaration.Span); ancestor = ancestor.Parent)
            if (IsLoop(ancestor) || ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return false;
        return null;
    }

    private static bool IsPassedInSomeRunsOnly(SyntaxNode node) => IsLoop(node) || node
        is IfStatementSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax or CatchClauseSyntax or TryStatementSyntax or ElseClauseSyntax
        or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ConditionalAccessExpressionSyntax
        or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression };

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>The call or assignment that puts something into the list that is named there; null if it does something else.</summary>
    private static SyntaxNode? Filling(SyntaxNode name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == name => IsAdding(access.Name) ? call : null,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var called } } call } access when access.Expression == name => IsAdding(called) ? call : null,
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } element when element.Expression == name && assignment.Left == element => assignment,
        // (tags ??= new()).Add(…)
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Right: BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null }, Parent: ParenthesizedExpressionSyntax made } when made.Parent is MemberAccessExpressionSyntax { Name: var called, Parent: InvocationExpressionSyntax call } && IsAdding(called) => call,
        _ => null,
    };

    /// <summary>Something is put into the list there, or taken out of it, or another is put in its place; nothing is read.</summary>
    public static bool IsChangedBy(SyntaxNode name) => Filling(name) != null || RemovalOf(name) != null || name.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment && assignment.Left == name;

    private static bool IsAdding(SimpleNameSyntax called) => called.Identifier.ValueText is "Add" or "TryAdd";

    private static string? RemovalOf(SyntaxNode name)
        => name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" or "Remove" or "RemoveAt" or "RemoveAll" or "RemoveRange" } access && access.Expression == name ? access.Name.Identifier.ValueText : null;

    /// <summary>The list may be changed there, or by someone who is given it.</summary>
    private static bool MayChange(IdentifierNameSyntax name, bool isValue)
    {
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when access.Expression == name:
                return access.Name.Identifier.ValueText is not ("Contains" or "ContainsKey" or "IndexOf" or "TryGetValue" or "CopyTo" or "ToArray" or "AsSpan" or "AsMemory" or "GetEnumerator" or "ToString");
            case ArgumentSyntax argument:
                return argument.RefKindKeyword.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword || !isValue && !IsOfTelemetry(argument);
            case AssignmentExpressionSyntax assignment when assignment.Left == name:
            case PrefixUnaryExpressionSyntax or RefExpressionSyntax:
                return true;
            case EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return !isValue;
            default:
                return false;
        }
    }

    /// <summary>The methods of telemetry libraries read what they are given.</summary>
    private static bool IsOfTelemetry(ArgumentSyntax argument) => argument.Parent?.Parent switch
    {
        InvocationExpressionSyntax call => TypeNames.Called(call.Expression) is "Add" or "Record" or "StartActivity" or "CreateActivity" or "WithLabels" or "Labels" or "SetStaticLabels" or "AddEvent" or ExceptionEvents.OfActivity or "SetBaggage",
        BaseObjectCreationExpressionSyntax => true,
        _ => false,
    };
}
