using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// Reads what holds several tags: arrays, spans, collection expressions, and the collections that are filled by an initializer or by calls (<c>TagList</c>, dictionaries, …).
/// </summary>
internal sealed class TagLists(TagReader tags)
{
    // Lists that are put together from lists end after a few; cyclic ones occur in code that is being typed.
    private const int MaximumDepth = 8;

    // Collection expressions (and what a `params` span is given, which is one too) have no typed operation in the oldest Roslyn this loads in.
    private const OperationKind CollectionExpression = (OperationKind)127, Spread = (OperationKind)128;

    /// <summary>Adds the tags that an argument gives: one pair, or a list of them.</summary>
    public void Collect(IOperation argument, TagSet set) => Collect(argument, set, 0);

    /// <summary>The elements of an array, a span or a collection expression that hold no lists themselves; default where they are not in sight.</summary>
    public ImmutableArray<IOperation> ElementsOf(IOperation list)
    {
        switch (WithoutConversions(tags.Texts.Variables.Follow(WithoutConversions(list))))
        {
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return elements;
            case IArrayInitializerOperation { ElementValues: var elements }:
                return elements;
            case { Kind: CollectionExpression } collection:
                var read = ImmutableArray.CreateBuilder<IOperation>();
                foreach (var element in collection.ChildOperations)
                {
                    if (element.Kind == Spread) return default;
                    read.Add(element);
                }
                return read.ToImmutable();
            case var empty when IsEmpty(empty):
                return ImmutableArray<IOperation>.Empty;
            default:
                return default;
        }
    }

    public void Collect(IOperation argument, TagSet set, int depth)
    {
        var list = WithoutConversions(argument);
        if (depth > MaximumDepth) set.AddUnseen();
        else if (list.Type.Is("System.Collections.Generic", "KeyValuePair`2")) set.Add(tags.Pair(set.Target, list));
        else if (list is ILocalReferenceOperation local) FilledLocal.Collect(local, set, this, depth);
        else if (Target.SymbolOf(list) is null) Elements(list, set, depth);
        else Kept(list, set, depth);
    }

    /// <summary>
    /// Adds what a field or property holds, if nobody can have put more into it. A field holds one value for all its uses, whatever that is; its keys stand elsewhere,
    /// and are judged where they are used.
    /// </summary>
    private void Kept(IOperation variable, TagSet set, int depth)
    {
        var list = tags.Texts.Variables.Follow(variable);
        if (list == variable || list is IObjectCreationOperation { Type.IsValueType: false })
        {
            set.AddUnseen();
            return;
        }
        var kept = new TagSet(set.Target);
        Elements(list, kept, depth);
        if (!kept.IsComplete) set.AddUnseen();
        foreach (var tag in kept.Tags) set.Add(tag with { Key = tag.Key?.UsedAt(variable.Syntax), Value = null, Syntax = variable.Syntax });
    }

    /// <summary>Adds what a value holds before anything else is done with it.</summary>
    private void Elements(IOperation list, TagSet set, int depth)
    {
        switch (WithoutConversions(list))
        {
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                foreach (var element in elements) Collect(element, set, depth + 1);
                break;
            case IArrayInitializerOperation { ElementValues: var elements }:
                foreach (var element in elements) Collect(element, set, depth + 1);
                break;
            case { Kind: CollectionExpression } collection:
                foreach (var element in collection.ChildOperations) Element(element, set, depth);
                break;
            case IObjectCreationOperation creation:
                Creation(creation, set, depth);
                break;
            case var empty when IsEmpty(empty):
                break;
            default:
                set.AddUnseen();
                break;
        }
    }

    private void Element(IOperation element, TagSet set, int depth)
    {
        if (element.Kind != Spread)
        {
            Collect(element, set, depth + 1);
            return;
        }
        foreach (var spread in element.ChildOperations)
        {
            Collect(spread, set, depth + 1);
            return;
        }
    }

    private void Creation(IObjectCreationOperation creation, TagSet set, int depth)
    {
        foreach (var argument in creation.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Type is { SpecialType: SpecialType.None, Name: not "IEqualityComparer" }) Collect(argument.Value, set, depth + 1);
        if (creation.Initializer is null) return;
        foreach (var filling in creation.Initializer.Initializers) Fill(filling, set, depth);
    }

    /// <summary>Adds what an operation puts into a list: a call of <c>Add</c>, or the setting of an element by its key.</summary>
    public void Fill(IOperation filling, TagSet set, int depth)
    {
        switch (filling)
        {
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var key, var value] } add when key.Parameter?.Type.SpecialType == SpecialType.System_String:
                set.Add(tags.Tag(set.Target, key.Value, value.Value, add.Syntax));
                break;
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var pair] }:
                Collect(pair.Value, set, depth + 1);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_String } key] }, Value: var value }:
                set.Add(tags.Tag(set.Target, key.Value, value, filling.Syntax));
                break;
            default:
                set.AddUnseen();
                break;
        }
    }

    private static bool IsEmpty(IOperation list) => list
        is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } }
        or IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }
        or IInvocationOperation { TargetMethod: { Name: "Empty", Parameters.IsEmpty: true } }
        or IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } };

    /// <summary>Also without those that turn an array into a span or a memory.</summary>
    private static IOperation WithoutConversions(IOperation operation)
    {
        while (true)
        {
            operation = CallSite.Unwrap(operation);
            switch (operation)
            {
                case IConversionOperation { OperatorMethod.ContainingType: { MetadataName: "ReadOnlySpan`1" or "Span`1" or "ReadOnlyMemory`1" or "Memory`1", ContainingNamespace: var space } } conversion when space.Is("System"):
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "AsSpan" or "AsMemory", ContainingType: var type }, Arguments: [var array] } when type.Is("System", "MemoryExtensions"):
                    operation = array.Value;
                    break;
                default:
                    return operation;
            }
        }
    }
}
