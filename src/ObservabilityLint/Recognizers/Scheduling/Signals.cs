using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Objects by which work tells others how far it is, so that somebody may wait for it who does not hold its task.</summary>
internal static class Signals
{
    private static readonly HashSet<string> Types =
    [
        "TaskCompletionSource", "TaskCompletionSource`1", "ManualResetEvent", "ManualResetEventSlim", "AutoResetEvent", "EventWaitHandle", "CountdownEvent", "SemaphoreSlim", "Semaphore", "Barrier",
        "Channel`1", "Channel`2", "ChannelWriter`1", "BlockingCollection`1", "PipeWriter",
    ];

    /// <summary>True if the code uses such an object that it did not make itself.</summary>
    public static bool AreIn(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (operation is IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
                && operation.Type is INamedTypeSymbol { OriginalDefinition.MetadataName: var name } && Types.Contains(name)
                && !(operation is ILocalReferenceOperation { Local: var local } && IsDeclaredIn(local, code.Syntax))
                && !(name is "SemaphoreSlim" or "Semaphore" && IsLock(operation, code))) return true;
        return false;
    }

    /// <summary>The code waits for it and releases it again: it keeps others out for a while, and tells them nothing.</summary>
    private static bool IsLock(IOperation semaphore, IOperation code)
    {
        var (isTaken, isGivenBack) = (false, false);
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (operation is not IInvocationOperation { Instance: { } instance, TargetMethod.Name: var called } || !SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.ObjectOf(instance)), Target.SymbolOf(semaphore))) continue;
            isTaken |= called is "Wait" or "WaitAsync" or "WaitOne";
            isGivenBack |= called == "Release";
        }
        return isTaken && isGivenBack;
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode code)
        => symbol.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == code.SyntaxTree && code.Span.Contains(reference.Span);
}
