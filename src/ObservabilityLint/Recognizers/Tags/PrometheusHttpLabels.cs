using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net.AspNetCore: the labels that a program adds to the metrics of its requests, each with a function that gives its value for a request.</summary>
internal sealed class PrometheusHttpLabels : IMeasurementRecognizer
{
    private const string Namespace = "Prometheus.HttpMetrics", Label = "HttpCustomLabel";

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("AddCustomLabel", Label);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines($"{Namespace}.{Label}");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (!call.Method.ContainingNamespace.Is(Namespace) || call.Argument("labelName") is not { } name || (call.Argument("valueProvider") ?? call.Argument("labelValueProvider")) is not { } provider) return;
        // It cannot be taken away alone: a metric of the program's own may declare the label too.
        var given = tags.Tag(TagTarget.Label, name, null, call.CalledName);
        if (TakesFromOutside(provider) || CodeOf(provider, tags) is not { } code || MethodCode.ReturnsOf(code) is not { } values) Add(given);
        // The function gives one of them at a time: each is judged by itself.
        else foreach (var value in values) Add(Given(given, value, provider, tags));

        void Add(Tag tag) => found.Add(new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray.Create(tag),
            // The metrics of requests may be replaced by such.
            SeriesExpire = PrometheusChildren.AnyExpires(tags.Texts.Variables),
        });
    }

    private static IOperation? CodeOf(IOperation provider, TagReader tags)
    {
        if (CallSite.Unwrap(provider) is not IDelegateCreationOperation { Target: var function }) return null;
        if (function is not IMethodReferenceOperation { Method: var named }) return function as IAnonymousFunctionOperation;
        tags.Texts.Variables.NoteReading(named);
        return MethodCode.OnlyTargetOf(named, tags.Texts.Variables.Compilation) is { } method ? MethodCode.Of(method, tags.Origins.OperationAt) : null;
    }

    /// <summary>What is put together outside of the function is the same for all requests.</summary>
    private static bool TakesFromOutside(IOperation provider)
    {
        foreach (var part in provider.Descendants())
            if (part is ILocalReferenceOperation or IParameterReferenceOperation && Target.SymbolOf(part) is { DeclaringSyntaxReferences: [var declared] } && !provider.Syntax.Span.Contains(declared.Span)) return true;
        return false;
    }

    /// <summary>What a method gives is spoken of where the method is named, since it may stand in another file.</summary>
    private static Tag Given(Tag label, IOperation value, IOperation provider, TagReader tags)
        => CallSite.Unwrap(provider) is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } }
            ? label with { Value = provider, HandedOn = new HandedOnValue(value, new CallFrame(method.OriginalDefinition, new CallSite(method, ImmutableArray<IArgumentOperation>.Empty, provider), null), ImmutableArray.Create(method.Name), Sources.PlaceIn(value.Syntax.GetLocation(), tags.Texts.Variables.Compilation)) }
            : label with { Value = value };
}
