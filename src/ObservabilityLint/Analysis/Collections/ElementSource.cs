using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The collection that a variable holds an element of: the one that a loop goes through, or that a lambda is called for.</summary>
internal static class ElementSource
{
    /// <summary>Methods of the platform that call a lambda with each element of what they are called on.</summary>
    private static readonly HashSet<string> Callers =
    [
        "Select", "SelectMany", "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "All", "Count", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "CountBy", "ToDictionary", "ToImmutableDictionary", "ToFrozenDictionary", "ToLookup",
        "Sum", "Max", "Min", "MaxBy", "MinBy", "Average", "TakeWhile", "SkipWhile", "DistinctBy", "ForEach", "ForEachAsync", "ConvertAll", "Find", "FindAll", "FindLast", "Exists", "TrueForAll", "RemoveAll",
    ];

    /// <summary>Null where it is none, or none in sight.</summary>
    public static IOperation? Of(IOperation reference, OriginTrace trace) => reference switch
    {
        ILocalReferenceOperation { Local: var local } when trace.Analysis.BodyOf(reference).WritesOf(local) is [{ Form: WriteForm.Element, Value: { } collection }] => collection,
        IParameterReferenceOperation { Parameter: { Ordinal: 0 } parameter } when LambdaValues.LambdaOf(parameter, reference) is { } lambda => LoopedBy(lambda),
        _ => null,
    };

    /// <summary>The key or the value of an entry of a dictionary, or the key of a group; null for other members.</summary>
    public static ValueOrigin? OfEntry(IMemberReferenceOperation reference, OriginTrace trace)
    {
        if (reference.Member is not { Name: "Key" or "Value" } || reference.Instance is null) return null;
        if (!reference.Member.ContainingType.Is("System.Collections.Generic", "KeyValuePair`2") && !reference.Member.ContainingType.Is("System.Linq", "IGrouping`2")) return null;
        if (Of(CallSite.Unwrap(reference.Instance), trace) is not { } entries) return null;
        if (SentBaggage.IsCollection(CallSite.Unwrap(entries))) return IsAsked(reference.Instance) ? null : trace.Analysis.Baggage.OfAll(CallSite.Unwrap(entries), trace.Budget);
        if (!Elements.AreEntries(entries, trace)) return null;
        var half = Elements.Of(entries, trace, reference.Member.Name == "Key" ? ElementQuestion.Key : default);
        return half is UnboundedOrigin && IsAsked(reference.Instance) ? ValueOrigin.Unknown : half;
    }

    /// <summary>What is done with an element depends on a question about it: <c>if (entry.Key == "tenant")</c>.</summary>
    private static bool IsAsked(IOperation element)
    {
        if (Target.SymbolOf(CallSite.Unwrap(element)) is not { } variable) return false;
        var code = element;
        while (code.Parent is { } outer && code is not (IForEachLoopOperation or IAnonymousFunctionOperation)) code = outer;
        return Selection.IsMadeIn(code.Syntax, variable.Name);
    }

    /// <summary>What the call goes through that is given the lambda.</summary>
    public static IOperation? LoopedBy(IAnonymousFunctionOperation lambda)
    {
        if (LambdaValues.ArgumentOf(lambda) is not { Parent: IInvocationOperation call } || !Callers.Contains(call.TargetMethod.Name) || call.TargetMethod.Locations is [{ IsInSource: true }, ..]) return null;
        return call.Instance ?? (call.TargetMethod.IsStatic && call.Arguments.Length > 1 && call.Arguments[0].Value.Type is { } type && (type is IArrayTypeSymbol || type.AllInterfaces.Length > 0 || type.TypeKind == TypeKind.Interface) ? call.Arguments[0].Value : null);
    }
}
