using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The parents that are given to activities: contexts and ids, at the start and by <c>SetParentId</c>.</summary>
internal sealed class ParentContexts : IContextRecognizer
{
    /// <summary>Whose text looks like the id of a span, and is only a part of one.</summary>
    private static readonly string[] PartialIdTypes = ["ActivityTraceId", "ActivitySpanId"];

    private const int MaximumDepth = 3;

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("SetParentId");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Activities.Namespace + ".ActivitySource");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name } } call || name is not ("StartActivity" or "CreateActivity" or "SetParentId")) return;
        var site = CallSite.Of(call)!;
        if (name is "StartActivity" or "CreateActivity" && type.Is(Activities.Namespace, "ActivitySource"))
        {
            if (site.Argument("parentContext") is { } context) found.Add(OfContext(call, context, texts));
            else if (site.Argument("parentId") is { } id) found.Add(OfId(call, id, texts));
        }
        else if (name == "SetParentId" && type.Is(Activities.Namespace, "Activity") && (site.Argument("parentId") ?? site.Argument("traceId")) is { } given)
        {
            if (StartedActivity.Is(call, texts.Variables)) found.Add(new ParentContext(call, given, ParentFault.TooLate));
            else if (site.Argument("parentId") is { } id) found.Add(OfId(call, id, texts));
        }
    }

    private static ParentContext OfContext(IOperation call, IOperation given, TextReader texts)
    {
        var (fault, cause) = FaultOf(given, texts.Variables, 0);
        return new ParentContext(call, given, fault) { Cause = cause };
    }

    private static (ParentFault Fault, IOperation Cause) FaultOf(IOperation given, VariableValues variables, int depth)
    {
        var value = variables.FollowInSight(given);
        if (value is IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null }) return (ParentFault.Empty, value);
        if (value is IInvocationOperation { TargetMethod: var method } && depth < MaximumDepth && ReturnedInSight(method, variables) is { } returned) return FaultOfAll(returned, given, method, variables.InProjectOf(method), depth + 1);
        return value is IObjectCreationOperation creation && CallSite.Of(creation)?.Argument("traceFlags") is { } flags && variables.FollowInSight(flags).ConstantValue is { HasValue: true, Value: 0 }
            ? (ParentFault.NotRecorded, flags)
            : (ParentFault.None, given);
    }

    private static IReadOnlyList<IOperation>? ReturnedInSight(IMethodSymbol method, VariableValues variables) => ReturnedValues.Of(method, variables.InProjectOf(method));

    /// <summary>What a method of the solution gives out: a parent that is not recorded, if any; else none at all. One that is given something to find a parent in is not finished.</summary>
    private static (ParentFault Fault, IOperation Cause) FaultOfAll(IReadOnlyList<IOperation> values, IOperation given, IMethodSymbol method, VariableValues variables, int depth)
    {
        var found = (Fault: method.Parameters.IsEmpty ? ParentFault.Empty : ParentFault.None, Cause: given);
        foreach (var value in values)
        {
            var own = FaultOf(value, variables, depth);
            if (own.Fault == ParentFault.None) return (ParentFault.None, given);
            if (own.Fault == ParentFault.NotRecorded) found = own;
        }
        return found;
    }

    private static ParentContext OfId(IOperation call, IOperation given, TextReader texts)
    {
        var value = texts.Variables.FollowInSight(given);
        if (IsNone(value) || value is IInvocationOperation { TargetMethod: { Parameters.IsEmpty: true } method } && ReturnedInSight(method, texts.Variables) is { } returned && returned.All(IsNone)) return new ParentContext(call, given, ParentFault.Empty) { Cause = value };
        var isInvalid = texts.Read(value)?.Value is { } text ? !IsSpanId(text) : IsPartialId(value);
        return new ParentContext(call, given, isInvalid ? ParentFault.InvalidId : ParentFault.None) { Cause = value };
    }

    private static bool IsNone(IOperation id) => CallSite.Unwrap(id) is var value && (value is IDefaultValueOperation || value.ConstantValue is { HasValue: true, Value: null });

    /// <summary>An id of W3C (<c>00-trace-span-flags</c>), or one of the older kind, which begins with a bar.</summary>
    private static bool IsSpanId(string text)
    {
        if (text.StartsWith("|", System.StringComparison.Ordinal)) return true;
        if (text.Length != 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
        for (var i = 0; i < text.Length; i++)
            if (i is not (2 or 35 or 52) && text[i] is not (>= '0' and <= '9' or >= 'a' and <= 'f')) return false;
        return true;
    }

    private static bool IsPartialId(IOperation value)
    {
        while (value is IConditionalAccessOperation access) value = access.WhenNotNull;
        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "ToString" or "ToHexString", Instance.Type: { } type }:
                foreach (var partial in PartialIdTypes)
                    if (type.Is(Activities.Namespace, partial)) return true;
                return type.Is("System", "Guid");
            // The trace id, or the first part of an id of the older kind.
            case IPropertyReferenceOperation { Property: { Name: "RootId", ContainingType: var owner } }:
                return owner.Is(Activities.Namespace, "Activity");
            default:
                return false;
        }
    }
}
