using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>What a call does to a telemetry pipeline.</summary>
internal enum StepKind : byte
{
    /// <summary>A pipeline begins: <c>WithTracing</c>, <c>CreateMeterProviderBuilder</c>.</summary>
    Start,

    /// <summary>It listens to activity sources.</summary>
    Source,

    /// <summary>It takes activities that no source has started.</summary>
    LegacySource,

    /// <summary>It listens to meters.</summary>
    Meter,

    /// <summary>It changes instruments.</summary>
    View,
    Sampler,
    Processor,
    Reader,
    Exporter,

    /// <summary>A library's own sources and meters, or what makes telemetry of its events.</summary>
    Instrumentation,

    /// <summary>Anything else that is known to register nothing.</summary>
    Setting,

    /// <summary>The program builds the provider itself.</summary>
    Build,

    /// <summary>Code out of sight may do anything to the pipeline.</summary>
    HandOver,
}

/// <summary>
/// One call that configures a pipeline. It holds names and nodes only, so that it outlives the compilation.
/// </summary>
/// <param name="Signals">What the pipeline carries.</param>
/// <param name="Kind">What the call does.</param>
/// <param name="Method">The name of the called method.</param>
/// <param name="Call">The call.</param>
/// <param name="Builder">What the pipeline is configured on, as far back as it is in sight there: the call that creates the builder, or the container; or the declaration of the parameter or variable that holds it. Steps with the same one are of one pipeline, in the order of the text.</param>
internal sealed record PipelineStep(PipelineSignals Signals, StepKind Kind, string Method, SyntaxNode Call, SyntaxNode Builder)
{
    /// <summary>The names that the step registers.</summary>
    public ImmutableArray<RegisteredName> Names { get; init; } = ImmutableArray<RegisteredName>.Empty;

    /// <summary>How the exporter works that the call adds; null where it adds none, or none that is known.</summary>
    public ExportKind? Export { get; init; }

    /// <summary>What a view does.</summary>
    public MetricView? View { get; init; }

    /// <summary>The parameter whose delegate is handed the builder: its callers may be in sight.</summary>
    public ParameterPlace? Delegate { get; init; }
}

/// <summary>A parameter of a method in sight.</summary>
/// <param name="Method">The method's declaration.</param>
/// <param name="Ordinal">Which of its parameters.</param>
internal sealed record ParameterPlace(SyntaxNode Method, int Ordinal);

/// <summary>A name, or a pattern of names, that a pipeline registers.</summary>
/// <param name="Value">The name; null where only the running program knows it.</param>
/// <param name="Parameter">The parameter that holds it: its callers may be in sight.</param>
/// <param name="IsOfApplication">It is the name of the application, which by default is that of the executable.</param>
internal readonly record struct RegisteredName(string? Value, ParameterPlace? Parameter = null, bool IsOfApplication = false);
