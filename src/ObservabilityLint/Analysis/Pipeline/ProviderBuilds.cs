using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The providers of OpenTelemetry that a program makes itself: <c>Sdk.CreateTracerProviderBuilder()…Build()</c>, <c>OpenTelemetrySdk.Create(…)</c>, and what methods in sight return that do so.</summary>
internal static class ProviderBuilds
{
    private const int MaximumDepth = 4;

    /// <summary>What ends a provider, or empties its queues.</summary>
    private static readonly HashSet<string> Enders = ["Dispose", "DisposeAsync", "Shutdown", "ForceFlush", "Close"];

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines("OpenTelemetry.Sdk");

    /// <summary>Those of a file.</summary>
    public static IEnumerable<ProviderBuild> In(SemanticModel model, CancellationToken cancellation)
    {
        foreach (var step in Pipelines.In(model.Compilation, cancellation).Steps)
            if (step.Kind == StepKind.Build && Models.Of(model.Compilation).For(step.Call.SyntaxTree)?.GetOperation(step.Call, cancellation) is IInvocationOperation call)
                foreach (var build in From(new ProviderBuild(call, step), model, 0, cancellation)) yield return build;
    }

    /// <summary>True for what empties a provider's queues, or ends it.</summary>
    public static bool IsEnd(IMethodSymbol method) => Enders.Contains(method.Name);

    public static bool IsProvider(ITypeSymbol? type)
        => type.IsOrInherits("OpenTelemetry.Trace", "TracerProvider") || type.IsOrInherits("OpenTelemetry.Metrics", "MeterProvider") || type.IsOrInherits("OpenTelemetry.Logs", "LoggerProvider") || type.Is("OpenTelemetry", "OpenTelemetrySdk");

    /// <summary>The call itself, where it stands in the file, and the calls there of the method that returns what it gives.</summary>
    private static IEnumerable<ProviderBuild> From(ProviderBuild build, SemanticModel model, int depth, CancellationToken cancellation)
    {
        if (build.Call.Syntax.SyntaxTree == model.SyntaxTree) yield return build;
        if (depth == MaximumDepth || !ProviderLife.IsReturned(build) || Callers.MethodAround(build.Call) is not { } method || !IsProvider(method.ReturnType)) yield break;
        foreach (var (site, _) in new PipelineCallers(model.Compilation, cancellation).CallsOf(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)))
            if (site.Operation is IInvocationOperation call)
                foreach (var outer in From(new ProviderBuild(call, build.Step), model, depth + 1, cancellation)) yield return outer;
    }
}
