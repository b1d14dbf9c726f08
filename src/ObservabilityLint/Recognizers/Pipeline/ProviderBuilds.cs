using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The providers of OpenTelemetry that a program builds itself: <c>Sdk.CreateTracerProviderBuilder()…Build()</c>, <c>OpenTelemetrySdk.Create(…)</c>.</summary>
internal static class ProviderBuilds
{
    private static readonly NamedWords Names = new(["Build", "Create"], isKept: true);
    private static readonly TextWords Sdk = new("ProviderBuilder", "OpenTelemetrySdk");

    /// <summary>What ends a provider, or empties its queues.</summary>
    private static readonly HashSet<string> Enders = ["Dispose", "DisposeAsync", "Shutdown", "ForceFlush", "Close"];

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines("OpenTelemetry.Sdk");

    public static IEnumerable<ProviderBuild> In(SemanticModel model, TextReader texts)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (!index.MentionsAny(Sdk, texts.Variables.Cancellation)) yield break;
        foreach (var call in index.Calls(Names, texts.Variables.Cancellation))
            if (model.GetOperation(call.Node, texts.Variables.Cancellation) is IInvocationOperation build)
            {
                if (build.Type.Is("OpenTelemetry", "OpenTelemetrySdk")) yield return new ProviderBuild(build, StepsIn(build), Signal.Traces);
                else if (call.Name == "Build" && SignalOf(build.Type) is { } signal && StepsOf(build, texts) is { IsDefault: false } steps) yield return new ProviderBuild(build, steps, signal);
            }
    }

    /// <summary>True for what empties a provider's queues, or ends it.</summary>
    public static bool IsEnd(IMethodSymbol method) => Enders.Contains(method.Name);

    /// <summary>The signal that a provider, or the builder of one, is for.</summary>
    public static Signal? SignalOf(ITypeSymbol? type) => type switch
    {
        _ when type.IsOrInherits("OpenTelemetry.Trace", "TracerProvider") || type.IsOrInherits("OpenTelemetry.Trace", "TracerProviderBuilder") => Signal.Traces,
        _ when type.IsOrInherits("OpenTelemetry.Metrics", "MeterProvider") || type.IsOrInherits("OpenTelemetry.Metrics", "MeterProviderBuilder") => Signal.Metrics,
        _ when type.IsOrInherits("OpenTelemetry.Logs", "LoggerProvider") || type.IsOrInherits("OpenTelemetry.Logs", "LoggerProviderBuilder") || type.Is("OpenTelemetry.Logs", "OpenTelemetryLoggerOptions") => Signal.Logs,
        _ => null,
    };

    /// <summary>The exporter that a step of a chain adds keeps what it gets, and sends it in batches, the last of them at the end.</summary>
    public static bool AddsBatches(IInvocationOperation step, Signal signal)
    {
        var name = step.TargetMethod.Name;
        if (name is "AddProcessor" or "AddReader")
        {
            foreach (var part in step.Descendants())
                if (part is IObjectCreationOperation { Type: { Name: var created } } && (created.StartsWith("Batch", StringComparison.Ordinal) || created == "PeriodicExportingMetricReader")) return true;
            return false;
        }
        if (name == "UseOtlpExporter") return true;
        if (!name.StartsWith("Add", StringComparison.Ordinal) || !name.EndsWith("Exporter", StringComparison.Ordinal) || name.Contains("InMemory") || name.Contains("Prometheus") || name == "AddConsoleExporter" && signal != Signal.Metrics) return false;
        foreach (var part in step.Descendants())
            if (part is IFieldReferenceOperation { Field: { Name: "Simple", ContainingType.Name: "ExportProcessorType" } }) return false;
        return true;
    }

    /// <summary>What the function that configures all signals calls.</summary>
    private static ImmutableArray<IInvocationOperation> StepsIn(IInvocationOperation create)
    {
        var steps = ImmutableArray.CreateBuilder<IInvocationOperation>();
        foreach (var operation in create.Descendants())
            if (operation is IInvocationOperation step) steps.Add(step);
        return steps.ToImmutable();
    }

    /// <summary>The calls of the chain, also of one that is kept in a variable meanwhile; default where it does not begin in sight with the SDK's own.</summary>
    private static ImmutableArray<IInvocationOperation> StepsOf(IInvocationOperation build, TextReader texts)
    {
        var steps = ImmutableArray.CreateBuilder<IInvocationOperation>();
        var value = CallSite.Of(build)?.Receiver;
        while (value != null && steps.Count < 100)
        {
            value = CallSite.Unwrap(value);
            if (value is ILocalReferenceOperation { Local: var builder })
            {
                AddStatements(builder, build, steps);
                value = texts.Variables.Follow(value);
            }
            if (value is not IInvocationOperation step) return default;
            steps.Insert(0, step);
            if (step.TargetMethod is { IsStatic: true, ContainingType: var type } && type.Is("OpenTelemetry", "Sdk")) return steps.ToImmutable();
            value = CallSite.Of(step)?.Receiver;
        }
        return default;
    }

    /// <summary><c>builder.AddOtlpExporter();</c></summary>
    private static void AddStatements(ILocalSymbol builder, IInvocationOperation build, ImmutableArray<IInvocationOperation>.Builder steps)
    {
        IOperation root = build;
        while (root.Parent is { } parent) root = parent;
        foreach (var operation in root.Descendants())
            if (operation is IInvocationOperation step && step != build && IsOn(step, builder)) steps.Add(step);
    }

    private static bool IsOn(IInvocationOperation step, ILocalSymbol builder)
    {
        IOperation? value = step;
        while (value is IInvocationOperation call) value = CallSite.Of(call)?.Receiver is { } receiver ? CallSite.Unwrap(receiver) : null;
        return value is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, builder);
    }
}
