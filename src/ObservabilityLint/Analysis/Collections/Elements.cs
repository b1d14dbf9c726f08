using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What an element of a collection may be: all that the collection is made of and filled with, where all of that is in sight.</summary>
internal static class Elements
{
    /// <summary>Methods that give one of the elements of what they are called on.</summary>
    private static readonly HashSet<string> Pickers =
    [
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Max", "Min", "Find", "FindLast", "Dequeue", "Peek", "Pop", "GetValueOrDefault", "MaxBy", "MinBy", "GetOrAdd", "AddOrUpdate",
    ];

    /// <summary>Methods that make a dictionary of elements, and those that put elements with one key together.</summary>
    private static readonly HashSet<string> Keyed = ["ToDictionary", "ToImmutableDictionary", "ToFrozenDictionary"], Grouped = ["GroupBy", "ToLookup", "CountBy"];

    private static readonly HashSet<string> OutPickers = ["TryGetValue", "TryDequeue", "TryPeek", "TryPop", "TryTake"];

    /// <summary>Methods that give the elements on as they are, perhaps not all of them.</summary>
    private static readonly HashSet<string> Same =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Distinct", "DistinctBy", "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "Reverse", "AsEnumerable", "AsReadOnly", "AsSpan",
        "ToList", "ToArray", "ToHashSet", "ToImmutableArray", "ToImmutableList", "ToImmutableHashSet", "ToFrozenSet", "ToFrozenDictionary", "ToImmutableDictionary", "Except", "Intersect", "Cast", "OfType", "FindAll", "GetRange", "Concat", "Union", "Append", "Prepend", "DefaultIfEmpty",
    ];

    /// <summary>Those of them that put in more.</summary>
    private static readonly HashSet<string> Adding = ["Concat", "Union", "Append", "Prepend", "DefaultIfEmpty"];

    // Queries that are longer do not occur.
    private const int MaximumSteps = 16;

    /// <summary>Null where the elements are out of sight.</summary>
    public static ValueOrigin? Of(IOperation collection, OriginTrace trace, ElementQuestion question = default)
    {
        if (!trace.Budget.Begin()) return null;
        var origin = Find(ListExpression.WithoutConversions(collection), trace, question);
        trace.Budget.End();
        return origin;
    }

    /// <summary>The element that a call picks; null for other calls.</summary>
    public static ValueOrigin? PickedBy(IInvocationOperation call, OriginTrace trace, ElementQuestion question = default)
        // The greatest length of texts is no text.
        => call.TargetMethod.Name is "Max" or "Min" && !IsOfProgram(call) && LambdaValues.LambdaIn(call.Arguments) is { } selected ? LambdaValues.ResultOf(selected, trace, question)
            : Pickers.Contains(call.TargetMethod.Name) && !IsOfProgram(call) && CallSite.ReceiverOf(call) is { } collection ? SelectedElements.Of(call, Of(collection, trace, question), trace) : null;

    /// <summary><c>names.TryGetValue(key, out var name)</c></summary>
    public static ValueOrigin? OfOutArgument(IOperation argument, OriginTrace trace)
        => argument is IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { Instance: { } collection } call } && OutPickers.Contains(call.TargetMethod.Name) && !IsOfProgram(call) ? KeyedLookup.Closer(KeyedLookup.Of(call, trace), Of(collection, trace)) ?? OfUnseen(((IArgumentOperation)argument).Value, collection, trace) : null;

    /// <summary>An element of a collection out of sight, of which only the type tells.</summary>
    public static ValueOrigin OfUnseen(IOperation element, IOperation collection, OriginTrace trace)
        => LongLived.Is(collection, trace) ? ValueOrigin.Unknown : UnboundedTypes.Of(element.Type, Target.SymbolOf(CallSite.Unwrap(collection))?.Name, element) ?? ValueOrigin.Unknown;

    /// <summary>What a variable becomes that is a part of a tuple, or of the entries of a dictionary.</summary>
    public static ValueOrigin? PartOf(VariableWrite write, OriginTrace trace)
    {
        var member = new ObjectMember(null, write.Index);
        if (write.At is not IForEachLoopOperation) return CreatedObjects.Of(write.Value!, ObjectMember.OfRecord(write.Value!.Type, write.Index) ?? member, trace);
        return Of(write.Value!, trace, !AreEntries(write.Value!, trace) ? new ElementQuestion(ElementPart.Value, member) : write.Index == 0 ? ElementQuestion.Key : default);
    }

    /// <summary>The elements are those of a dictionary, of what was sent under names, or groups, also where a query chooses among them: <c>counts.OrderByDescending(entry => entry.Value).Take(10)</c>.</summary>
    public static bool AreEntries(IOperation collection, OriginTrace trace)
    {
        foreach (var source in SourcesOf(collection, trace))
            if (source.Type is INamedTypeSymbol { TypeArguments.Length: 2 } || RequestInputs.OfAll(source) != null || source is IInvocationOperation { TargetMethod.Name: var name } call && Grouped.Contains(name) && !IsOfProgram(call)) return true;
        return false;
    }

    /// <summary>The collection, and those of which it gives on what it chooses, from one to the next.</summary>
    private static IEnumerable<IOperation> SourcesOf(IOperation collection, OriginTrace trace)
    {
        IOperation? source = collection;
        for (var steps = 0; steps < MaximumSteps && source != null; steps++)
        {
            source = ListExpression.WithoutConversions(source);
            yield return source;
            source = source is ILocalReferenceOperation { Local: var local } && trace.Analysis.BodyOf(source).WritesOf(local) is [{ Form: WriteForm.Value, Value: { } held }] ? held : PassedOnBy(source);
        }
    }

    /// <summary>The collection of which a query gives on what it chooses, and nothing else; null for any other expression.</summary>
    public static IOperation? PassedOnBy(IOperation query)
        => query is IInvocationOperation call && !IsOfProgram(call) && Same.Contains(call.TargetMethod.Name) && !Adding.Contains(call.TargetMethod.Name) ? CallSite.ReceiverOf(call) : null;

    /// <summary>What is put in at these places.</summary>
    public static ValueOrigin? OfFills(IEnumerable<CollectionFill> fills, OriginTrace trace, ElementQuestion question)
    {
        var all = ValueOrigin.Nothing;
        var isSeen = true;
        foreach (var fill in fills)
        {
            if (!fill.IsMany && fill.Part != question.Part) continue;
            var one = fill.IsMany ? Of(fill.Value, trace, question) : fill.IsMade ? LambdaValues.ResultOf(fill.Value, trace, question) : question.Of(fill.Value, trace);
            isSeen &= one != null;
            if (one != null) all = all.Or(one is UnboundedOrigin && (fill.IsLimited || fill.OncePer is { } key && trace.Of(key) is not UnboundedOrigin) ? ValueOrigin.Checked : one);
        }
        return isSeen || all is UnboundedOrigin ? all : null;
    }

    private static ValueOrigin? Find(IOperation collection, OriginTrace trace, ElementQuestion question)
    {
        switch (collection)
        {
            case { Type: var type } when RequestInputs.AreValues(type):
                return question.Member is null ? trace.Of(collection) : null;
            case var asked when RequestInputs.OfAll(asked) is { } sent:
                // The number of what was sent under a name, say, is none of it.
                return question.Member is null || question.Member.Symbol?.ContainingType.Is("System.Collections.Generic", "KeyValuePair`2") == true ? sent : null;
            case IInvocationOperation or IPropertyReferenceOperation when SentBaggage.IsCollection(collection):
                return trace.Analysis.Baggage.Of(collection, trace.Budget);
            case IParameterReferenceOperation { Parameter: var list } when trace.Analysis.Requests.OfElements(list, collection) is { } texts:
                return question.Member is null ? texts : null;
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return FilledVariables.OfVariable(collection, trace, question) ?? OfPieces(collection, trace, question);
            case IPropertyReferenceOperation { Property.Name: "Values", Instance: { } entries }:
                return Of(entries, trace, question);
            case IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } entries }:
                return Of(entries, trace, question with { Part = ElementPart.Key });
            case IPropertyReferenceOperation { Property: var entries } when question == ElementQuestion.Key && BoundedSources.AreKeysDeclared(entries):
                return BoundedOrigin.OfUnknownSize;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return FilledVariables.OfMember((IMemberReferenceOperation)collection, trace, question) ?? Kept(collection, trace, question) ?? (LongLived.IsSetting((IMemberReferenceOperation)collection) ? BoundedOrigin.OfProcess : null);
            case IObjectCreationOperation creation when creation.Type is { DeclaringSyntaxReferences.IsEmpty: true }:
                return OfFills(CollectionFills.In(creation), trace, question);
            case IArrayCreationOperation { Initializer: null }:
                return ValueOrigin.Nothing;
            case IConditionalOperation { WhenFalse: { } other } choice:
                return Either(choice.WhenTrue, other, trace, question);
            case ICoalesceOperation choice:
                return Either(choice.Value, choice.WhenNull, trace, question);
            case IAwaitOperation awaited:
                return Of(awaited.Operation, trace, question);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, trace, question);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(collection) is var receiver && receiver != collection:
                return Of(receiver, trace, question);
            case IInvocationOperation call:
                return Made(call, trace, question);
            default:
                return Listed(collection, trace, question);
        }
    }

    /// <summary>The elements of a chunk or a group are some of those that were cut or grouped.</summary>
    private static ValueOrigin? OfPieces(IOperation piece, OriginTrace trace, ElementQuestion question)
    {
        if (ElementSource.Of(piece, trace) is not { } pieces) return null;
        foreach (var source in SourcesOf(pieces, trace))
            if (source is IInvocationOperation { TargetMethod.Name: "Chunk" or "GroupBy" or "ToLookup" } call && !IsOfProgram(call) && CallSite.ReceiverOf(call) is { } all && ArgumentFor(call, "resultSelector") is null)
                return ArgumentFor(call, "elementSelector") is { } selected ? LambdaValues.ResultOf(selected, trace, question) : Of(all, trace, question);
        return null;
    }

    private static ValueOrigin? Listed(IOperation list, OriginTrace trace, ElementQuestion question)
    {
        var elements = ListExpression.ElementsOf(list);
        if (elements.IsDefault) return null;
        var all = ValueOrigin.Nothing;
        foreach (var element in elements)
        {
            var one = ListExpression.SpreadIn(element) is { } many ? Of(many, trace, question) : question.Of(element, trace);
            if (one is null) return null;
            all = all.Or(one);
        }
        return all;
    }

    private static ValueOrigin? Either(IOperation one, IOperation other, OriginTrace trace, ElementQuestion question) => Of(one, trace, question) is { } first && Of(other, trace, question) is { } second ? first.Or(second) : null;

    private static ValueOrigin? Made(IInvocationOperation call, OriginTrace trace, ElementQuestion question)
    {
        if (IsOfProgram(call)) return CallResults.ElementsOf(call, trace, question);
        if (ConfiguredValues.AreReadBy(call)) return BoundedOrigin.OfProcess;
        if (question == default && NumberOrigins.OfRange(call) is { } range) return range;
        if (call.TargetMethod is { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } && call.Instance is { } text) return trace.Of(text) is BoundedOrigin ? BoundedOrigin.OfUnknownSize : null;
        if (CallSite.ReceiverOf(call) is not { } source) return Listed(call, trace, question);
        if (call.TargetMethod.Name == "Select") return LambdaValues.LambdaIn(call.Arguments) is { } lambda ? LambdaValues.ResultOf(lambda, trace, question) : null;
        if (call.TargetMethod.Name == "Index") return question.Member is { Index: 1 } or { Symbol.Name: "Item" } ? Of(source, trace) : null;
        if (Grouped.Contains(call.TargetMethod.Name)) return question.Part == ElementPart.Key && ArgumentFor(call, "keySelector") is { } grouping ? LambdaValues.ResultOf(grouping, trace, default) : null;
        if (Keyed.Contains(call.TargetMethod.Name) && ArgumentFor(call, "keySelector") is { } keys) return OfEntries(call, source, keys, trace, question);
        if (!Same.Contains(call.TargetMethod.Name) || SelectedElements.Of(call, Of(source, trace, question), trace) is not { } all) return (question == default ? Claims.Of(call) : null) ?? Listed(call, trace, question);
        if (!Adding.Contains(call.TargetMethod.Name)) return all;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value == source) continue;
            var more = call.TargetMethod.Name is "Concat" or "Union" ? Of(argument.Value, trace, question) : question.Of(argument.Value, trace);
            if (more is null) return null;
            all = all.Or(more);
        }
        return all;
    }

    /// <summary>Of a dictionary that is made of a collection: what is selected for its keys, and for its values, which are the elements themselves where nothing is.</summary>
    private static ValueOrigin? OfEntries(IInvocationOperation call, IOperation source, IOperation keys, OriginTrace trace, ElementQuestion question)
    {
        var key = LambdaValues.ResultOf(keys, trace, ElementQuestion.Key);
        if (question.Part == ElementPart.Key) return key;
        var value = (ArgumentFor(call, "elementSelector") ?? ArgumentFor(call, "valueSelector")) is { } values ? LambdaValues.ResultOf(values, trace, question) : Of(source, trace, question);
        return value is UnboundedOrigin && key is not UnboundedOrigin ? ValueOrigin.Unknown : value;
    }

    private static IOperation? ArgumentFor(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Name == parameter) return argument.Value;
        return null;
    }

    /// <summary>The list that a field holds for good.</summary>
    private static ValueOrigin? Kept(IOperation field, OriginTrace trace, ElementQuestion question)
    {
        if (field.SemanticModel is not { } model || Target.SymbolOf(field) is not ({ IsStatic: true } or { DeclaredAccessibility: Accessibility.Private })) return null;
        var held = new VariableValues(model, CancellationToken.None).Follow(field);
        if (CallSite.Unwrap(held is ICoalesceOperation { Value: var given } ? given : held) is IInvocationOperation read && ConfiguredValues.AreReadBy(read)) return BoundedOrigin.OfProcess;
        return held != field && held.Type is not INamedTypeSymbol { Name: "List" or "HashSet" or "ICollection" or "IList" } ? Listed(held, trace, question) : null;
    }

    private static bool IsOfProgram(IInvocationOperation call) => call.TargetMethod.Locations is [{ IsInSource: true }, ..];
}
