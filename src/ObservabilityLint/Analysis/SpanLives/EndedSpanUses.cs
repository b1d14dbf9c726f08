using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Where a function gives a span to others that has ended by the time they can use it.</summary>
internal static class EndedSpanUses
{
    /// <summary>The place, and how it is handed on, in words; null where it is not, or is live for those who get it.</summary>
    public static (IOperation Place, string How)? Of(SpanStart start, TracedBody body)
    {
        if (start is not { Live.IsEnded: true, IsWrapped: false, Hold: SpanHold.Using or SpanHold.Local, Holder: ILocalSymbol local }) return null;
        var code = new Body(body.Root);
        foreach (var use in code.UsesOf(local))
        {
            if (IsOfAnother(use, start, code.WritesOf(local))) continue;
            if (LiveRange.FunctionAround(use.Syntax) != start.Live.Function || HandOver(use) is not var (place, how)) continue;
            // What is ended by a call is ended for what stands after that.
            if (start.Hold == SpanHold.Using ? how != Stored || IsLast(place, start, body) : use.Syntax.SpanStart >= start.Live.Span.End && !ConditionalCode.Holds(use.Syntax) && !IsInFinally(start)) return (place, how);
        }
        return null;
    }

    /// <summary>Whoever is given the span reads its duration, tags or name, also by way of a local: that an ended span has. By its context others may be started under it.</summary>
    public static bool IsOnlyRead(IOperation given)
    {
        if (given.Parent is IAwaitOperation awaited) given = awaited;
        if (Target.Of(given) is not ILocalSymbol local) return IsRead(given);
        // Who ends it takes it for live.
        if (local.IsUsing) return false;
        foreach (var use in new Body(Body.RootOf(given)).UsesOf(local))
            if (!IsRead(use)) return false;
        return true;
    }

    private static bool IsRead(IOperation span)
    {
        span = CallSite.Outermost(span);
        switch (span.Parent)
        {
            case IConditionalAccessOperation access when access.Operation == span:
                foreach (var part in access.WhenNotNull.DescendantsAndSelf())
                    if (part is IConditionalAccessInstanceOperation && CallSite.ObjectOf(part) == span) return IsRead(part);
                return false;
            case IPropertyReferenceOperation { Property.Name: not ("Context" or "Id" or "SpanId") } member:
                return member.Parent is not IAssignmentOperation assignment || assignment.Target != member;
            case IInvocationOperation { TargetMethod.Name: var called } call:
                return call.Instance == span && called.StartsWith("Get", StringComparison.Ordinal);
            case IBinaryOperation or IIsPatternOperation:
                return true;
            default:
                return false;
        }
    }

    /// <summary>The variable has got something else before.</summary>
    private static bool IsOfAnother(IOperation use, SpanStart start, IReadOnlyList<VariableWrite> writes)
    {
        foreach (var write in writes)
            if (write.At.Syntax.SpanStart >= start.Live.Span.End && write.At.Syntax.SpanStart < use.Syntax.SpanStart) return true;
        return false;
    }

    public const string Returned = "returned";

    private const string Stored = "stored";

    private static (IOperation Place, string How)? HandOver(IOperation use)
    {
        for (var value = use; ; value = value.Parent!)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ITupleOperation:
                case IConditionalOperation choice when choice.Condition != value && choice.Type != null:
                case IInvocationOperation call when call.Instance == value && SpanChain.IsSame(call.Type, use.Type):
                case IConditionalAccessOperation access when SpanChain.Passes(access, value, use.Type):
                // `return new Scope(activity)`
                case IArgumentOperation argument when KeptArgument.Is(argument):
                case IObjectCreationOperation:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } }:
                case IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } }:
                    continue;
                case IReturnOperation { Kind: OperationKind.Return }:
                    return (use, Returned);
                case IAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } } assignment when assignment.Value == value:
                    return (use, Returned);
                case IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } } assignment
                    when assignment.Value == value && assignment.Target is not IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true } }:
                    return (use, Stored);
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Add" or "TryAdd" or "Enqueue" or "Push", ContainingType: var type }, Instance: IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation } } when type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal):
                    return (use, Stored);
                default:
                    return null;
            }
        }
    }

    /// <summary>Nothing runs in the span after it is stored that could use it there, and nothing takes it away again.</summary>
    private static bool IsLast(IOperation place, SpanStart start, TracedBody body)
    {
        var function = start.Live.Function;
        if (place.Syntax.Ancestors().TakeWhile(node => node != function).Any(static node => node is TryStatementSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)) return false;
        var statement = place.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        foreach (var operation in body.Root.Descendants())
        {
            if (operation.Syntax.SpanStart < (statement?.Span.End ?? place.Syntax.Span.End) || !start.Live.Contains(operation.Syntax)) continue;
            if (operation is IAwaitOperation or IAssignmentOperation) return false;
            if (operation is IInvocationOperation { TargetMethod: var method } && !method.ContainingType.Is(Activities.Namespace, "Activity") && !method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal)) return false;
        }
        return true;
    }

    private static bool IsInFinally(SpanStart start) => start.Syntax.Ancestors().Any(static node => node is TryStatementSyntax { Finally: not null });
}
