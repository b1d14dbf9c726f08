using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the calls that choose or remove a child by its label values, in the order of the declared names.</summary>
internal sealed class PrometheusChildren : IMeasurementRecognizer
{
    private const string Namespace = "Prometheus";

    private static readonly string[] Types = ["Collector`1", "ICollector`1", "IManagedLifetimeMetricHandle`1"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("WithLabels", "Labels", "RemoveLabelled", "AcquireLease", "AcquireRefLease", "WithLease", "WithLeaseAsync");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".ICollector`1");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (!IsOfCollector(call.Method) || call.Receiver is not { } receiver) return;
        var instrument = Recordings.InstrumentOf(CallSite.Unwrap(receiver));
        var declaration = tags.DeclarationOf(instrument);
        var values = Values(call, tags);
        found.Add(new Measurement
        {
            Kind = call.Method.Name == "RemoveLabelled" ? MeasurementKind.Removal : MeasurementKind.ChildChoice,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = values.IsDefault ? default : Named(values, declaration, tags),
            IsComplete = !values.IsDefault,
            Instrument = instrument,
            Declaration = declaration,
        });
    }

    private static bool IsOfCollector(IMethodSymbol method)
    {
        foreach (var type in Types)
            if (method.ContainingType.OriginalDefinition.Is(Namespace, type)) return true;
        return false;
    }

    /// <summary>No values at all where the call takes none; default where they come from out of sight.</summary>
    private static ImmutableArray<IOperation> Values(CallSite call, TagReader tags)
        => call.Argument("labelValues") is { } values ? tags.Lists.ElementsOf(values) : ImmutableArray<IOperation>.Empty;

    private static ImmutableArray<Tag> Named(ImmutableArray<IOperation> values, InstrumentDeclaration? declaration, TagReader tags)
    {
        var names = declaration is { Labels: { IsDefault: false } declared } && declared.Length == values.Length ? declared : default;
        var named = ImmutableArray.CreateBuilder<Tag>(values.Length);
        for (var i = 0; i < values.Length; i++)
            named.Add(tags.Tag(TagTarget.Label, null, values[i], CallSite.Unwrap(values[i]).Syntax) with { IsPositional = true, Key = names.IsDefault ? null : names[i] });
        return named.MoveToImmutable();
    }
}
