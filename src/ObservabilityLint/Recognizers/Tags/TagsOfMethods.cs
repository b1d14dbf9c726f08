using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Tags that a method of the program makes: it gives them back, or puts them into a list that it is given. Seen from its call, where the label gets them.</summary>
internal sealed class TagsOfMethods(TagReader tags)
{
    /// <summary>Adds what a call or a computed property gives back. False where no code of the program does.</summary>
    public bool TryReturned(IOperation made, TagSet set)
    {
        if (FrameOf(made) is not { } frame || MethodCode.Of(frame.Method, tags.Origins.OperationAt) is not { } code || MethodCode.ReturnsOf(code) is not { Count: > 0 } returns) return false;
        var ways = new List<TagSet>();
        foreach (var value in returns)
        {
            var way = (frame.Call.Receiver ?? Callers.InstanceOf(made)) is null or IInstanceReferenceOperation || CollectedTags.AreRecorded(value, frame.Method, tags) ? set.Part() : set.PartOfOther();
            tags.Lists.Collect(value, way);
            ways.Add(way);
        }
        var all = ways[0];
        if (ways.Count > 1)
        {
            all = set.Part();
            all.AddAlternatives(ways, isOneOfThem: !MethodCode.IsIterator(code));
        }
        Add(all, made.Syntax, frame, set);
        return true;
    }

    /// <summary>Adds the labels of an object that a call or a computed property gives back. False where no code of the program does, or on several ways.</summary>
    /// <param name="made">The call.</param>
    /// <param name="read">Reads the labels of an object. False where not all of them are in sight.</param>
    /// <param name="given">The labels, as they are at the call.</param>
    public bool TryReturned(IOperation made, Func<IOperation, ImmutableArray<Tag>.Builder, bool> read, ImmutableArray<Tag>.Builder given)
    {
        if (FrameOf(made) is not { } frame || MethodCode.Of(frame.Method, tags.Origins.OperationAt) is not { } code || MethodCode.ReturnsOf(code) is not [var value]) return false;
        var all = ImmutableArray.CreateBuilder<Tag>();
        var isComplete = read(value, all);
        foreach (var tag in all) given.Add(From(tag, made.Syntax, frame, frame.Method.AssociatedSymbol?.Name ?? frame.Method.Name));
        return isComplete;
    }

    /// <summary>Adds what the method that is called puts into the list that it is given. False where its code is out of sight.</summary>
    public bool TryFilled(IOperation list, TagSet set)
    {
        if (CallSite.Outermost(list).Parent is not IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } || FrameOf(call) is not { } frame) return false;
        if (MethodCode.Of(frame.Method, tags.Origins.OperationAt) is not { SemanticModel: { } model } code || parameter.Ordinal >= frame.Method.Parameters.Length || !set.MayGoOn()) return false;
        var filled = set.Part();
        FilledVariable.CollectGiven((frame.Method.PartialImplementationPart ?? frame.Method).Parameters[parameter.Ordinal], code.Syntax, model, filled, tags.Lists);
        Add(filled, call.Syntax, frame, set);
        return true;
    }

    /// <summary>The method that a call or the reading of a property runs, where that is one of the program, and certain.</summary>
    public CallFrame? FrameOf(IOperation made)
    {
        var call = made switch
        {
            IInvocationOperation invocation => CallSite.Of(invocation),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } property => new CallSite(getter, property.Arguments, property),
            _ => null,
        };
        if (call is null || MethodCode.OnlyTargetOf(call.Method, tags.Texts.Variables.Compilation) is not { DeclaringSyntaxReferences.Length: 1 } method) return null;
        tags.Texts.Variables.NoteReading(method);
        return new CallFrame(method, call, null);
    }

    /// <summary>Keys stand elsewhere, and are judged where they are used; so are the values, as the method makes them for this call.</summary>
    private void Add(TagSet made, SyntaxNode use, CallFrame frame, TagSet set)
    {
        var name = frame.Method.AssociatedSymbol?.Name ?? frame.Method.Name;
        set.IsPutTogether = true;
        var merged = set.Part();
        merged.AddAlternatives([made], isOneOfThem: false);
        // A list that the method is given is the caller's own, and read there.
        foreach (var list in merged.TakeGivenLists())
            if (frame.ArgumentFor(list) is { } argument) tags.Lists.Collect(argument, set);
            else set.AddUnseen();
        set.Add(merged, tag => From(tag, use, frame, name));
    }

    private Tag From(Tag tag, SyntaxNode use, CallFrame frame, string name)
    {
        if (CollectedTags.IsPutInElsewhere(tag, frame.Method) && (tag.Syntax.SyntaxTree == use.SyntaxTree || tag.Key?.Parameter != null)) return tag;
        var recorded = tag.HandedOn?.Value ?? tag.Kept?.Value ?? tag.Value;
        return tag with
        {
            Key = KeyOf(tag, frame)?.UsedAt(use),
            Value = null,
            Syntax = use,
            HandedOn = recorded is null ? null : new HandedOnValue(recorded, tag.HandedOn?.Frame.SeenFrom(frame) ?? frame, (tag.HandedOn?.Via ?? ImmutableArray<string>.Empty).Insert(0, name), tag.HandedOn?.Place ?? PlaceOf(recorded.Syntax.GetLocation())),
            Otherwise = tag.Otherwise is { } other ? From(other, use, frame, name) : null,
        };
    }

    /// <summary>The key may be a parameter of the method.</summary>
    private Text? KeyOf(Tag tag, CallFrame frame)
        => tag.Key?.Parameter is { } parameter && frame.ArgumentFor(parameter) is { } key ? tags.KeyOf(key) : tag.Key?.WithLiterals(PlaceOf);

    private Location PlaceOf(Location place) => Sources.PlaceIn(place, tags.Texts.Variables.Compilation);
}
