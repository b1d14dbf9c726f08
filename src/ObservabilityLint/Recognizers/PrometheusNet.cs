using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the <c>Create…</c> methods of <c>Metrics</c> and of every factory, managed-lifetime ones included.</summary>
internal sealed class PrometheusNet : IInstrumentRecognizer
{
    private const string Namespace = "Prometheus";

    private static readonly Dictionary<string, InstrumentKind> Methods = new()
    {
        ["CreateCounter"] = InstrumentKind.Counter,
        ["CreateGauge"] = InstrumentKind.Gauge,
        ["CreateHistogram"] = InstrumentKind.Histogram,
        ["CreateSummary"] = InstrumentKind.Summary,
    };

    private static readonly string[] Factories = ["Metrics", "IMetricFactory", "MetricFactory", "IManagedLifetimeMetricFactory", "ManagedLifetimeMetricFactory"];

    public ImmutableHashSet<string> CallNames { get; } = Methods.Keys.ToImmutableHashSet();

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".IMetricFactory");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!IsFactory(call.Method.ContainingType) || !Methods.TryGetValue(call.Method.Name, out var kind)) return;
        if (texts.Read(call.Argument("name")) is not { } name) return;
        var configuration = Configuration(call.Argument("configuration"), texts);
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.Prometheus,
            Kind = kind,
            Name = name,
            Help = texts.Read(call.Argument("help")),
            HelpParameter = "help",
            Labels = Labels(call, configuration, texts),
            LabelsParameter = call.Argument("labelNames") is { } passed ? (CallSite.Unwrap(passed) as IParameterReferenceOperation)?.Parameter : null,
            Buckets = Member(configuration, "Buckets") ?? call.Argument("buckets"),
            Scope = Scope(call),
            Target = Target.Of(call.Operation),
            Syntax = call.Syntax,
        });
    }

    private static bool IsFactory(ITypeSymbol type)
    {
        foreach (var factory in Factories)
            if (type.Is(Namespace, factory)) return true;
        return false;
    }

    /// <summary>Labels given to the call, or those of its configuration object; none at all is known too.</summary>
    private static ImmutableArray<Text> Labels(CallSite call, IObjectCreationOperation? configuration, TextReader texts)
    {
        if (call.Argument("labelNames") is { } names) return texts.ReadMany(names);
        if (Member(configuration, "LabelNames") is { } configured) return texts.ReadMany(configured);
        return call.Argument("configuration") is { } passed && configuration is null && CallSite.Unwrap(passed) is not { ConstantValue: { HasValue: true, Value: null } }
            ? default
            : ImmutableArray<Text>.Empty;
    }

    /// <summary>The configuration where it is created: in the call, or in the readonly field that holds it.</summary>
    private static IObjectCreationOperation? Configuration(IOperation? operation, TextReader texts)
    {
        if (operation is null) return null;
        operation = CallSite.Unwrap(operation);
        if (operation is IFieldReferenceOperation { Field: { IsReadOnly: true } field } && texts.InitializerOf(field) is { } initializer)
            operation = CallSite.Unwrap(initializer);
        return operation as IObjectCreationOperation;
    }

    private static IOperation? Member(IObjectCreationOperation? creation, string name)
    {
        if (creation?.Initializer is not { } initializer) return null;
        foreach (var member in initializer.Initializers)
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var assigned }, Value: var value } && assigned == name)
                return value;
        return null;
    }

    private static InstrumentScope Scope(CallSite call)
    {
        if (call.Receiver is not { } factory) return new InstrumentScope("the default registry", null);
        factory = CallSite.Unwrap(factory);
        return factory is IPropertyReferenceOperation { Property: { Name: "DefaultFactory", IsStatic: true } }
            ? new InstrumentScope("the default registry", null)
            : new InstrumentScope(null, Target.SymbolOf(factory));
    }
}
