using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

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
        var steps = BuilderChain.Before(build, texts);
        return steps.Count > 0 && steps[0].TargetMethod is { IsStatic: true, ContainingType: var type } && type.Is("OpenTelemetry", "Sdk") ? ImmutableArray.CreateRange(steps) : default;
    }
}
