using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The objects on which pipelines of OpenTelemetry are configured.</summary>
internal static class PipelineBuilders
{
    private const string Traces = "OpenTelemetry.Trace", Metrics = "OpenTelemetry.Metrics", Logs = "OpenTelemetry.Logs";

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines($"{Traces}.TracerProviderBuilder") || compilation.Defines($"{Metrics}.MeterProviderBuilder");

    /// <summary>What a builder of this type configures.</summary>
    public static PipelineSignals SignalsOf(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol { ConstraintTypes: [var constraint, ..] }) type = constraint;
        return type.IsOrInherits(Traces, "TracerProviderBuilder") ? PipelineSignals.Traces
            : type.IsOrInherits(Metrics, "MeterProviderBuilder") ? PipelineSignals.Metrics
            : type.IsOrInherits(Logs, "LoggerProviderBuilder") || type.Is(Logs, "OpenTelemetryLoggerOptions") ? PipelineSignals.Logs
            : type.IsOrInherits("OpenTelemetry", "IOpenTelemetryBuilder") || type.Is("OpenTelemetry", "OpenTelemetryBuilder") ? PipelineSignals.All
            : PipelineSignals.None;
    }

    /// <summary>The builder that a call is made on, or that it is handed; null where there is none.</summary>
    public static IOperation? In(CallSite call)
    {
        if (call.Receiver is { } receiver && SignalsOf(receiver.Type) != PipelineSignals.None) return receiver;
        foreach (var argument in call.Arguments)
            if (SignalsOf(argument.Value.Type) != PipelineSignals.None) return argument.Value;
        return null;
    }

    /// <summary>What a delegate of this type is given to configure.</summary>
    public static PipelineSignals GivenTo(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke }) return PipelineSignals.None;
        var signals = PipelineSignals.None;
        foreach (var parameter in invoke.Parameters) signals |= SignalsOf(parameter.Type);
        return signals;
    }

    /// <summary>Where the builder comes from: the first call of the chain, or what declares the variable.</summary>
    public static SyntaxNode SourceOf(IOperation builder, VariableValues variables)
    {
        for (var steps = 0; steps < 100; steps++)
        {
            builder = CallSite.Unwrap(builder);
            if (CallSite.Of(builder) is { } call && In(call) is { } before) builder = before;
            else if (builder is ILocalReferenceOperation { Local: var local } && variables.Of(local) is { } value && CallSite.Unwrap(value) is IInvocationOperation) builder = value;
            else break;
        }
        return Target.SymbolOf(builder) is { DeclaringSyntaxReferences: [var declared, ..] } ? declared.GetSyntax(variables.Cancellation) : builder.Syntax;
    }

    /// <summary>Of the libraries themselves, whose methods do what they are called after.</summary>
    public static bool IsOfLibraries(IMethodSymbol method)
        => method.ContainingAssembly?.Name is { } assembly && (assembly.StartsWith("OpenTelemetry", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "Prometheus.AspNetCore" or "Prometheus.NetStandard");

    /// <summary>Its code is read, too: it is of this project, or of another one of the solution that is compiled with it.</summary>
    public static bool IsInSight(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition.Locations is [{ IsInSource: true }, ..];
}
