using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Code that one flow at a time gets into: under a lock, or behind a semaphore that has one place.</summary>
internal static class OneAtATime
{
    public static bool Is(IOperation operation, CancellationToken cancellation)
    {
        var function = LiveRange.FunctionAround(operation.Syntax);
        for (var outer = operation.Parent; outer != null && outer.Syntax != function; outer = outer.Parent)
            if (outer is ILockOperation) return true;
        foreach (var earlier in Body.RootOf(operation).Descendants())
            if (earlier is IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAsync", ContainingType: var type }, Instance: { } gate } && earlier.Syntax.Span.End < operation.Syntax.SpanStart && type.Is("System.Threading", "SemaphoreSlim")
                && LiveRange.FunctionAround(earlier.Syntax) == function && HasOnePlace(gate, cancellation)) return true;
        return false;
    }

    private static bool HasOnePlace(IOperation gate, CancellationToken cancellation)
        => gate.SemanticModel is { } model && new VariableValues(model, cancellation).Follow(gate) is IObjectCreationOperation made && CallSite.Of(made)?.Argument("initialCount") is { ConstantValue: { HasValue: true, Value: 1 } };
}
