using System;
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

    /// <inheritdoc cref="AreIn(IEnumerable{IOperation}, Func{ISymbol, bool})"/>
    public static bool AreIn(IOperation code) => AreIn([code]);

    /// <summary>True if one of the functions uses such an object that it did not make itself. A semaphore that they take and give back is a lock: it tells nobody that the work is done.</summary>
    /// <param name="functions">The code of the work.</param>
    /// <param name="isOnlyTried">Whether nobody waits for a semaphore that is given back there, and taken elsewhere.</param>
    public static bool AreIn(IEnumerable<IOperation> functions, Func<ISymbol, bool>? isOnlyTried = null)
    {
        HashSet<ISymbol> taken = new(SymbolEqualityComparer.Default), released = new(SymbolEqualityComparer.Default);
        foreach (var code in functions)
            foreach (var operation in code.DescendantsAndSelf())
            {
                if (operation is IInvocationOperation { TargetMethod: { Name: "Pulse" or "PulseAll", ContainingType: var monitor } } && monitor.Is("System.Threading", "Monitor")) return true;
                if (operation is not (IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation)
                    || operation.Type is not INamedTypeSymbol { OriginalDefinition.MetadataName: var name } || !Types.Contains(name)
                    || operation is ILocalReferenceOperation { Local: var local } && IsDeclaredIn(local, code.Syntax)) continue;
                if (name is not ("SemaphoreSlim" or "Semaphore")) return true;
                switch (operation.Parent is IConversionOperation { Parent: ILockOperation locked } ? locked : operation.Parent)
                {
                    case IInvocationOperation { TargetMethod.Name: var called } call when call.Instance == operation:
                        (called == "Release" ? released : taken).Add(Target.SymbolOf(operation)!);
                        continue;
                    case ILockOperation or IMemberReferenceOperation:
                        continue;
                    default:
                        return true;
                }
            }
        foreach (var semaphore in released)
            if (!taken.Contains(semaphore) && isOnlyTried?.Invoke(semaphore) != true) return true;
        return false;
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode code)
        => symbol.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == code.SyntaxTree && code.Span.Contains(reference.Span);
}
