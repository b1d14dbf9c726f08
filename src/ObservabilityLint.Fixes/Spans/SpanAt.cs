using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>What a diagnostic about a span speaks of.</summary>
internal sealed record SpanAt(SpanStart Start, TracedBody Body, ContextFacts Facts, SemanticModel Model)
{
    /// <summary>The span that starts at the location; null if there is none.</summary>
    public static async Task<SpanAt?> FindAsync(Document document, Location location, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var body in facts.Contexts.Of(model, cancellation))
            foreach (var start in body.All<SpanStart>())
                if (start.Syntax.Span == location.SourceSpan) return new SpanAt(start, body, facts.Contexts, model);
        return null;
    }
}
