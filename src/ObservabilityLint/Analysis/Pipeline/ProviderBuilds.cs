using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The providers of OpenTelemetry that a program makes itself: <c>Sdk.CreateTracerProviderBuilder()…Build()</c>, <c>OpenTelemetrySdk.Create(…)</c>, and what methods in sight return that do so.</summary>
internal sealed class ProviderBuilds
{
    private const int MaximumDepth = 4;

    private static readonly ConditionalWeakTable<Compilation, ProviderBuilds> ByCompilation = new();

    /// <summary>What ends a provider, or empties its queues.</summary>
    private static readonly HashSet<string> Enders = ["Dispose", "DisposeAsync", "Shutdown", "ForceFlush", "Close"];

    private readonly Dictionary<SyntaxNode, PipelineStep> calls = [];

    private ProviderBuilds(Compilation compilation, CancellationToken cancellation)
    {
        var callers = new PipelineCallers(compilation, cancellation);
        foreach (var step in Pipelines.In(compilation, cancellation).Steps)
            if (step.Kind == StepKind.Build && Models.Of(compilation).For(step.Call.SyntaxTree)?.GetOperation(step.Call, cancellation) is IInvocationOperation call) Add(new ProviderBuild(call, step), callers, 0, cancellation);
    }

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines(OpenTelemetryNamespaces.Root + ".Sdk");

    /// <summary>Those of a file.</summary>
    public static IEnumerable<ProviderBuild> In(SemanticModel model, CancellationToken cancellation)
    {
        var all = ByCompilation.TryGetValue(model.Compilation, out var known) ? known : ByCompilation.GetValue(model.Compilation, c => new ProviderBuilds(c, cancellation));
        foreach (var pair in all.calls)
            if (pair.Key.SyntaxTree == model.SyntaxTree && model.GetOperation(pair.Key, cancellation) is IInvocationOperation call) yield return new ProviderBuild(call, pair.Value);
    }

    /// <summary>True for what empties a provider's queues, or ends it.</summary>
    public static bool IsEnd(IMethodSymbol method) => Enders.Contains(method.Name);

    public static bool IsProvider(ITypeSymbol? type)
        => type.IsOrInherits(OpenTelemetryNamespaces.Trace, "TracerProvider") || type.IsOrInherits(OpenTelemetryNamespaces.Metrics, "MeterProvider") || type.IsOrInherits(OpenTelemetryNamespaces.Logs, "LoggerProvider") || type.Is(OpenTelemetryNamespaces.Root, "OpenTelemetrySdk");

    /// <summary>The call, and those of the method that returns what it gives.</summary>
    private void Add(ProviderBuild build, PipelineCallers callers, int depth, CancellationToken cancellation)
    {
        calls[build.Call.Syntax] = build.Step;
        if (depth == MaximumDepth || !ProviderLife.IsReturned(build) || Callers.MethodAround(build.Call) is not { } method || !IsProvider(method.ReturnType)) return;
        foreach (var (site, _) in callers.CallsOf(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)))
            if (site.Operation is IInvocationOperation call) Add(new ProviderBuild(call, build.Step), callers, depth + 1, cancellation);
    }
}
