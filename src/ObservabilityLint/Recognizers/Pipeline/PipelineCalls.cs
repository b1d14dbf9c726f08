using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>OpenTelemetry: what a call does to a pipeline for traces, metrics or logs.</summary>
internal static class PipelineCalls
{
    /// <summary>The calls that begin a pipeline, by their names.</summary>
    private static readonly Dictionary<string, PipelineSignals> Starts = new()
    {
        ["WithTracing"] = PipelineSignals.Traces, ["CreateTracerProviderBuilder"] = PipelineSignals.Traces, ["AddOpenTelemetryTracing"] = PipelineSignals.Traces,
        ["WithMetrics"] = PipelineSignals.Metrics, ["CreateMeterProviderBuilder"] = PipelineSignals.Metrics, ["AddOpenTelemetryMetrics"] = PipelineSignals.Metrics,
        ["WithLogging"] = PipelineSignals.Logs, ["CreateLoggerProviderBuilder"] = PipelineSignals.Logs,
    };

    /// <summary>Calls whose names say what they do.</summary>
    private static readonly Dictionary<string, StepKind> Kinds = new()
    {
        ["AddSource"] = StepKind.Source, ["AddLegacySource"] = StepKind.LegacySource, ["AddMeter"] = StepKind.Meter, [OpenTelemetryViews.MethodName] = StepKind.View, ["SetSampler"] = StepKind.Sampler, ["AddProcessor"] = StepKind.Processor, ["AddReader"] = StepKind.Reader,
        ["Build"] = StepKind.Build, ["AddNpgsql"] = StepKind.Instrumentation, ["UseOtlpExporter"] = StepKind.Exporter, ["UseAzureMonitor"] = StepKind.Instrumentation, ["AddServiceDiscovery"] = StepKind.Setting,
    };

    /// <summary>What packages add that are no more than what they are called after.</summary>
    private static readonly string[] Telling = ["Instrumentation", "Instrumentations", "Exporter"];

    /// <summary>The source of the spans, or the meter, that a package's own method registers.</summary>
    private static readonly Dictionary<string, string> OwnSources = new()
    {
        ["AddNpgsql"] = "Npgsql", ["AddHttpClientInstrumentation"] = "System.Net.Http", ["AddMySqlConnector"] = "MySqlConnector",
    };

    /// <summary>Null for a call that has to do with no pipeline, or whose code is read too.</summary>
    public static PipelineStep? Of(CallSite call, TextReader texts)
    {
        var builder = PipelineBuilders.In(call);
        var signals = PipelineBuilders.SignalsOf(builder?.Type);
        var started = StartedBy(call);
        var isStart = started != PipelineSignals.None;
        if (builder is null && BuildsAll(call)) return new PipelineStep(PipelineSignals.All, StepKind.Build, call.Method.Name, call.Syntax, call.Syntax);
        if (builder is null && !isStart)
        {
            var handed = GivenOutOfSight(call, texts);
            if (handed == PipelineSignals.None && PipelineCandidates.IsSetUp(call.Method.Name) && !PipelineBuilders.IsInSight(call.Method) && !PipelineBuilders.IsOfLibraries(call.Method)) handed = PipelineSignals.All;
            return handed == PipelineSignals.None ? null : new PipelineStep(handed, StepKind.HandOver, call.Method.Name, call.Syntax, call.Syntax) { Delegate = ParameterGiven(call) };
        }
        var source = (builder ?? call.Receiver) is { } configured ? PipelineBuilders.SourceOf(configured, texts.Variables) : call.Syntax;
        if (isStart) signals = started;
        if (KindOf(call, isStart, texts) is not { } kind) return null;
        return new PipelineStep(signals, kind, call.Method.Name, call.Syntax, source)
        {
            Names = NamesOf(call, kind, texts),
            Export = kind == StepKind.Exporter ? ExporterSteps.Of(call, signals) : null,
            View = kind == StepKind.View ? OpenTelemetryViews.ViewAt(call, texts) : null,
            Delegate = kind == StepKind.HandOver ? ParameterGiven(call) : null,
        };
    }

    private static PipelineSignals StartedBy(CallSite call) => !PipelineBuilders.IsOfLibraries(call.Method) ? PipelineSignals.None
        : Starts.TryGetValue(call.Method.Name, out var started) ? started
        : call.Method.Name == "AddOpenTelemetry" && call.Receiver?.Type?.Name == "ILoggingBuilder" ? PipelineSignals.Logs
        : PipelineSignals.None;

    /// <summary><c>OpenTelemetrySdk.Create(…)</c> builds the providers that its function configures.</summary>
    private static bool BuildsAll(CallSite call) => call.Method is { Name: "Create", ContainingType: var type } && type.Is(OpenTelemetryNamespaces.Root, "OpenTelemetrySdk");

    private static StepKind? KindOf(CallSite call, bool isStart, TextReader texts)
    {
        var method = call.Method;
        if (method.MethodKind == MethodKind.DelegateInvoke || GivenOutOfSight(call, texts) != PipelineSignals.None) return StepKind.HandOver;
        if (isStart) return StepKind.Start;
        if (PipelineBuilders.IsInSight(method)) return null;
        var kind = Kinds.TryGetValue(method.Name, out var known) ? known : (StepKind?)null;
        if (kind is StepKind.Processor or StepKind.Reader && Exports(call)) return StepKind.Exporter;
        if (kind != null) return kind;
        foreach (var end in Telling)
            if (method.Name.EndsWith(end, StringComparison.Ordinal) && !IsOfSameMaker(method, texts)) return end == "Exporter" ? StepKind.Exporter : StepKind.Instrumentation;
        return PipelineBuilders.IsOfLibraries(method) ? StepKind.Setting : StepKind.HandOver;
    }

    /// <summary>An instrumentation that comes with the program may know the names of its sources.</summary>
    private static bool IsOfSameMaker(IMethodSymbol method, TextReader texts)
        => texts.Variables.Compilation.AssemblyName is { } program && method.ContainingAssembly.Name.Split('.')[0] == program.Split('.')[0];

    /// <summary>A processor or reader that hands what it gets to an exporter.</summary>
    private static bool Exports(CallSite call)
    {
        foreach (var argument in call.Arguments)
            for (var type = CallSite.Unwrap(argument.Value).Type; type != null; type = type.BaseType)
                if (type.Name.IndexOf("Export", StringComparison.Ordinal) >= 0) return true;
        return false;
    }

    private static ImmutableArray<RegisteredName> NamesOf(CallSite call, StepKind kind, TextReader texts) => kind switch
    {
        StepKind.Source or StepKind.Meter => RegisteredNames.All(call.Argument("names"), texts),
        StepKind.LegacySource => RegisteredNames.All(call.Argument("operationName"), texts),
        StepKind.Instrumentation when OwnSources.TryGetValue(call.Method.Name, out var own) => ImmutableArray.Create(new RegisteredName(own)),
        _ => ImmutableArray<RegisteredName>.Empty,
    };

    /// <summary>What configures a pipeline is given as a delegate whose code is not in sight.</summary>
    private static PipelineSignals GivenOutOfSight(CallSite call, TextReader texts)
    {
        var signals = PipelineSignals.None;
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && PipelineBuilders.GivenTo(argument.Parameter?.Type) is not PipelineSignals.None and var given && !IsInSight(texts.Variables.Follow(argument.Value))) signals |= given;
        return signals;
    }

    private static bool IsInSight(IOperation configuration) => configuration switch
    {
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } => PipelineBuilders.IsInSight(method),
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation } or IAnonymousFunctionOperation or { ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    /// <summary>The parameter that is called with the builder, or handed on as the configuration.</summary>
    private static ParameterPlace? ParameterGiven(CallSite call)
    {
        if (call is { Method.MethodKind: MethodKind.DelegateInvoke, Operation: IInvocationOperation { Instance: { } invoked } }) return PlaceOf(CallSite.ObjectOf(CallSite.Unwrap(invoked)));
        ParameterPlace? place = null;
        foreach (var argument in call.Arguments)
        {
            if (PipelineBuilders.GivenTo(argument.Parameter?.Type) == PipelineSignals.None || argument.ArgumentKind == ArgumentKind.DefaultValue) continue;
            if (place != null) return null;
            place = PlaceOf(CallSite.Unwrap(argument.Value));
        }
        return place;
    }

    private static ParameterPlace? PlaceOf(IOperation value)
        => value is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, DeclaringSyntaxReferences: [var method] } } parameter } ? new ParameterPlace(method.GetSyntax(), parameter.Ordinal) : null;
}
