using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Where the flow of the execution context is suppressed, and the member around.</summary>
internal sealed record FlowAt(FlowSuppression Suppression, TracedBody Body)
{
    public static async Task<FlowAt?> FindAsync(Document document, Location location, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var body in facts.Contexts.Of(model, cancellation))
            foreach (var suppression in body.All<FlowSuppression>())
                if (suppression.Syntax.Span == location.SourceSpan) return new FlowAt(suppression, body);
        return null;
    }
}
