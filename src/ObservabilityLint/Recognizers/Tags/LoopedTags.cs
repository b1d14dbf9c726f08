using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Tags that are taken over from another list one by one: <c>foreach (var tag in tags) list.Add(tag.Key, tag.Value)</c>.</summary>
internal static class LoopedTags
{
    /// <summary>The list whose elements a pair goes through; null for other pairs.</summary>
    public static IOperation? SourceOf(IOperation pair) => ListedElements.SourceOf(pair) is (var list, { Member: null, Index: < 0 }) ? list : null;

    /// <summary>The list from which both the key and what the value is made of come; null for other tags.</summary>
    public static IOperation? SourceOf(IOperation? key, IOperation? value)
    {
        if (key is null || value is null || ListedElements.SourceOf(key) is not (var list, { Member: "Key" or "Item1" } or { Index: 0 })) return null;
        foreach (var part in value.DescendantsAndSelf())
            if (part is ILocalReferenceOperation or IMemberReferenceOperation or IParameterReferenceOperation && ListedElements.SourceOf(part) is (var of, { Member: "Value" or "Item2" } or { Index: 1 }) && of.Syntax == list.Syntax) return list;
        return null;
    }

    /// <summary>The lists that an operator of LINQ goes through, or adds; false for anything else.</summary>
    public static bool TryQueried(IOperation query, TagSet set, TagLists lists)
    {
        if (query is not IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name }, Arguments: [var source, ..] arguments } || !type.Is("System.Linq", "Enumerable")) return false;
        switch (name)
        {
            case "Where" or "Skip" or "Take" or "Distinct" or "DistinctBy" or "OrderBy" or "Reverse":
                AddOptional(source.Value, set, lists);
                return true;
            case "Concat" or "Append" or "Prepend" or "Union":
                lists.Collect(source.Value, set);
                lists.Collect(arguments[1].Value, set);
                return true;
            case "Select" when CallSite.Unwrap(arguments[1].Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } made }] } }:
                AddOptional(made, set, lists);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds what a list holds, some of which may be left out.</summary>
    public static void AddOptional(IOperation list, TagSet set, TagLists lists)
    {
        var part = set.Part();
        lists.Collect(list, part);
        part.IsPutTogether = true;
        set.Add(part, static tag => tag with { IsOptional = true });
    }
}
