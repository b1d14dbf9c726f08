using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
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

    private static readonly string[] Factories = ["Metrics", "IMetricFactory", "MetricFactory", "IManagedLifetimeMetricFactory"];

    private static readonly InstrumentScope DefaultRegistry = new("the default registry", null);

    private static readonly KindChange AsLevel = new(InstrumentKind.Gauge, ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["CreateCounter"] = "CreateGauge", ["Counter"] = "Gauge", ["ICounter"] = "IGauge", ["CounterConfiguration"] = "GaugeConfiguration",
    }), "Dec");

    private static readonly KindChange AsTotal = new(InstrumentKind.Counter, AsLevel.Identifiers.ToImmutableDictionary(static name => name.Value, static name => name.Key), Set: "IncTo");

    public ImmutableHashSet<string> CallNames { get; } = Methods.Keys.ToImmutableHashSet();

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".IMetricFactory");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!IsFactory(call.Method.ContainingType) || !Methods.TryGetValue(call.Method.Name, out var kind)) return;
        if (texts.ReadName(call.Argument("name")) is not { } name) return;
        var configuration = call.Argument("configuration") is { } passed ? texts.Variables.Follow(passed) as IObjectCreationOperation : null;
        var isUnseen = IsUnseen(call, configuration, texts);
        var labelNames = call.Argument("labelNames") ?? (isUnseen ? null : ObjectInitializer.Member(configuration, "LabelNames"));
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.Prometheus,
            Kind = kind,
            Name = name,
            Help = texts.Read(call.Argument("help")),
            HelpParameter = "help",
            // None in sight means none at all, and that is known too.
            Labels = labelNames != null ? texts.ReadMany(labelNames) : isUnseen ? default : ImmutableArray<Text>.Empty,
            FactoryLabels = PrometheusFactoryLabels.Of(call.Receiver, texts),
            LabelsParameter = labelNames is null ? null : (CallSite.Unwrap(labelNames) as IParameterReferenceOperation)?.Parameter,
            LabelsMember = labelNames != null && CallSite.Unwrap(labelNames) is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation), Member: var member } ? member : null,
            AsLevel = kind == InstrumentKind.Counter ? AsLevel : null,
            AsTotal = kind == InstrumentKind.Gauge ? AsTotal : null,
            Buckets = ObjectInitializer.Member(configuration, "Buckets"),
            HasUnseenSettings = isUnseen,
            SeriesExpire = call.Method.ContainingType.Is(Namespace, "IManagedLifetimeMetricFactory"),
            Scope = ScopeOf(call.Receiver, texts),
            Target = Target.Of(call.Operation),
            Syntax = call.Syntax,
        });
    }

    /// <summary>Follows a factory to its registry: through variables, and through factories that only add labels or a lifetime.</summary>
    public InstrumentScope ScopeOf(IOperation? holder, TextReader texts) => ScopeOfRegistry(holder, texts);

    /// <summary>The same of a registry itself.</summary>
    public static InstrumentScope ScopeOfRegistry(IOperation? holder, TextReader texts)
    {
        ISymbol? variable = null;
        for (var steps = 0; steps < 8; steps++)
        {
            if (holder is null) return DefaultRegistry;
            holder = CallSite.Unwrap(holder);
            switch (holder)
            {
                case IPropertyReferenceOperation { Property: { Name: "DefaultFactory" or "DefaultRegistry", IsStatic: true, ContainingType: var owner } } when owner.Is(Namespace, "Metrics"):
                    return DefaultRegistry;
                case IInvocationOperation { TargetMethod: { Name: "WithCustomRegistry", ContainingType: var owner }, Arguments: [var registry] } when owner.Is(Namespace, "Metrics"):
                    holder = registry.Value;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "WithLabels" or "WithManagedLifetime", ContainingType: var owner }, Instance: var factory } when IsFactory(owner):
                    holder = factory;
                    break;
                default:
                    if (Target.SymbolOf(holder) is not { } symbol) return new InstrumentScope(null, variable);
                    variable = Target.OneObject(holder);
                    if (texts.Variables.Of(symbol) is not { } value) return new InstrumentScope(null, variable);
                    holder = value;
                    break;
            }
        }
        return InstrumentScope.Unknown;
    }

    public static bool IsFactory(ITypeSymbol type)
    {
        foreach (var factory in Factories)
            if (type.Is(Namespace, factory)) return true;
        return false;
    }

    /// <summary>The configuration comes from out of sight, or is changed after its creation.</summary>
    private static bool IsUnseen(CallSite call, IObjectCreationOperation? configuration, TextReader texts)
    {
        if (call.Argument("configuration") is not { } passed || CallSite.Unwrap(passed) == configuration) return false;
        if (configuration is null) return texts.Variables.Follow(passed).ConstantValue is not { HasValue: true, Value: null };
        var file = configuration.Syntax.SyntaxTree.GetRoot();
        return texts.Variables.IsMemberWritten("LabelNames", file) || texts.Variables.IsMemberWritten("Buckets", file);
    }
}
