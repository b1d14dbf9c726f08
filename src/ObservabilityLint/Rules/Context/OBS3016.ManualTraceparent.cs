using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// The current span's context (or that of the request being served) written into the headers of an outgoing HTTP request by hand.
/// Quiet on headers of messages and responses, on contexts that no client could know (constants, stored ones), in handlers that start a span of the kind Client themselves, and where the program has turned the client's own header or its span off.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManualTraceparent() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3016", "Leave trace headers to the HTTP client",
        "The HTTP client writes its trace headers itself, and what is set by hand replaces them: {0}. Delete this line.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The client writes the context of its own span (Activity) into each request; what is set by hand replaces it.", helpLinkUri: Manual + "#obs3016");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        // The client's span is not recorded then: its header would name one that nobody has.
        if (body.All<InstrumentationSuppression>().Any()) return;
        foreach (var header in body.All<TraceHeader>())
        {
            if (GivenHeader.OriginOf(header, facts, cancellation) == HeaderOrigin.Unknown || facts.Choices.TurnsPropagationOff(cancellation) || facts.Choices.UsesTestServer(cancellation) || OwnClientSpan.IsOf(body, facts, cancellation)) continue;
            report.At(header.Write.Syntax.GetLocation(), header.IsForAllRequests
                ? "all requests of this client join the trace of this moment"
                : "the service that is called no longer hangs under the span (Activity) of the request");
        }
    }
}
