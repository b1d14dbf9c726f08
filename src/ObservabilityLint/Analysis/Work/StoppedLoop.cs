using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether the function that starts a loop stops it too, by what it gives it: it cancels the source of its token, disposes of its <c>PeriodicTimer</c>, or completes the channel or collection that it reads from; or by what their object has: it takes back a flag, calls a method that stops it, closes a connection.
/// A token source that is only disposed of cancels nothing.
/// </summary>
internal static class StoppedLoop
{
    public static bool Is(ScheduledWork work, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (work.Work is not { } started) return false;
        foreach (var operation in body.Root.Descendants())
            if (operation.Syntax.SpanStart >= work.Syntax.Span.End && StopsObject(operation) && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(work.Syntax) && LaterPlace.IsPassedAfter(operation.Syntax, work.Syntax, holder: "")) return true;
        foreach (var operation in started.DescendantsAndSelf())
            if (IsStopper(operation, work, body)) return true;
        if (facts.Graph.BodyOf(started, cancellation) is not { } code) return false;
        // A local function has the variables of the function around it.
        foreach (var operation in code.Descendants())
            if (IsStopper(operation, work, body)) return true;
        return false;
    }

    private static bool IsStopper(IOperation operation, ScheduledWork work, TracedBody body)
    {
        if (operation is not ILocalReferenceOperation { Local: var local } reference) return false;
        return local.Type.Name switch
        {
            "PeriodicTimer" => IsOfFunction(local, work) && (IsUsing(local) || IsCalled(local, "Dispose", work, body)),
            "Channel" => IsOfFunction(local, work) && (IsCalled(local, "Complete", work, body) || IsCalled(local, "TryComplete", work, body)),
            "BlockingCollection" => IsOfFunction(local, work) && IsCalled(local, "CompleteAdding", work, body),
            "CancellationTokenSource" => IsAsked(reference) && IsOfFunction(local, work) && IsCancelled(local, work, body),
            "CancellationToken" => SourceOf(local, body) is { } source && IsOfFunction(source, work) && IsCancelled(source, work, body),
            _ => false,
        };
    }

    /// <summary><c>running = false</c>, <c>await StopAsync()</c>, <c>await socket.CloseAsync()</c></summary>
    private static bool StopsObject(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var flag }, Value.ConstantValue: { HasValue: true, Value: bool } } => StopFlag.IsNamed(flag),
        IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod.Name: var own } => StopFlag.IsNamed(own),
        IInvocationOperation { Instance: IMemberReferenceOperation, TargetMethod.Name: var called } => called is "Close" or "CloseAsync" or "CloseOutputAsync" or "Abort" or "Cancel" or "CancelAsync" or "Disconnect" or "DisconnectAsync",
        _ => false,
    };

    /// <summary>The loop takes its token, or asks whether it is cancelled; it may also cancel it, which is no end of its own.</summary>
    private static bool IsAsked(ILocalReferenceOperation source) => source.Parent is IPropertyReferenceOperation { Property.Name: "Token" or "IsCancellationRequested" };

    /// <summary><c>var stop = source.Token;</c></summary>
    private static ILocalSymbol? SourceOf(ILocalSymbol token, TracedBody body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, token))
                return declarator.Initializer?.Value is IPropertyReferenceOperation { Property.Name: "Token", Instance: ILocalReferenceOperation { Local: var source } } ? source : null;
        return null;
    }

    private static bool IsOfFunction(ILocalSymbol local, ScheduledWork work)
        => local.DeclaringSyntaxReferences is [var declaration] && LiveRange.FunctionAround(declaration.GetSyntax()) == LiveRange.FunctionAround(work.Syntax);

    private static bool IsUsing(ILocalSymbol local) => local.DeclaringSyntaxReferences is [var declaration] && SpanHolder.IsUsing(declaration.GetSyntax());

    private static bool IsCancelled(ILocalSymbol source, ScheduledWork work, TracedBody body) => IsCalled(source, "Cancel", work, body) || IsCalled(source, "CancelAsync", work, body);

    private static bool IsCalled(ILocalSymbol local, string method, ScheduledWork work, TracedBody body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { Instance: { } instance } call && call.TargetMethod.Name == method && call.Syntax.SpanStart >= work.Syntax.Span.End
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(WholeOf(CallSite.ObjectOf(instance))), local) && LiveRange.FunctionAround(call.Syntax) == LiveRange.FunctionAround(work.Syntax)
                && LaterPlace.IsPassedAfter(call.Syntax, work.Syntax, local.Name)) return true;
        return false;
    }

    /// <summary>Of <c>channel.Writer</c>, the channel.</summary>
    private static IOperation WholeOf(IOperation part) => part is IPropertyReferenceOperation { Property: { Name: "Writer", ContainingType.Name: "Channel" }, Instance: { } channel } ? channel : part;
}
