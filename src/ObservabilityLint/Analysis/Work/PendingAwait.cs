using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Awaits that leave their thread, as far as is known: the task was made there and then, by something that does not complete at once.</summary>
internal sealed class PendingAwait(ContextFacts facts, CancellationToken cancellation)
{
    private readonly DeferredWork work = new(facts, depth: 1, cancellation);
    private readonly VariableValues values = new(facts.Compilation, cancellation);

    /// <summary>Where the await stands; null if the operation is none, or may go on at once.</summary>
    public Location? At(IOperation operation) => operation switch
    {
        IAwaitOperation awaited when IsPending(awaited.Operation) => awaited.Syntax.GetLocation(),
        IForEachLoopOperation { IsAsynchronous: true, Collection: var stream, Syntax: CommonForEachStatementSyntax loop } when IsPending(stream) => loop.AwaitKeyword.GetLocation(),
        _ => null,
    };

    /// <summary>The task or stream without how it is to be awaited: <c>ConfigureAwait</c>, <c>WithCancellation</c>.</summary>
    public static IOperation WithoutOptions(IOperation awaited)
    {
        while (CallSite.Unwrap(awaited) is var plain)
        {
            if (plain is not IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } options || CallSite.Of(options)!.Receiver is not { } receiver) return plain;
            awaited = receiver;
        }
        return awaited;
    }

    /// <summary>A stream does nothing before it is read: some call in sight gives one that waits then.</summary>
    private bool IsGivenPending(IParameterSymbol parameter, IOperation use)
    {
        if (Callers.MethodAround(use) is not { } method || !SymbolEqualityComparer.Default.Equals(method, parameter.ContainingSymbol)) return false;
        foreach (var call in facts.Graph.CallersOf(method, cancellation))
            if (call.ArgumentFor(parameter)?.Value is { } given && WithoutOptions(given) is IInvocationOperation stream && IsPending(stream)) return true;
        return false;
    }

    private bool IsPending(IOperation awaited)
    {
        awaited = WithoutOptions(awaited);
        if (awaited is ILocalReferenceOperation { Local: var local } && values.Of(local) is { } value) awaited = WithoutOptions(value);
        if (awaited is IParameterReferenceOperation { Parameter: var parameter }) return DeferredWork.IsStream(parameter.Type) && values.IsAsGiven(parameter) && IsGivenPending(parameter, awaited);
        if (awaited is IInvocationOperation { TargetMethod: { Name: "Yield", ContainingType: var type } } && TaskType.Is(type)) return true;
        return work.Of(awaited) switch
        {
            Deferral.Task => true,
            Deferral.Stream => facts.Graph.BodyOf(awaited, cancellation) is not { } body || DeferredWork.Awaits(body),
            _ => false,
        };
    }
}
