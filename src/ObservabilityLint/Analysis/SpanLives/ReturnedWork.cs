using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>Work that a function begins in a span, and returns before it is done: in the span, or behind it, where it was kept in a variable.</summary>
internal sealed class ReturnedWork(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
{
    private readonly DeferredWork work = new(facts, depth: 1, cancellation);

    /// <summary>The first that is found, and whether it is returned behind the span.</summary>
    public (Deferral Kind, bool IsBehind) First()
    {
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }) continue;
            var isInside = start.Live.Contains(operation.Syntax);
            if (!isInside && !IsBehind(operation.Syntax) || AreWaitedFor(value)) continue;
            foreach (var begun in isInside ? ValuesOf(value) : BegunFor(value, operation))
                if (work.Of(begun) is var kind and not Deferral.None && (isInside || kind == Deferral.Task)) return (kind, !isInside);
        }
        return default;
    }

    private bool IsBehind(SyntaxNode place) => place.SpanStart >= start.Live.Span.End && LiveRange.FunctionAround(place) == start.Live.Function;

    private IEnumerable<IOperation> ValuesOf(IOperation value) => DeferredWork.TaskIn(value) is ILocalReferenceOperation { Local: var local } ? KeptIn(local, null) : [value];

    /// <summary><c>using (…) sent = SendAsync(); return sent;</c>, but not where the span is handed on as well.</summary>
    private List<IOperation> BegunFor(IOperation value, IOperation returned)
    {
        var begun = new List<IOperation>();
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (start.Holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), start.Holder)) return [];
            if (operation is ILocalReferenceOperation { Local: var local }) begun.AddRange(KeptIn(local, returned.Syntax));
        }
        return begun;
    }

    /// <summary>What a local gets in the span and keeps until it is returned, at one place or in each of several branches; other uses may wait for the task, or end the span with it.</summary>
    /// <param name="local">The variable.</param>
    /// <param name="end">Where it is returned behind the span: nothing else may be put into it before.</param>
    private List<IOperation> KeptIn(ILocalSymbol local, SyntaxNode? end)
    {
        var values = new List<IOperation>();
        foreach (var operation in body.Root.Descendants())
        {
            var written = operation switch
            {
                IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var first } when IsSame(declared, local) => first,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var target }, Value: var later } when IsSame(target, local) => later,
                _ => null,
            };
            if (written != null)
            {
                if (start.Live.Contains(operation.Syntax)) values.Add(written);
                else if (end != null && IsBehind(operation.Syntax) && operation.Syntax.SpanStart < end.SpanStart && LaterPlace.IsPassedAfter(operation.Syntax, start.Syntax, local.Name)) return [];
            }
            else if (operation is ILocalReferenceOperation { Local: var used } && IsSame(used, local) && (operation.Parent as ISimpleAssignmentOperation)?.Target != operation && !IsReturned(operation) && !IsLookedAt(operation, local)) return [];
        }
        return values;
    }

    /// <summary>It is returned as it is, or by a function that awaits it.</summary>
    private bool IsReturned(IOperation use)
    {
        if (LiveRange.FunctionAround(use.Syntax) != start.Live.Function) return false;
        for (var value = use; ; value = value.Parent!)
            switch (value.Parent)
            {
                case IReturnOperation:
                    return true;
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ISwitchExpressionArmOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case IConditionalOperation choice when choice.Condition != value && choice.Type != null:
                case ISwitchExpressionOperation choices when choices.Value != value:
                case { } list when ListExpression.IsCollectionExpression(list):
                case IArgumentOperation { Parent: IObjectCreationOperation { Type: var type } } when TaskType.Is(type):
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsAsync: true } or { Name: "WhenAll" } } }:
                case IObjectCreationOperation or IInvocationOperation when value is IArgumentOperation:
                    continue;
                default:
                    return false;
            }
    }

    /// <summary><c>if (sent.IsCompletedSuccessfully) return default;</c>: the rest goes on with one that is not.</summary>
    private static bool IsLookedAt(IOperation use, ILocalSymbol local)
    {
        if (use.Parent is not IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Parent: IConditionalOperation { WhenFalse: null } check } look || check.Condition != look) return false;
        foreach (var operation in check.WhenTrue.Descendants())
            if (operation is ILocalReferenceOperation { Local: var other } && IsSame(other, local)) return false;
        return true;
    }

    /// <summary><c>Task.WaitAll(tasks); return Task.WhenAll(tasks);</c></summary>
    private bool AreWaitedFor(IOperation value)
    {
        if (DeferredWork.TaskIn(value) is not IInvocationOperation { TargetMethod.Name: "WhenAll", Arguments: [var tasks] } all || !TaskType.Is(all.TargetMethod.ContainingType)) return false;
        var elements = ListExpression.ElementsOf(CallSite.Unwrap(tasks.Value));
        if (elements.IsDefault) return IsWaitedFor(tasks.Value, all);
        foreach (var task in elements)
            if (!IsWaitedFor(task, all)) return false;
        return true;
    }

    private bool IsWaitedFor(IOperation task, IOperation before)
    {
        if (CallSite.Unwrap(task) is not ILocalReferenceOperation { Local: var local }) return false;
        foreach (var operation in body.Root.Descendants())
            if (operation is ILocalReferenceOperation { Local: var used } && IsSame(used, local) && operation.Syntax.Span.End < before.Syntax.SpanStart && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(before.Syntax)
                && TaskCompletion.Of(operation) == Completion.Awaited) return true;
        return false;
    }

    private static bool IsSame(ILocalSymbol local, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(local, other);
}
