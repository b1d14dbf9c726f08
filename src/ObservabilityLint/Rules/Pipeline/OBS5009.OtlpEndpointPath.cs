using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A constant address for OTLP over HTTP without the path of the signal, or with the path of another one; and a base address with a path, to which the exporter adds another.
/// Quiet where the exporter speaks gRPC, or may, on <c>UseOtlpExporter</c>, on addresses that only the running program knows, and on paths of a collector's own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtlpEndpointPath() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5009", "Give the path of the signal with the OTLP endpoint",
        "Over HTTP {0}. {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "An endpoint that the code sets is used as it stands: the exporter adds no path to it.", helpLinkUri: Manual + "#obs5009");

    private protected override bool Concerns(Compilation compilation) => OtlpAddresses.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        SyntaxNode? reported = null;
        foreach (var address in OtlpAddresses.In(model, texts))
            if (address.Value.Syntax != reported && FaultOf(address, Pipelines.In(model.Compilation, report.Cancellation)) is (var fault, var advice))
                report.At((reported = address.Value.Syntax).GetLocation(), reported.Contains(address.Said.Syntax) ? [] : [address.Said.Syntax.GetLocation()], ImmutableDictionary<string, string?>.Empty, fault, advice);
    }

    private static (string Fault, string Advice)? FaultOf(OtlpAddress address, Pipelines pipelines)
    {
        var path = address.Address.AbsolutePath;
        if (address.IsBase)
        {
            if (address.OfPath is not { } given) return null;
            foreach (var other in OtlpAddress.EachSignal)
                if (other != given && pipelines.Concern(other)) return ($"the exporter adds the path of each signal to this address: {OtlpAddress.NameOf(other)} go to '{path.TrimEnd('/')}{OtlpAddress.PathOf(other)}'", "Give the address without a path");
            return null;
        }
        if (address.OfPath is { } of)
            return FirstOf(address.Signals & ~of) is { } wrong ? ($"the {OtlpAddress.NameOf(wrong)} go to '{path}', which takes {OtlpAddress.NameOf(of)} only", $"Give '{OtlpAddress.PathOf(wrong)}' as the path") : null;
        if (address.HasPathOfItsOwn) return null;
        if (FirstOf(address.Signals) is not { } signal) return ($"an endpoint that the code sets is used as it stands: everything goes to '{path}', where a collector takes nothing", "Add the path of the signal, '/v1/traces' say");
        return ($"an endpoint that the code sets is used as it stands: the {OtlpAddress.NameOf(signal)} go to '{path}', where a collector takes nothing", $"Add the path '{OtlpAddress.PathOf(signal)}'");
    }

    private static PipelineSignals? FirstOf(PipelineSignals signals)
    {
        foreach (var signal in OtlpAddress.EachSignal)
            if ((signals & signal) != 0) return signal;
        return null;
    }
}
