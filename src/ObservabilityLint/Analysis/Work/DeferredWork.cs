using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The forms in which a function hands its caller work that is not done yet.</summary>
internal enum Deferral
{
    /// <summary>The value is there, or it is not known whether it is.</summary>
    None,

    /// <summary>A task that need not be complete.</summary>
    Task,

    /// <summary>An async stream: nothing runs before it is enumerated.</summary>
    Stream,

    /// <summary>A lazy sequence or query: nothing runs before it is enumerated.</summary>
    Sequence,
}

/// <summary>Whether a value stands for work that is still to be done.</summary>
/// <param name="facts">The compilation.</param>
/// <param name="depth">How many methods are read to see what they return.</param>
/// <param name="cancellation">Stops it.</param>
/// <param name="read">The method that is being read, if any.</param>
internal sealed class DeferredWork(ContextFacts facts, int depth, CancellationToken cancellation, IMethodSymbol? read = null)
{
    private const string Generic = "System.Collections.Generic";

    public Deferral Of(IOperation? value) => value is null ? Deferral.None : TaskIn(value) switch
    {
        IConditionalOperation { WhenTrue: var first, WhenFalse: var second } => Either(first, second),
        ICoalesceOperation { Value: var first, WhenNull: var second } => Either(first, second),
        ISwitchExpressionOperation { Arms: var arms } => AnyOf(arms),
        IConditionalAccessOperation { WhenNotNull: var call } => Of(call),
        IInvocationOperation call => OfCall(call),
        ITranslatedQueryOperation { Operation: var query } => Of(query),
        _ => Deferral.None,
    };

    /// <summary>The value without conversions: of <c>new ValueTask&lt;int&gt;(task)</c>, the task.</summary>
    public static IOperation TaskIn(IOperation value)
    {
        value = CallSite.Unwrap(value);
        return value is IObjectCreationOperation { Arguments: [{ Value: var task }] } && TaskType.Is(value.Type) && TaskType.Is(task.Type) ? CallSite.Unwrap(task) : value;
    }

    public static bool IsStream(ITypeSymbol? type) => type?.OriginalDefinition.Is(Generic, "IAsyncEnumerable`1") == true;

    /// <summary>An async function without a single one runs through before it returns.</summary>
    public static bool Awaits(IOperation body)
    {
        foreach (var operation in body.Descendants())
            if (operation is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true }) return true;
        return false;
    }

    private Deferral Either(IOperation first, IOperation? second) => Of(first) is var kind and not Deferral.None ? kind : Of(second);

    private Deferral AnyOf(ImmutableArray<ISwitchExpressionArmOperation> arms)
    {
        foreach (var arm in arms)
            if (Of(arm.Value) is var kind and not Deferral.None) return kind;
        return Deferral.None;
    }

    private Deferral OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (TaskType.Is(call.Type)) return CompletesAtOnce(call) ? Deferral.None : Deferral.Task;
        if (call is { Type: ITypeParameterSymbol { DeclaringMethod: { } generic } result, Instance: IParameterReferenceOperation { Parameter: var work } }) return OfGiven(generic, result, work);
        if (IsStream(call.Type)) return method.Name == "Empty" || method.Name == "ToAsyncEnumerable" && IsAtHand(CallSite.Of(call)!.Receiver?.Type) ? Deferral.None : Deferral.Stream;
        if (call.Type.IsOrInherits("System.Linq", "IQueryable")) return method.Name == "AsQueryable" ? Deferral.None : Deferral.Sequence;
        // Of lazy sequences only those that show in a trace: that a projection runs later harms nobody.
        return call.Type?.OriginalDefinition.Is(Generic, "IEnumerable`1") == true && IsLazy(method) && facts.WorkIn(call, cancellation) != WorkKinds.None ? Deferral.Sequence : Deferral.None;
    }

    /// <summary>What becomes a stream is a list, say, and no query or cursor, which asks its database only when it is read.</summary>
    private static bool IsAtHand(ITypeSymbol? type)
        => type is null or IErrorTypeSymbol || !type.IsOrInherits("System.Linq", "IQueryable") && (type is IArrayTypeSymbol || TaskType.Is(type) || type.IsOrInherits("System.Collections", "IEnumerable") || type.IsOrInherits("System", "IObservable`1"));

    /// <summary><c>T Trace&lt;T&gt;(Func&lt;T&gt; work)</c> is for work that is done when it returns: a caller gives it work that is not, whose task is the result.</summary>
    private Deferral OfGiven(IMethodSymbol generic, ITypeParameterSymbol result, IParameterSymbol work)
    {
        foreach (var caller in facts.Graph.CallersOf(generic, cancellation))
            if (caller.Method.TypeArguments is var types && result.Ordinal < types.Length && TaskType.Is(types[result.Ordinal]) && IsDeferred(caller.ArgumentFor(work)?.Value)) return Deferral.Task;
        return Deferral.None;
    }

    private bool IsDeferred(IOperation? given) => given is IDelegateCreationOperation { Target: var target } && target switch
    {
        IMethodReferenceOperation { Method.IsAsync: true } or IAnonymousFunctionOperation { Symbol.IsAsync: true } => facts.Graph.BodyOf(target, cancellation) is { } body && Awaits(body),
        IAnonymousFunctionOperation { Body: { Operations: [IReturnOperation { ReturnedValue: { } value }] } } => Of(value) != Deferral.None,
        _ => false,
    };

    /// <summary>The task is complete when the call returns: one that is made complete, or that of a method in sight that never waits.</summary>
    private bool CompletesAtOnce(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.IsStatic && method.Name is "FromResult" or "FromException" or "FromCanceled" && TaskType.Is(method.ContainingType)) return true;
        // `task.AsTask()`: as complete as the task itself is.
        if (method.Name is "AsTask" or "Preserve" && TaskType.Is(call.Instance?.Type)) return Of(call.Instance) == Deferral.None;
        if (FireAndForget.IsGiven(call)) return true;
        if (facts.Graph.BodyOf(call, cancellation) is { } body) return IsAsync(method, body) ? !Awaits(body) : IsRecursion(call) || depth > 0 && !ReturnsDeferred(body, method);
        if (method.IsAbstract) return depth > 0 && AllComplete(call);
        // What a base class does by default is mostly nothing. The handlers of requests do send them.
        return call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } }
            && facts.WorkIn(call, cancellation) == WorkKinds.None && !method.ContainingType.Is("System.Net.Http", "DelegatingHandler");
    }

    /// <summary>Of a member of an interface, what its only implementation is.</summary>
    private bool IsAsync(IMethodSymbol method, IOperation body)
        => method.IsAbstract ? body.SemanticModel?.GetDeclaredSymbol(body.Syntax, cancellation) is IMethodSymbol { IsAsync: true } : method.IsAsync;

    /// <summary>None of the types in sight that have the member waits in it. The one that only hands the call on to another is as complete as that.</summary>
    private bool AllComplete(IInvocationOperation call)
    {
        var (around, isKnown) = (Callers.MethodAround(call), false);
        foreach (var method in Implementations.In(facts.Compilation).Of(call.TargetMethod.OriginalDefinition))
        {
            if (SymbolEqualityComparer.Default.Equals(method, around)) continue;
            if (facts.Graph.BodiesOf(method, cancellation) is not [var body] || (method.IsAsync ? Awaits(body) : ReturnsDeferred(body, method))) return false;
            isKnown = true;
        }
        return isKnown;
    }

    /// <summary>What a method calls itself for is as complete as what else it returns.</summary>
    private bool IsRecursion(IInvocationOperation call)
        => call.Instance is null or IInstanceReferenceOperation && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, read);

    private bool ReturnsDeferred(IOperation body, IMethodSymbol method)
    {
        var inner = new DeferredWork(facts, depth - 1, cancellation, method.OriginalDefinition);
        foreach (var operation in body.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } value } && LiveRange.FunctionAround(operation.Syntax) == body.Syntax && inner.Of(value) != Deferral.None) return true;
        return false;
    }

    private static bool IsLazy(IMethodSymbol method)
        => (method.ReducedFrom ?? method).ContainingType.Is("System.Linq", "Enumerable")
            || method.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is var declaration && ContainsYield(declaration);

    private static bool ContainsYield(SyntaxNode declaration)
    {
        foreach (var node in declaration.DescendantNodes(inner => inner == declaration || inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is YieldStatementSyntax) return true;
        return false;
    }
}
