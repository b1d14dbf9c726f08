using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What an element of a collection may be: all that the collection is made of and filled with, where all of that is in sight.</summary>
internal static class Elements
{
    /// <summary>Methods that give one of the elements of what they are called on.</summary>
    private static readonly HashSet<string> Pickers =
    [
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Max", "Min", "Find", "FindLast", "Dequeue", "Peek", "Pop", "GetValueOrDefault", "MaxBy", "MinBy",
    ];

    private static readonly HashSet<string> OutPickers = ["TryGetValue", "TryDequeue", "TryPeek", "TryPop", "TryTake"];

    /// <summary>Methods that give the elements on as they are, perhaps not all of them.</summary>
    private static readonly HashSet<string> Same =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Distinct", "DistinctBy", "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "Reverse", "AsEnumerable", "AsReadOnly", "AsSpan",
        "ToList", "ToArray", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToImmutableHashSet", "ToFrozenSet", "ToFrozenDictionary", "ToImmutableDictionary", "Except", "Intersect", "Cast", "OfType", "FindAll", "GetRange", "Concat", "Union", "Append", "Prepend", "DefaultIfEmpty",
    ];

    /// <summary>Null where the elements are out of sight.</summary>
    public static ValueOrigin? Of(IOperation collection, OriginTrace trace, ElementPart part = ElementPart.Value)
    {
        if (!trace.Budget.Begin()) return null;
        var origin = Find(ListExpression.WithoutConversions(collection), trace, part);
        trace.Budget.End();
        return origin;
    }

    /// <summary>The element that a call picks; null for other calls.</summary>
    public static ValueOrigin? PickedBy(IInvocationOperation call, OriginTrace trace)
        => Pickers.Contains(call.TargetMethod.Name) && !IsOfProgram(call) && ReceiverOf(call) is { } collection ? Of(collection, trace) : null;

    /// <summary><c>names.TryGetValue(key, out var name)</c></summary>
    public static ValueOrigin? OfOutArgument(IOperation argument, OriginTrace trace)
        => argument is IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { Instance: { } collection } call } && OutPickers.Contains(call.TargetMethod.Name) && !IsOfProgram(call) ? Of(collection, trace) : null;

    /// <summary>What is put in at these places.</summary>
    public static ValueOrigin? OfFills(IEnumerable<CollectionFill> fills, OriginTrace trace, ElementPart part)
    {
        var all = ValueOrigin.Nothing;
        foreach (var fill in fills)
        {
            if (!fill.IsMany && fill.Part != part) continue;
            var one = fill.IsMany ? Of(fill.Value, trace, part) : trace.Of(fill.Value);
            if (one is null || fill.IsLimited && one is UnboundedOrigin) one = ValueOrigin.Unknown;
            all = all.Or(one);
        }
        return all;
    }

    private static ValueOrigin? Find(IOperation collection, OriginTrace trace, ElementPart part)
    {
        switch (collection)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return FilledVariables.OfVariable(collection, trace, part);
            case IPropertyReferenceOperation { Property.Name: "Values", Instance: { } entries }:
                return Of(entries, trace);
            case IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } entries }:
                return Of(entries, trace, ElementPart.Key);
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return FilledVariables.OfMember((IMemberReferenceOperation)collection, trace, part) ?? Kept(collection, trace);
            case IObjectCreationOperation creation when creation.Type is { DeclaringSyntaxReferences.IsEmpty: true }:
                return OfFills(CollectionFills.In(creation), trace, part);
            case IArrayCreationOperation { Initializer: null }:
                return ValueOrigin.Nothing;
            case IConditionalOperation { WhenFalse: { } other } choice:
                return Either(choice.WhenTrue, other, trace, part);
            case ICoalesceOperation choice:
                return Either(choice.Value, choice.WhenNull, trace, part);
            case IAwaitOperation awaited:
                return Of(awaited.Operation, trace, part);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, trace, part);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(collection) is var receiver && receiver != collection:
                return Of(receiver, trace, part);
            case IInvocationOperation call:
                return Made(call, trace, part);
            default:
                return Listed(collection, trace);
        }
    }

    private static ValueOrigin? Listed(IOperation list, OriginTrace trace)
    {
        var elements = ListExpression.ElementsOf(list);
        if (elements.IsDefault) return null;
        var all = ValueOrigin.Nothing;
        foreach (var element in elements)
        {
            var one = ListExpression.SpreadIn(element) is { } many ? Of(many, trace) : trace.Of(element);
            if (one is null) return null;
            all = all.Or(one);
        }
        return all;
    }

    private static ValueOrigin? Either(IOperation one, IOperation other, OriginTrace trace, ElementPart part) => Of(one, trace, part) is { } first && Of(other, trace, part) is { } second ? first.Or(second) : null;

    private static ValueOrigin? Made(IInvocationOperation call, OriginTrace trace, ElementPart part)
    {
        if (IsOfProgram(call)) return CallResults.ElementsOf(call, trace, part);
        if (call.TargetMethod is { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } && call.Instance is { } text) return trace.Of(text) is BoundedOrigin ? BoundedOrigin.OfUnknownSize : null;
        if (ReceiverOf(call) is not { } source) return Listed(call, trace);
        if (call.TargetMethod.Name == "Select") return LambdaValues.LambdaIn(call.Arguments) is { } lambda ? LambdaValues.ResultOf(lambda, trace) : null;
        if (!Same.Contains(call.TargetMethod.Name) || Of(source, trace, part) is not { } all) return Listed(call, trace);
        if (call.TargetMethod.Name is not ("Concat" or "Union" or "Append" or "Prepend" or "DefaultIfEmpty")) return all;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value == source) continue;
            var more = call.TargetMethod.Name is "Concat" or "Union" ? Of(argument.Value, trace, part) : trace.Of(argument.Value);
            if (more is null) return null;
            all = all.Or(more);
        }
        return all;
    }

    /// <summary>The list that a field holds for good.</summary>
    private static ValueOrigin? Kept(IOperation field, OriginTrace trace)
    {
        if (field.SemanticModel is not { } model || Target.SymbolOf(field) is not ({ IsStatic: true } or { DeclaredAccessibility: Accessibility.Private })) return null;
        var held = new VariableValues(model, CancellationToken.None).Follow(field);
        return held != field && held.Type is not INamedTypeSymbol { Name: "List" or "HashSet" or "ICollection" or "IList" } ? Listed(held, trace) : null;
    }

    private static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    private static bool IsOfProgram(IInvocationOperation call) => call.TargetMethod.Locations is [{ IsInSource: true }, ..];
}
