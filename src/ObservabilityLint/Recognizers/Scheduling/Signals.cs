using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

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
                && !(operation is ILocalReferenceOperation { Local: var local } && IsDeclaredIn(local, code.Syntax))) return true;
        return false;
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode code)
        => symbol.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == code.SyntaxTree && code.Span.Contains(reference.Span);
}
