using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls that record on an instrument, and the members that lead from an instrument to its labelled children.</summary>
internal static class Recordings
{
    private const string Prometheus = "Prometheus", Meters = "System.Diagnostics.Metrics";

    private static readonly Dictionary<string, InstrumentKind> PrometheusTypes = new()
    {
        ["Counter"] = InstrumentKind.Counter, ["ICounter"] = InstrumentKind.Counter,
        ["Gauge"] = InstrumentKind.Gauge, ["IGauge"] = InstrumentKind.Gauge,
        ["Histogram"] = InstrumentKind.Histogram, ["IHistogram"] = InstrumentKind.Histogram,
        ["Summary"] = InstrumentKind.Summary, ["ISummary"] = InstrumentKind.Summary,
        ["IObserver"] = InstrumentKind.Unknown,
    };

    private static readonly Dictionary<string, InstrumentKind> MeterTypes = new()
    {
        ["Counter`1"] = InstrumentKind.Counter, ["UpDownCounter`1"] = InstrumentKind.UpDownCounter,
        ["Gauge`1"] = InstrumentKind.Gauge, ["Histogram`1"] = InstrumentKind.Histogram,
    };

    private static readonly Dictionary<string, RecordingEffect> PrometheusMethods = new()
    {
        ["Inc"] = RecordingEffect.Add, ["Dec"] = RecordingEffect.Subtract,
        ["Set"] = RecordingEffect.Set, ["IncTo"] = RecordingEffect.Set, ["DecTo"] = RecordingEffect.Set,
        ["Observe"] = RecordingEffect.Observe,
    };

    /// <summary>Extension methods that record a time by themselves, in seconds: how long something takes, or when it happened.</summary>
    private static readonly Dictionary<string, string> TimingMethods = new()
    {
        ["NewTimer"] = "TimerExtensions", ["SetToCurrentTimeUtc"] = "GaugeExtensions", ["SetToTimeUtc"] = "GaugeExtensions", ["IncToCurrentTimeUtc"] = "GaugeExtensions", ["IncToTimeUtc"] = "GaugeExtensions",
    };

    /// <summary>The names of all calls that <see cref="Of"/> may know: the filter before anything is bound.</summary>
    public static NamedWords CallNames { get; } = new([.. PrometheusMethods.Keys, "Add", "Record", .. TimingMethods.Keys]);

    /// <summary>The recording that a call makes, or null if it is none.</summary>
    public static Recording? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (TimingMethods.TryGetValue(method.Name, out var timing) && method.ContainingType.Is(Prometheus, timing))
        {
            var timed = CallSite.Unwrap(call.Arguments[0].Value);
            return new Recording(call, InstrumentOf(timed), KindOf(timed.Type) ?? InstrumentKind.Unknown, RecordingEffect.Time, null) { Convention = NamingConvention.Prometheus };
        }
        if (call.Instance is not { } instance || KindOf(method.ContainingType) is not { } declared || EffectOf(method) is not { } effect) return null;
        instance = CallSite.Unwrap(CallSite.ObjectOf(instance));
        return new Recording(call, InstrumentOf(instance), KindOf(instance.Type) ?? declared, effect, ValueOf(call))
        {
            Convention = method.ContainingNamespace.Is(Prometheus) ? NamingConvention.Prometheus : NamingConvention.OpenTelemetry,
        };
    }

    /// <summary>The instrument whose child an expression is: <c>requests.WithLabels("GET")</c> leads to <c>requests</c>.</summary>
    public static IOperation InstrumentOf(IOperation expression)
    {
        while (ParentInstrument(expression) is { } parent) expression = parent;
        return expression;
    }

    /// <summary>The expression that a child was taken from, or null where the operation does not lead to a child.</summary>
    public static IOperation? ParentInstrument(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "WithLabels" or "Labels" or "WithExtendLifetimeOnUse", ContainingType: var type }, Instance: { } instance } when IsCollector(type) => CallSite.Unwrap(CallSite.ObjectOf(instance)),
        IPropertyReferenceOperation { Property: { Name: "Unlabelled", ContainingType: var type }, Instance: { } instance } when IsCollector(type) => CallSite.Unwrap(CallSite.ObjectOf(instance)),
        _ => null,
    };

    /// <summary>The instrument itself, of one whose uses extend its life: <c>factory.CreateCounter(…).WithExtendLifetimeOnUse()</c>.</summary>
    public static IOperation WithoutLifetime(IOperation instrument)
        => instrument is IInvocationOperation { TargetMethod: { Name: "WithExtendLifetimeOnUse", ContainingType: var type }, Instance: { } held } && IsCollector(type) ? CallSite.Unwrap(held) : instrument;

    /// <summary>True for members of an instrument that have nothing to do with its unit.</summary>
    public static bool IsUnitFree(ISymbol member)
        => member.Name is "Name" or "Help" or "LabelNames" or "Count" or "RemoveLabelled" or "GetAllLabelValues" or "Publish" or "Unpublish" or "Remove" or "Dispose" or "Enabled" or "Meter" or "Description"
            && (member.ContainingNamespace.Is(Prometheus) || member.ContainingNamespace.Is(Meters));

    /// <summary>Takes a series away, or out of sight: where its metric counts the series that there are, that lowers it.</summary>
    public static bool EndsSeries(ISymbol member) => member.Name is "RemoveLabelled" or "Remove" or "Unpublish" && member.ContainingNamespace.Is(Prometheus);

    /// <summary>True for what a metrics library defines, and not the program.</summary>
    public static bool IsOfLibrary(ISymbol member) => member.ContainingNamespace.Is(Prometheus) || member.ContainingNamespace.Is(Meters);

    private static bool IsCollector(ITypeSymbol type)
        => type.ContainingNamespace.Is(Prometheus) && type.MetadataName is "Collector`1" or "ICollector`1" or "IManagedLifetimeMetricHandle`1";

    private static InstrumentKind? KindOf(ITypeSymbol? type)
    {
        if (type is null) return null;
        if (type is { Name: "Child", ContainingType: { } parent }) type = parent;
        if (type.ContainingType != null) return null;
        if (PrometheusTypes.TryGetValue(type.MetadataName, out var kind) && type.ContainingNamespace.Is(Prometheus)) return kind;
        return MeterTypes.TryGetValue(type.MetadataName, out kind) && type.ContainingNamespace.Is(Meters) ? kind : null;
    }

    private static RecordingEffect? EffectOf(IMethodSymbol method)
    {
        if (method.ContainingNamespace.Is(Prometheus)) return PrometheusMethods.TryGetValue(method.Name, out var effect) ? effect : null;
        if (method.Name == "Add") return RecordingEffect.Add;
        if (method.Name != "Record") return null;
        return method.ContainingType.Name == "Gauge" ? RecordingEffect.Set : RecordingEffect.Observe;
    }

    /// <summary>The recorded number is the first parameter, unless that is an exemplar; left out, it is a one.</summary>
    private static IOperation? ValueOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { Ordinal: 0, Type.TypeKind: not TypeKind.Class } && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        return null;
    }
}
