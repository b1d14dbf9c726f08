using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls that set attributes of spans, of their events and links, and of the baggage: of <c>Activity</c> and of the OpenTelemetry API.</summary>
internal sealed class SpanAttributes : IMeasurementRecognizer
{
    private const string Diagnostics = Activities.Namespace, OpenTelemetry = OpenTelemetryNamespaces.Root, Trace = OpenTelemetryNamespaces.Trace;

    /// <summary>Methods that take a key and its value, by name and by the type that declares them.</summary>
    private static readonly Dictionary<string, (string Namespace, string Type, TagTarget Target)[]> Setters = new()
    {
        ["SetTag"] = [(Diagnostics, "Activity", TagTarget.SpanAttribute)],
        ["AddTag"] = [(Diagnostics, "Activity", TagTarget.SpanAttribute)],
        ["AddBaggage"] = [(Diagnostics, "Activity", TagTarget.Baggage)],
        ["SetBaggage"] = [(Diagnostics, "Activity", TagTarget.Baggage), (OpenTelemetry, "Baggage", TagTarget.Baggage)],
        ["SetAttribute"] = [(Trace, "TelemetrySpan", TagTarget.SpanAttribute)],
    };

    /// <summary>Methods and constructors with a parameter for a list, by name.</summary>
    private static readonly Dictionary<string, (string Namespace, string Type, string Parameter)> Lists = new()
    {
        ["StartActivity"] = (Diagnostics, "ActivitySource", "tags"),
        ["CreateActivity"] = (Diagnostics, "ActivitySource", "tags"),
        ["ActivitySource"] = (Diagnostics, "ActivitySource", "tags"),
        [ExceptionEvents.OfActivity] = (Diagnostics, "Activity", "tags"),
    };

    /// <summary>Collections that hold nothing but attributes: read where they are made, whatever takes them.</summary>
    private static readonly Dictionary<string, string> Collections = new() { ["ActivityTagsCollection"] = Diagnostics, ["SpanAttributes"] = Trace };

    /// <summary>Calls that are given such a collection, which may be written without its name: <c>tags: new() { … }</c>.</summary>
    private static readonly string[] Takers = ["AddEvent", "AddLink", "ActivityEvent", "ActivityLink"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.CreateRange<string>([.. Setters.Keys, .. Lists.Keys, .. Collections.Keys, .. Takers]);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Diagnostics + ".Activity");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        var set = call.Operation is IObjectCreationOperation creation && IsCollection(creation.Type) ? OfCollection(creation, tags)
            : OfSetter(call, tags) ?? OfList(call, tags) ?? OfUnnamed(call, tags);
        if (set is null || set.Tags.IsEmpty && set.GivenLists.IsEmpty) return;
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Annotation,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.Tags,
            GivenLists = set.Target == TagTarget.SpanAttribute ? set.GivenLists : ImmutableArray<IParameterSymbol>.Empty,
            IsComplete = set.IsComplete,
        });
    }

    private static TagSet? OfSetter(CallSite call, TagReader tags)
    {
        if (!Setters.TryGetValue(call.Method.Name, out var types)) return null;
        foreach (var (space, type, target) in types)
        {
            if (!call.Method.ContainingType.Is(space, type)) continue;
            var set = new TagSet(target);
            if ((call.Argument("key") ?? call.Argument("name")) is { } key) tags.Lists.Add(key, call.Argument("value") ?? call.Argument("values"), call.Syntax, set);
            else if (call.Argument("baggageItems") is { } items) tags.Lists.Collect(items, set);
            return set;
        }
        return null;
    }

    private static TagSet? OfList(CallSite call, TagReader tags)
    {
        var name = call.Method.MethodKind == MethodKind.Constructor ? call.Method.ContainingType.Name : call.Method.Name;
        if (!Lists.TryGetValue(name, out var known) || !call.Method.ContainingType.Is(known.Namespace, known.Type) || call.Argument(known.Parameter) is not { } list) return null;
        return IsCollection(CallSite.Unwrap(list).Type) ? OfExpression(list, tags) : Listed(list, tags);
    }

    /// <summary>An event or link, too, may be written without its name; one with a name is a call of its own.</summary>
    private static TagSet? OfUnnamed(CallSite call, TagReader tags)
    {
        foreach (var argument in call.Arguments)
        {
            if (OfExpression(argument.Value, tags) is { } listed) return listed;
            if (CallSite.Unwrap(argument.Value) is not IObjectCreationOperation { Syntax: ImplicitObjectCreationExpressionSyntax } made) continue;
            if (IsCollection(made.Type)) return OfCollection(made, tags);
            if (CallSite.Of(made) is { } inner && inner.Method.ContainingNamespace.Is(Diagnostics) && OfUnnamed(inner, tags) is { } set) return set;
        }
        return null;
    }

    /// <summary><c>tags: [new("shop.item", 1)]</c>: where such a collection is made, its name does not stand.</summary>
    private static TagSet? OfExpression(IOperation list, TagReader tags)
        => IsCollection(CallSite.Unwrap(list).Type) && ListExpression.IsCollectionExpression(tags.Texts.Variables.Follow(list)) ? Listed(list, tags) : null;

    private static TagSet Listed(IOperation list, TagReader tags)
    {
        var set = new TagSet(TagTarget.SpanAttribute);
        tags.Lists.Collect(list, set);
        return set;
    }

    /// <summary>With what is put into it afterwards, as far as its variable shows.</summary>
    private static TagSet OfCollection(IObjectCreationOperation creation, TagReader tags)
    {
        var set = new TagSet(TagTarget.SpanAttribute);
        tags.Lists.Collect(creation, set);
        if (Target.Of(creation) is ILocalSymbol local) FilledVariable.CollectAll(local, creation, set, tags.Lists);
        return set;
    }

    private static bool IsCollection(ITypeSymbol? type) => type != null && Collections.TryGetValue(type.Name, out var space) && type.Is(space, type.Name);
}
