using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether a call is told which span is its parent, so that the current one does not matter.</summary>
internal static class GivenParent
{
    /// <param name="call">The call.</param>
    /// <param name="holder">The variable that holds the span; null where none does.</param>
    public static bool In(IInvocationOperation call, ISymbol? holder)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (IsContext(argument.Value.Type) && argument.Value is not IDefaultValueOperation) return true;
            foreach (var part in argument.Value.DescendantsAndSelf())
                if (holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(part), holder)) return true;
        }
        return false;
    }

    private static bool IsContext(ITypeSymbol? type)
        => type.Is(Activities.Namespace, "ActivityContext") || type.Is(OpenTelemetryNamespaces.Trace, "SpanContext") || type.Is(OpenTelemetryNamespaces.Propagation, "PropagationContext");
}
