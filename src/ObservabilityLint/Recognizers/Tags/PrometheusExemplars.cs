using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the labels of exemplars, <c>Exemplar.Pair(key, value)</c> and <c>Exemplar.Key(key).WithValue(value)</c>.</summary>
internal sealed class PrometheusExemplars : IMeasurementRecognizer
{
    private const string Namespace = "Prometheus", Exemplar = "Exemplar";

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("Pair", "WithValue");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines($"{Namespace}.{Exemplar}");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (call.Argument("value") is not { } value || !IsOfExemplar(call.Method)) return;
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Annotation,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray.Create(tags.Tag(TagTarget.Exemplar, call.Argument("key") ?? KeyOf(call, tags), value, call.Syntax)),
            IsComplete = true,
        });
    }

    private static bool IsOfExemplar(IMethodSymbol method)
        => method.Name == "Pair" ? method.ContainingType.Is(Namespace, Exemplar) : method.ContainingType is { Name: "LabelKey", ContainingType: var outer } && outer.Is(Namespace, Exemplar);

    private static IOperation? KeyOf(CallSite call, TagReader tags)
        => call.Receiver is { } receiver && tags.Texts.Variables.Follow(receiver) is IInvocationOperation { TargetMethod.Name: "Key" } key && CallSite.Of(key) is { } made ? made.Argument("key") : null;
}
