using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A constant address for OTLP over HTTP without the path of the signal, or with the path of another one; and a base address with a path, to which the exporter adds another.
/// Quiet where the exporter speaks gRPC, or may, on <c>UseOtlpExporter</c>, on addresses that are not constant, and on paths of a collector's own.
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
        foreach (var address in OtlpAddresses.In(model, texts))
            if (FaultOf(address, model.Compilation, texts) is (var fault, var advice)) report.At(address.Value.Syntax.GetLocation(), fault, advice);
    }

    private static (string Fault, string Advice)? FaultOf(OtlpAddress address, Compilation compilation, TextReader texts)
    {
        var path = address.Address.AbsolutePath;
        if (address.IsBase)
        {
            if (address.OfPath is not { } given) return null;
            foreach (var other in new[] { Signal.Traces, Signal.Metrics, Signal.Logs })
                if (other != given && OtlpAddresses.Exports(other, compilation, texts)) return ($"the exporter adds the path of each signal to this address: {OtlpAddress.NameOf(other)} go to '{path.TrimEnd('/')}{OtlpAddress.PathOf(other)}'", "Give the address without a path");
            return null;
        }
        var wrong = address.OfPath is { } signal ? address.Signals.Where(exported => exported != signal).ToList() : address.Signals.ToList();
        if (address.OfPath is { } of) return wrong.Count == 0 ? null : ($"the {OtlpAddress.NameOf(wrong[0])} go to '{path}', which takes {OtlpAddress.NameOf(of)} only", $"Give '{OtlpAddress.PathOf(wrong[0])}' as the path");
        if (address.HasPathOfItsOwn) return null;
        if (wrong.Count == 0) return ($"an endpoint that the code sets is used as it stands: everything goes to '{path}', where a collector takes nothing", "Add the path of the signal, '/v1/traces' say");
        return ($"an endpoint that the code sets is used as it stands: the {OtlpAddress.NameOf(wrong[0])} go to '{path}', where a collector takes nothing", $"Add the path '{OtlpAddress.PathOf(wrong[0])}'");
    }
}
