using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Tags that are taken over from another list one by one: <c>foreach (var tag in tags) list.Add(tag.Key, tag.Value)</c>.</summary>
internal static class LoopedTags
{
    private const int MaximumSteps = 8;

    /// <summary>The list whose elements a pair goes through, and whether all of them come there; null for other pairs.</summary>
    public static (IOperation List, bool IsWhole)? SourceOf(IOperation pair)
        => ListedElements.SourceOf(pair) is (var list, { Member: null, Index: < 0 }) ? (list, !IsSelected(pair)) : null;

    /// <summary>The list from which both the key and the value come, and whether all of its elements do; null for other tags.</summary>
    public static (IOperation List, bool IsWhole)? SourceOf(IOperation? key, IOperation? value)
    {
        if (key is null || value is null || ListedElements.SourceOf(key) is not (var list, { Member: "Key" or "Item1" } or { Index: 0 })) return null;
        var held = Written(value);
        return ListedElements.SourceOf(held) is (var of, { Member: "Value" or "Item2" } or { Index: 1 }) && of.Syntax == list.Syntax ? (list, !IsSelected(key) && !IsSelected(held)) : null;
    }

    /// <summary>What an expression writes in another way. Anything else that is done with a value may leave few of it.</summary>
    private static IOperation Written(IOperation value)
    {
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            value = CallSite.Unwrap(value);
            var inner = value switch
            {
                IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => instance,
                IInvocationOperation call => TextCalls.TextIn(call),
                IConditionalAccessOperation access => access.WhenNotNull,
                IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var receiver && receiver != value => receiver,
                ICoalesceOperation choice => choice.Value,
                _ => null,
            };
            if (inner is null) return value;
            value = inner;
        }
        return value;
    }

    /// <summary>Which elements come to the place depends on what they are.</summary>
    private static bool IsSelected(IOperation element)
    {
        var variable = CallSite.Unwrap(element);
        if (variable is IMemberReferenceOperation { Instance: { } of }) variable = CallSite.Unwrap(of);
        return Target.SymbolOf(variable) is { } named && Selection.IsMadeBy(named.Name, element.Syntax);
    }

    /// <summary>The lists that an operator of LINQ goes through, or adds; false for anything else.</summary>
    public static bool TryQueried(IOperation query, TagSet set, TagLists lists)
    {
        if (query is not IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name }, Arguments: [var source, ..] arguments } || !type.Is("System.Linq", "Enumerable")) return false;
        switch (name)
        {
            case "Where" when arguments[1].Syntax is not ArgumentSyntax { Expression: SimpleLambdaExpressionSyntax test } || Selection.Asks(test.Body, test.Parameter.Identifier.ValueText):
                set.AddUnseen();
                return true;
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

    /// <summary>Adds what comes from a list one by one. What the code selects is not in sight.</summary>
    public static void Add((IOperation List, bool IsWhole) looped, TagSet set, TagLists lists)
    {
        if (looped.IsWhole) AddOptional(looped.List, set, lists);
        else set.AddUnseen();
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
