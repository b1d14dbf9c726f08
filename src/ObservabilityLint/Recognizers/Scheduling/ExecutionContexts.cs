using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Threading: where the flow of the execution context is suppressed, and where it is restored.</summary>
internal sealed class ExecutionContexts : IContextRecognizer
{
    private const string Namespace = "System.Threading", Restore = "RestoreFlow";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("SuppressFlow", Restore);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".ExecutionContext");

    /// <summary>What runs there, or from there on, has the context that is given.</summary>
    public static bool IsEntered(IOperation operation)
        => operation is IInvocationOperation { TargetMethod: { Name: "Run" or "Restore", ContainingType: var type } } && type.Is(Namespace, "ExecutionContext");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } }) return;
        switch (name)
        {
            case "SuppressFlow" when type.Is(Namespace, "ExecutionContext"):
                var (hold, holder) = SpanHolder.Of(operation);
                found.Add(new FlowSuppression(operation, hold, holder, LiveRange.Of(operation.Syntax, holder?.Name, Restore)));
                return;
            case Restore when type.Is(Namespace, "ExecutionContext"):
            case "Undo" or "Dispose" when type.Is(Namespace, "AsyncFlowControl"):
                found.Add(new FlowRestoration(operation));
                return;
        }
    }
}
