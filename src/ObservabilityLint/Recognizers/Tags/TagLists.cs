using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads what holds several tags: lists of pairs, and the collections that are filled by an initializer or by calls (<c>TagList</c>, dictionaries, …).</summary>
internal sealed class TagLists(TagReader tags)
{
    /// <summary>Adds the tags that an expression gives: one pair, or a list of them.</summary>
    public void Collect(IOperation expression, TagSet set)
    {
        var list = ListExpression.WithoutConversions(expression);
        if (!set.MayGoOn()) set.AddUnseen();
        else if (list.Type.Is("System.Collections.Generic", "KeyValuePair`2")) tags.CollectPair(list, set);
        else if (list is ITupleOperation { Elements: [var key, var value] }) Add(key, value, list.Syntax, set);
        else if (list is ILocalReferenceOperation or IParameterReferenceOperation) FilledVariable.Collect(list, set, this);
        else if (OptionalList.In(list) is { } given) LoopedTags.AddOptional(given, set, this);
        else if (tags.OfMethods.TryReturned(list, set)) return;
        else if (Target.SymbolOf(list) is null) Made(list, set);
        else Kept(list, set);
    }

    /// <summary>Adds what the method puts into the list that is given to it. False where its code is out of sight.</summary>
    public bool TryFilled(IOperation list, TagSet set) => tags.OfMethods.TryFilled(list, set);

    /// <summary>Adds the tag of a key and a value, or those of the list from which both are taken.</summary>
    public void Add(IOperation key, IOperation? value, SyntaxNode syntax, TagSet set)
    {
        if (LoopedTags.SourceOf(key, value) is { } looped && !SentBaggage.IsCollection(looped.List)) LoopedTags.Add(looped, set, this);
        else set.Add(tags.Tag(set.Target, key, value, syntax));
    }

    /// <summary>There are tags that the callers of the method give for its parameter, unless the method puts another list in its place.</summary>
    public void AddGiven(IParameterSymbol list, TagSet set)
    {
        if (tags.Texts.Variables.IsAsGiven(list)) set.AddGiven(list);
        else set.AddUnseen();
    }

    /// <summary>Adds what an operation puts into a list: a call of <c>Add</c>, or the setting of an element by its key.</summary>
    public void Fill(IOperation filling, TagSet set)
    {
        switch (filling)
        {
            // Arguments with names stand in any order.
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Parameter.Ordinal: var first } one, var other] } when (first == 0 ? (one, other) : (other, one)) is ({ Parameter.Type.SpecialType: SpecialType.System_String } key, var value):
                Add(key.Value, value.Value, filling.Syntax, set);
                break;
            // Where the key is there already, it keeps the value that it has.
            case IInvocationOperation { TargetMethod.Name: "TryAdd", Arguments: [{ Parameter.Ordinal: var first } one, var other] } when (first == 0 ? (one, other) : (other, one)) is ({ Parameter.Type.SpecialType: SpecialType.System_String } key, var value):
                AddOnce(key.Value, value.Value, filling.Syntax, isOptional: true, set);
                break;
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var pair] }:
                Collect(pair.Value, set);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_String } key] }, Value: var value }:
                AddOnce(key.Value, value, filling.Syntax, isOptional: false, set);
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var pair } when PlaceOf(target) is { } place && IsPair(pair):
                var placed = set.Part();
                Collect(pair, placed);
                set.Add(placed, tag => tag with { Place = place });
                break;
            default:
                set.AddUnseen();
                break;
        }
    }

    /// <summary>The place of an array or list that is set there by its number, negative where the code does not tell the number; null for anything else.</summary>
    public static int? PlaceOf(IOperation target) => target switch
    {
        IArrayElementReferenceOperation { Indices: [var index] } => index.ConstantValue.Value as int? ?? -1,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_Int32, Value: var index }] } => index.ConstantValue.Value as int? ?? -1,
        _ => null,
    };

    private static bool IsPair(IOperation element) => element.Type.Is("System.Collections.Generic", "KeyValuePair`2") || CallSite.Unwrap(element) is ITupleOperation;

    private void AddOnce(IOperation key, IOperation value, SyntaxNode syntax, bool isOptional, TagSet set)
    {
        var part = set.Part();
        Add(key, value, syntax, part);
        set.Add(part, tag => tag with { IsHeldOnce = true, IsOptional = tag.IsOptional || isOptional });
    }

    /// <summary>Adds what a field or property holds from the start, and what the methods of its type put into it, which is given anew each time.</summary>
    private void Kept(IOperation variable, TagSet set)
    {
        var list = ListExpression.WithoutConversions(tags.Texts.Variables.Follow(variable));
        var kept = set.Part();
        if (list is IParameterReferenceOperation { Parameter: var given }) AddGiven(given, kept);
        else if (list == variable) kept.AddUnseen();
        else Made(list, kept);
        set.Add(kept, tag => TagReader.Kept(tag, variable));
        // Whoever is given a list may put more into it.
        if (list is IObjectCreationOperation { Type.IsValueType: false } || list.Type is { Name: "List" or "IList" or "ICollection" }) set.AddUnseen();
        if (!set.IsOfOther) FilledVariable.CollectKept(variable, set, this, tags.Texts.Variables);
    }

    /// <summary>Adds what the expression of a list holds from the start.</summary>
    private void Made(IOperation list, TagSet set)
    {
        if (list is IObjectCreationOperation creation)
        {
            foreach (var argument in creation.Arguments)
                if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Type is { SpecialType: SpecialType.None, Name: not "IEqualityComparer" }) Collect(argument.Value, set);
            if (creation.Initializer is null) return;
            foreach (var filling in creation.Initializer.Initializers) Fill(filling, set);
        }
        else if (ListExpression.ElementsOf(list) is { IsDefault: false } elements)
        {
            foreach (var element in elements) Collect(ListExpression.SpreadIn(element) ?? element, set);
        }
        else if (!LoopedTags.TryQueried(list, set, this))
        {
            set.AddUnseen();
        }
    }
}
