using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>A place that runs a delegate.</summary>
/// <param name="Place">The call of it, or the reference that is handed to another call.</param>
/// <param name="IsOfAll">Whoever gets there runs this delegate; else it may be the place of another object, which was given another delegate.</param>
internal readonly record struct DelegateRun(IOperation Place, bool IsOfAll);

/// <summary>
/// Where a delegate runs that is kept: in a local, field, property or event, in a list or dictionary, or by the object whose constructor gets it. Only what certainly holds it counts: a
/// variable that is given nothing else in sight, or one to which delegates are only added. Of the events that stand behind that of an interface it has to be the only one.
/// </summary>
internal sealed class KeptDelegates(CallGraph graph, Compilation compilation, CancellationToken cancellation)
{
    /// <summary>How many places that name a variable are bound to see whether they run it.</summary>
    private const int MaximumCandidates = 60;

    private readonly List<DelegateRun> runs = [];
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);

    /// <summary>The calls of a delegate that is made of a lambda or of a method.</summary>
    public List<DelegateRun> RunsOf(IOperation made)
    {
        Follow(made, isOfAll: true);
        return runs;
    }

    private void Follow(IOperation value, bool isOfAll)
    {
        var user = value.Parent;
        while (user is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation or ICoalesceOperation) (value, user) = (user, user.Parent);
        if (DelegateElements.CollectionOf(value) is { } collection)
        {
            FollowCollection(collection);
            return;
        }
        switch (user)
        {
            case IArgumentOperation { Parent: IInvocationOperation } when value is not IDelegateCreationOperation:
                runs.Add(new DelegateRun(value, isOfAll));
                break;
            case IArgumentOperation { Parameter: { } parameter, Parent: IObjectCreationOperation { Constructor: { } constructor } }:
                FollowParameter(constructor.OriginalDefinition, parameter.Ordinal);
                break;
            case IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } }:
                FollowVariable(local, user, UsesIn(Body.RootOf(user), local), isOfAll);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowVariable(local, user, UsesIn(Body.RootOf(user), local), isOfAll);
                break;
            case IFieldInitializerOperation { InitializedFields: [var field] }:
                FollowVariable(field, user, UsesOf(field), isOfAll);
                break;
            case IPropertyInitializerOperation { InitializedProperties: [var property] }:
                FollowVariable(property, user, UsesOf(property), isOfAll);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                FollowVariable(local, user, UsesIn(Body.RootOf(user), local), isOfAll);
                break;
            case IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } } assignment when assignment.Value == value && !IsRemoval(assignment):
                FollowMember((IMemberReferenceOperation)assignment.Target, user, isOfAll);
                break;
            case IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation target }:
                FollowMember(target, user, isOfAll);
                break;
        }
    }

    private void FollowMember(IMemberReferenceOperation target, IOperation write, bool isOfAll)
    {
        var member = OnlyImplementation(target.Member.OriginalDefinition);
        FollowVariable(member, write, UsesOf(member), isOfAll && (member.IsStatic || IsOfEveryObject(target)));
    }

    /// <summary>What is raised where an event of an interface, or an abstract one, is subscribed to.</summary>
    private ISymbol OnlyImplementation(ISymbol member)
        => member is IEventSymbol { AddMethod: { } add } && Implementations.MayBeAnother(add) && Implementations.In(compilation).Of(add) is [{ AssociatedSymbol: IEventSymbol only }] ? only.OriginalDefinition : member;

    /// <summary>A variable, or what makes the collection for one.</summary>
    private void FollowCollection(IOperation collection)
    {
        var holder = Target.SymbolOf(collection) ?? Target.Of(collection);
        var uses = holder switch
        {
            ILocalSymbol or IParameterSymbol => UsesIn(Body.RootOf(collection), holder),
            IFieldSymbol or IPropertySymbol { IsIndexer: false } => UsesOf(holder.OriginalDefinition),
            _ => null,
        };
        if (uses is null || !seen.Add(holder!.OriginalDefinition)) return;
        foreach (var use in uses)
            foreach (var call in DelegateElements.CallsAt(use)) runs.Add(new DelegateRun(call, IsOfAll: false));
    }

    /// <summary>Each object of the type does so with itself.</summary>
    private static bool IsOfEveryObject(IMemberReferenceOperation target)
        => target.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, target.Member.ContainingType.OriginalDefinition);

    /// <summary>The constructor keeps it in a member, or its class uses the parameter itself.</summary>
    private void FollowParameter(IMethodSymbol constructor, int ordinal)
    {
        if (ordinal >= constructor.Parameters.Length || constructor.DeclaringSyntaxReferences is not [var reference]) return;
        var parameter = constructor.Parameters[ordinal];
        var declaration = reference.GetSyntax(cancellation);
        if (declaration is TypeDeclarationSyntax) FollowVariable(parameter, null, UsesAt([declaration], parameter), isOfAll: false);
        else if (graph.OperationAt(declaration, cancellation) is { } body) FollowVariable(parameter, null, UsesIn(body, parameter), isOfAll: false);
    }

    /// <param name="variable">What keeps the delegate.</param>
    /// <param name="write">Where it is given the delegate; null for a parameter.</param>
    /// <param name="uses">The places that name it; null where there are too many to look at.</param>
    /// <param name="isOfAll">Every object of its type, or call of its method, gives it this delegate.</param>
    private void FollowVariable(ISymbol variable, IOperation? write, List<IOperation>? uses, bool isOfAll)
    {
        if (uses is null || !IsDelegate(variable) || !seen.Add(variable.OriginalDefinition)) return;
        foreach (var use in uses)
            if (WriteAt(use) is { } other && other.Syntax != write?.Syntax && !IsBesides(other, write)) return;
        if (write is IAssignmentOperation && variable is ILocalSymbol && IsInitialized(variable)) return;
        foreach (var use in uses)
        {
            if (use.Parent is IEventAssignmentOperation || use.Parent is IAssignmentOperation { Target: var target } && target == use || WriteAt(use) != null) continue;
            if (DelegateCall.CallOf(use) is { } call) runs.Add(new DelegateRun(call, isOfAll));
            else Follow(use, isOfAll);
        }
    }

    /// <summary>Both are added to the others, or given to objects of their own.</summary>
    private static bool IsBesides(IOperation other, IOperation? write)
        => other is ICompoundAssignmentOperation && write is ICompoundAssignmentOperation || IsOfNewObject(other) && write != null && IsOfNewObject(write);

    private static bool IsOfNewObject(IOperation write) => write.Parent is IObjectOrCollectionInitializerOperation;

    /// <summary>What a use gives the variable; null where it gives it nothing, or takes something away.</summary>
    private static IOperation? WriteAt(IOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment when assignment.Target == use => IsRemoval(assignment) || CallSite.Unwrap(assignment.Value).ConstantValue is { HasValue: true, Value: null } ? null : assignment,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => argument,
        _ => null,
    };

    private static bool IsRemoval(IAssignmentOperation assignment) => assignment is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract };

    private bool IsInitialized(ISymbol local) => local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: not LiteralExpressionSyntax and not PostfixUnaryExpressionSyntax };

    private static bool IsDelegate(ISymbol variable) => variable switch
    {
        ILocalSymbol { Type: var type } => type.TypeKind == TypeKind.Delegate,
        IFieldSymbol { Type: var type } => type.TypeKind == TypeKind.Delegate,
        IParameterSymbol { Type: var type } => type.TypeKind == TypeKind.Delegate,
        IPropertySymbol { Type: var type } => type.TypeKind == TypeKind.Delegate,
        IEventSymbol => true,
        _ => false,
    };

    private static List<IOperation> UsesIn(IOperation root, ISymbol variable)
    {
        var uses = new List<IOperation>();
        foreach (var operation in root.Descendants())
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), variable)) uses.Add(operation);
        return uses;
    }

    /// <summary>A private member is named in its type only, and only there an event is raised.</summary>
    private List<IOperation>? UsesOf(ISymbol member)
    {
        var scopes = new List<SyntaxNode>();
        if (member is IEventSymbol || member.DeclaredAccessibility == Accessibility.Private)
            foreach (var part in member.ContainingType.DeclaringSyntaxReferences) scopes.Add(part.GetSyntax(cancellation));
        else if (member.DeclaringSyntaxReferences.Length > 0)
            foreach (var tree in Sources.TreesInSightWithOneOf([member.Name], compilation, cancellation)) scopes.Add(tree.GetRoot(cancellation));
        return UsesAt(scopes, member);
    }

    private List<IOperation>? UsesAt(List<SyntaxNode> scopes, ISymbol variable)
    {
        var uses = new List<IOperation>();
        var candidates = 0;
        foreach (var scope in scopes)
            foreach (var mention in MentionsIn(scope, variable.Name))
            {
                if (++candidates > MaximumCandidates) return null;
                if (graph.OperationAt(mention, cancellation) is { } use && SymbolEqualityComparer.Default.Equals(VariableAt(use)?.OriginalDefinition, variable.OriginalDefinition)) uses.Add(use);
            }
        return uses;
    }

    /// <summary>Where it is named, and where it is called like a method.</summary>
    private IEnumerable<SyntaxNode> MentionsIn(SyntaxNode scope, string name)
    {
        var index = CallIndex.Of(scope.SyntaxTree);
        foreach (var mention in index.MentionsOf(name, cancellation))
            if (scope.Span.Contains(mention.Span)) yield return mention;
        foreach (var call in index.CallsOf([name], cancellation))
            if (scope.Span.Contains(call.Node.Span) && call.Node is InvocationExpressionSyntax { Expression: var called }) yield return called;
    }

    private static ISymbol? VariableAt(IOperation use) => use is IEventReferenceOperation { Event: var raised } ? raised : Target.SymbolOf(use);
}
