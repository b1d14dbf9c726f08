using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary><c>SuppressInstrumentationScope.Begin()</c> of OpenTelemetry.</summary>
internal sealed class InstrumentationSuppressions : IContextRecognizer
{
    private const string Namespace = OpenTelemetryNamespaces.Root, Scope = "SuppressInstrumentationScope";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create(Scope, "Begin()");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + "." + Scope);

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (!Is(operation)) return;
        // What is let in again was kept out before, by somebody else.
        if (CallSite.Of(operation)!.Argument("value") is { ConstantValue: not { HasValue: true, Value: true } }) return;
        found.Add(At(operation));
    }

    /// <summary>The call is, or returns, such a scope.</summary>
    public static InstrumentationSuppression At(IOperation call)
    {
        var value = call;
        // `quiet ? SuppressInstrumentationScope.Begin() : null`
        while (value.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation { Type: not null }) value = value.Parent;
        var holder = Target.Of(value);
        var isDropped = value.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation } || holder is ILocalSymbol && ObjectLifetime.Of(value) == Completion.Dropped;
        return new InstrumentationSuppression(call, IsDisposed: !isDropped, holder);
    }

    public static bool Is(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "Begin", ContainingType: var type } } && type.Is(Namespace, Scope);
}
