using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the labels that a factory or a registry puts on all of its metrics.</summary>
internal sealed class PrometheusStaticLabels : IMeasurementRecognizer
{
    public const string OfRegistry = "SetStaticLabels";

    private const string Namespace = "Prometheus";

    private static readonly string[] Types = ["Metrics", "IMetricFactory", "MetricFactory", "IManagedLifetimeMetricFactory", "ICollectorRegistry", "CollectorRegistry"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("WithLabels", OfRegistry);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".IMetricFactory");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (call.Argument("labels") is not { } labels || !IsOfFactory(call.Method)) return;
        var set = new TagSet(TagTarget.Label);
        tags.Lists.Collect(labels, set);
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Default,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.IsUnseen ? default : set.Tags,
            IsComplete = set.IsComplete,
            Scope = call.Method.Name == OfRegistry ? null : PrometheusNet.ScopeOfRegistry(call.Receiver, tags.Texts),
            FactoryLabels = PrometheusFactoryLabels.Of(call.Receiver, tags.Texts),
        });
    }

    /// <summary>The registry that a call gives labels; null for other calls.</summary>
    public static InstrumentScope? RegistryAt(CallSite call, TextReader texts)
        => call.Method.Name == OfRegistry && IsOfFactory(call.Method) && call.Receiver is { } registry ? PrometheusNet.ScopeOfRegistry(registry, texts) : null;

    private static bool IsOfFactory(IMethodSymbol method)
    {
        foreach (var type in Types)
            if (method.ContainingType.Is(Namespace, type)) return true;
        return false;
    }
}
