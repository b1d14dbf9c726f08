using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>A statement of its own starts what was only made before: <c>activity?.Start();</c>.</summary>
internal static class LaterStart
{
    public static bool Is(SpanStart start, TracedBody body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { Name: "Start", ContainingType: var type }, Instance: { } instance } && type.Is(Activities.Namespace, "Activity") && start.Holder != null
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.ObjectOf(instance)), start.Holder) && LiveRange.FunctionAround(operation.Syntax) == start.Live.Function) return true;
        return false;
    }
}
