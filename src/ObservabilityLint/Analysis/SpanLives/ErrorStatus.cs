using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether the code that handles an exception, or that comes after it, says so to the span around it.</summary>
internal static class ErrorStatus
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>The innermost span that is live in the handler.</summary>
    public static SpanStart? SpanAround(CatchClauseSyntax handler, TracedBody body)
    {
        SpanStart? around = null;
        foreach (var start in body.All<SpanStart>())
            if (start.Hold is SpanHold.Using or SpanHold.Local && start.Live.IsEnded && start.Live.Contains(handler) && (around is null || start.Syntax.SpanStart > around.Syntax.SpanStart)) around = start;
        return around;
    }

    /// <summary>The handler sets the status or gives the span to somebody who may; or the function does so later.</summary>
    public static bool IsRecorded(ICatchClauseOperation handler, SpanStart span, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var operation in body.Root.Descendants())
        {
            if (operation.Syntax.SpanStart < handler.Syntax.SpanStart) continue;
            if (IsStatus(operation) || IsHolder(operation, span.Holder) && SpanEnders.ArgumentOf(operation) is { Parent: IInvocationOperation told } && SetsStatus(told.TargetMethod, 0, facts, cancellation)) return true;
            if (!handler.Syntax.Span.Contains(operation.Syntax.Span)) continue;
            if (IsHandedOver(operation, span.Holder) || operation is IInvocationOperation call && SetsStatus(call.TargetMethod, 0, facts, cancellation)) return true;
        }
        return false;
    }

    private static bool IsStatus(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "SetStatus" } => true,
        IInvocationOperation { TargetMethod.Name: "SetTag" or "AddTag" or "SetAttribute" } tag => CallSite.Of(tag)?.Argument("key")?.ConstantValue is { HasValue: true, Value: "otel.status_code" or "error" or "status" },
        // `activity.Status = …`, and helpers that are named for it.
        IInvocationOperation { TargetMethod.Name: var name } => name.Contains("SetError") || name.Contains("MarkAs") || name.Contains("SetFail") || name.Contains("RecordError"),
        _ => false,
    };

    private static bool IsHolder(IOperation operation, ISymbol? holder) => holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), holder);

    /// <summary>Somebody else gets the span, or uses the one that is current; to tell it of the exception is not to set its status.</summary>
    private static bool IsHandedOver(IOperation operation, ISymbol? holder)
    {
        var isSpan = IsHolder(operation, holder) || operation is IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } && type.Is(Activities.Namespace, "Activity");
        if (!isSpan) return false;
        if (LiveRange.FunctionAround(operation.Syntax) is var function && operation.Parent is null || function is null) return true;
        return SpanEnders.ArgumentOf(operation) is { Parent: var given } && (given is IInvocationOperation { TargetMethod.Name: var called } && !ExceptionEvents.IsAddedBy(called) || given is IObjectCreationOperation)
            || operation.Parent is IAssignmentOperation or IVariableInitializerOperation or IReturnOperation;
    }

    /// <summary>A method of the program that sets the status of the span that is current, or of one that it knows.</summary>
    private static bool SetsStatus(IMethodSymbol method, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        if (depth == MaximumDepth) return false;
        foreach (var code in facts.Graph.BodiesOf(method, cancellation))
            foreach (var operation in code.Descendants())
                if (IsStatus(operation) || operation is IInvocationOperation call && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition) && SetsStatus(call.TargetMethod, depth + 1, facts, cancellation)) return true;
        return false;
    }
}
