using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The methods of a compilation that hand one of their parameters on as the value of a label, through as many others as it takes: each of their calls gives that label its argument.
/// Only calls with the name of such a method, and enough arguments, are bound.
/// </summary>
internal sealed class LabelWrappers
{
    // Nobody hands a value on through so many; but methods that call each other do it for ever.
    private const int MaximumLevels = 10;

    private readonly Dictionary<IMethodSymbol, List<LabelWrapper>> byMethod = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, int> fewestArguments = new();
    private readonly OriginAnalysis origins;
    private readonly NamedWords names;
    private readonly string[] searchWords;

    public LabelWrappers(IEnumerable<Measurement> measurements, OriginAnalysis origins, CancellationToken cancellation)
    {
        this.origins = origins;
        var added = new List<LabelWrapper>();
        foreach (var measurement in measurements)
        {
            cancellation.ThrowIfCancellationRequested();
            if (measurement.Kind is not (MeasurementKind.Recording or MeasurementKind.ChildChoice) || measurement.Tags.IsDefaultOrEmpty) continue;
            foreach (var tag in measurement.Tags) Add(measurement, tag, null, added);
        }
        for (var level = 0; added.Count > 0 && level < MaximumLevels; level++) added = CallersOf(added, level, cancellation);
        searchWords = [.. fewestArguments.Keys];
        names = new NamedWords(searchWords);
    }

    /// <summary>The calls of such methods in a file, in the order of the text.</summary>
    public void CollectCalls(SemanticModel model, ICollection<Measurement> found, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (searchWords.Length == 0 || !index.MentionsOneOf(searchWords, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) return;
        foreach (var call in index.Calls(names, cancellation))
        {
            if (!MayBeCalledBy(call) || CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            if (!byMethod.TryGetValue(Wrapper.Definition(site.Method), out var wrappers)) continue;
            foreach (var wrapper in wrappers)
                if (wrapper.At(site) is { } measurement) found.Add(measurement);
        }
    }

    private bool MayBeCalledBy(NamedNode call)
        => fewestArguments.TryGetValue(call.Name, out var fewest) && EnclosingParameters.ArgumentsOf(call.Node)?.Arguments.Count >= Math.Max(fewest, 0);

    /// <summary>The methods that call these with a parameter of their own.</summary>
    private List<LabelWrapper> CallersOf(List<LabelWrapper> wrappers, int level, CancellationToken cancellation)
    {
        var called = new HashSet<string>();
        foreach (var wrapper in wrappers)
            foreach (var method in WrapperIndex.CallableAs(wrapper.Method)) called.Add(Wrapper.NameOf(method));
        string[] words = [.. called];
        var calls = new NamedWords(words);
        var added = new List<LabelWrapper>();
        foreach (var tree in origins.Compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).MentionsOneOf(words, cancellation) || GeneratedFile.Is(tree, cancellation)) continue;
            foreach (var call in CallIndex.Of(tree).Calls(calls, cancellation))
            {
                if (!MayBeCalledBy(call) || origins.OperationAt(call.Node) is not { } operation || CallSite.Of(operation) is not { } site) continue;
                if (!byMethod.TryGetValue(Wrapper.Definition(site.Method), out var known)) continue;
                foreach (var wrapper in known.ToArray())
                    if (wrapper.Level == level && wrapper.At(site) is { Tags: [var given] } measurement) Add(measurement, given, new LabelHandOver(wrapper, site), added);
            }
        }
        return added;
    }

    /// <summary>A value of which the method itself tells enough is judged there.</summary>
    private void Add(Measurement measurement, Tag tag, LabelHandOver? next, List<LabelWrapper> added)
    {
        if (tag.Target != TagTarget.Label || HandedOnParameter.In(tag, origins) is not { } parameter) return;
        if (tag.Origin is UnboundedOrigin or BoundedOrigin) return;
        var wrapper = new LabelWrapper(Wrapper.Definition((IMethodSymbol)parameter.ContainingSymbol), parameter, measurement, tag, next);
        var isNew = false;
        foreach (var method in WrapperIndex.CallableAs(wrapper.Method))
        {
            if (!byMethod.TryGetValue(method, out var known)) byMethod.Add(method, known = []);
            // One argument is judged once, however many labels it ends in.
            if (known.Exists(other => other.Parameter.Ordinal == parameter.Ordinal)) continue;
            known.Add(wrapper);
            isNew = true;
            var (name, fewest) = (Wrapper.NameOf(method), WrapperIndex.FewestArguments(method));
            fewestArguments[name] = fewestArguments.TryGetValue(name, out var others) ? Math.Min(fewest, others) : fewest;
        }
        if (isNew) added.Add(wrapper);
    }
}

/// <summary>The call by which one wrapper hands its parameter on to the next.</summary>
internal sealed record LabelHandOver(LabelWrapper To, CallSite Call);

/// <summary>A method, constructor or local function that hands a parameter on as the value of a label: itself, or to another that does.</summary>
internal sealed record LabelWrapper(IMethodSymbol Method, IParameterSymbol Parameter, Measurement Template, Tag Tag, LabelHandOver? Next)
{
    /// <summary>How many others stand between it and the measurement.</summary>
    public int Level => Next is null ? 0 : Next.To.Level + 1;

    /// <summary>What a call of the method amounts to; null where it leaves the argument out.</summary>
    public Measurement? At(CallSite call)
    {
        if (call.ArgumentFor(Parameter) is not { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument }) return null;
        var (measured, frame) = (Measured.Tag, FrameOf(call, null));
        // Not a copy, which would keep the origin that the tag has in the method.
        var given = new Tag
        {
            Target = Tag.Target,
            Key = Tag.Key,
            Value = argument,
            Syntax = CallSite.Unwrap(argument).Syntax,
            IsPositional = true,
            HandedOn = new HandedOnValue(measured.HandedOn?.Value ?? measured.Value!, measured.HandedOn?.Frame.SeenFrom(frame) ?? frame, Names, measured.HandedOn?.Place ?? measured.ValueLocation),
            Origins = Tag.Origins,
        };
        return new Measurement
        {
            Kind = MeasurementKind.WrapperCall,
            Convention = Template.Convention,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray.Create(given),
            Declaration = Template.Declaration,
        };
    }

    /// <summary>The wrapper that gives the label its value.</summary>
    private LabelWrapper Measured => Next is null ? this : Next.To.Measured;

    /// <summary>The methods that the value goes through, in that order.</summary>
    private ImmutableArray<string> Names => (Next is null ? Tag.HandedOn?.Via ?? ImmutableArray<string>.Empty : Next.To.Names).Insert(0, Wrapper.NameOf(Method));

    private CallFrame FrameOf(CallSite call, CallFrame? caller)
    {
        var frame = new CallFrame(Method, call, caller);
        return Next is null ? frame : Next.To.FrameOf(Next.Call, frame);
    }
}
