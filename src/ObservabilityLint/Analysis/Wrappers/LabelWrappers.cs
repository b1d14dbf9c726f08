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
/// The methods of a compilation that hand one of their parameters on as the value of a label, one level deep: each of their calls gives that label its argument.
/// Only calls with the name of such a method, and enough arguments, are bound.
/// </summary>
internal sealed class LabelWrappers
{
    private readonly Dictionary<IMethodSymbol, List<LabelWrapper>> byMethod = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, int> fewestArguments = new();
    private readonly OriginAnalysis origins;
    private readonly NamedWords names;
    private readonly string[] searchWords;

    public LabelWrappers(IEnumerable<Measurement> measurements, OriginAnalysis origins, CancellationToken cancellation)
    {
        this.origins = origins;
        foreach (var measurement in measurements)
        {
            cancellation.ThrowIfCancellationRequested();
            if (measurement.Kind is not (MeasurementKind.Recording or MeasurementKind.ChildChoice) || measurement.Tags.IsDefaultOrEmpty) continue;
            foreach (var tag in measurement.Tags) Add(measurement, tag);
        }
        searchWords = [.. fewestArguments.Keys];
        names = new NamedWords(searchWords);
    }

    /// <summary>The calls of such methods in a file, in the order of the text.</summary>
    public void CollectCalls(SemanticModel model, ICollection<Measurement> found, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (searchWords.Length == 0 || !index.MentionsAny(searchWords, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) return;
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

    /// <summary>A value of which the method itself tells enough is judged there.</summary>
    private void Add(Measurement measurement, Tag tag)
    {
        if (tag is not { Target: TagTarget.Label, Value: { } value } || HandedOnParameter.In(value, origins) is not { } parameter) return;
        if (tag.Origin is UnboundedOrigin or BoundedOrigin) return;
        var wrapper = new LabelWrapper(Wrapper.Definition((IMethodSymbol)parameter.ContainingSymbol), parameter, measurement, tag);
        foreach (var method in WrapperIndex.CallableAs(wrapper.Method))
        {
            if (!byMethod.TryGetValue(method, out var known)) byMethod.Add(method, known = []);
            // One argument is judged once, however many labels it ends in.
            if (known.Exists(other => other.Parameter.Ordinal == parameter.Ordinal)) continue;
            known.Add(wrapper);
            var (name, fewest) = (Wrapper.NameOf(method), WrapperIndex.FewestArguments(method));
            fewestArguments[name] = fewestArguments.TryGetValue(name, out var others) ? Math.Min(fewest, others) : fewest;
        }
    }
}

/// <summary>A method, constructor or local function that hands a parameter on as the value of a label.</summary>
internal sealed record LabelWrapper(IMethodSymbol Method, IParameterSymbol Parameter, Measurement Template, Tag Tag)
{
    /// <summary>What a call of the method amounts to; null where it leaves the argument out.</summary>
    public Measurement? At(CallSite call)
    {
        if (call.ArgumentFor(Parameter) is not { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument }) return null;
        // Not a copy, which would keep the origin that the tag has in the method.
        var given = new Tag
        {
            Target = Tag.Target,
            Key = Tag.Key,
            Value = argument,
            Syntax = CallSite.Unwrap(argument).Syntax,
            IsPositional = true,
            HandedOn = new HandedOnValue(Tag.Value!, new CallFrame(Method, call, null)),
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
}
