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
    private const string Traces = OpenTelemetryNamespaces.Trace, Metrics = OpenTelemetryNamespaces.Metrics, Logs = OpenTelemetryNamespaces.Logs;

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines($"{Traces}.TracerProviderBuilder") || compilation.Defines($"{Metrics}.MeterProviderBuilder");

    /// <summary>What a builder of this type configures.</summary>
    public static PipelineSignals SignalsOf(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol { ConstraintTypes: [var constraint, ..] }) type = constraint;
        return type.IsOrInherits(Traces, "TracerProviderBuilder") ? PipelineSignals.Traces
            : type.IsOrInherits(Metrics, "MeterProviderBuilder") ? PipelineSignals.Metrics
            : type.IsOrInherits(Logs, "LoggerProviderBuilder") || type.Is(Logs, "OpenTelemetryLoggerOptions") ? PipelineSignals.Logs
            : type.IsOrInherits(OpenTelemetryNamespaces.Root, "IOpenTelemetryBuilder") || type.Is(OpenTelemetryNamespaces.Root, "OpenTelemetryBuilder") ? PipelineSignals.All
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

    /// <summary>Where a builder, or the container that it configures, comes from: the first call of the chain, or what declares the variable, where that is of the same file.</summary>
    public static SyntaxNode SourceOf(IOperation builder, VariableValues variables)
    {
        for (var steps = 0; steps < 100; steps++)
        {
            builder = CallSite.Unwrap(CallSite.ObjectOf(builder));
            if (Before(builder) is { } before) builder = before;
            else if (builder is ILocalReferenceOperation { Local: var local } && variables.Of(local) is { } value && CallSite.Unwrap(value) is IInvocationOperation or IPropertyReferenceOperation) builder = value;
            else break;
        }
        return Target.SymbolOf(builder) is { DeclaringSyntaxReferences: [var declared, ..] } && declared.SyntaxTree == builder.Syntax.SyntaxTree ? declared.GetSyntax(variables.Cancellation) : builder.Syntax;
    }

    /// <summary>What a builder is made of, or a container is a part of: <c>builder.Services</c>, <c>services.AddOpenTelemetry()</c>.</summary>
    private static IOperation? Before(IOperation builder) => builder switch
    {
        IPropertyReferenceOperation { Instance: { } whole } part when IsContainer(part.Type) && IsContainer(whole.Type) => whole,
        IInvocationOperation call when CallSite.Of(call) is { } site => In(site) ?? (site.Receiver is { } container && IsContainer(container.Type) && (IsContainer(call.Type) || SignalsOf(call.Type) != PipelineSignals.None) ? container : null),
        _ => null,
    };

    /// <summary>What a host is made of, and what it keeps the services in that configure pipelines.</summary>
    private static bool IsContainer(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol { ConstraintTypes: [var constraint, ..] }) type = constraint;
        return type?.Name switch
        {
            null => false,
            "IServiceCollection" or "ServiceCollection" or "IHostApplicationBuilder" or "IHostBuilder" or "IWebHostBuilder" or "ILoggingBuilder" or "WebApplicationBuilder" or "HostApplicationBuilder" or "ConfigureHostBuilder" or "ConfigureWebHostBuilder" => true,
            _ => type.IsOrInherits("Microsoft.Extensions.Hosting", "IHostApplicationBuilder"),
        };
    }

    /// <summary>Of the libraries themselves, whose methods do what they are called after.</summary>
    public static bool IsOfLibraries(IMethodSymbol method)
        => method.ContainingAssembly?.Name is { } assembly && (assembly.StartsWith("OpenTelemetry", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "Prometheus.AspNetCore" or "Prometheus.NetStandard");

    /// <summary>Its code is read, too: it is of this project, or of another one of the solution that is compiled with it.</summary>
    public static bool IsInSight(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition.Locations is [{ IsInSource: true }, ..];
}
