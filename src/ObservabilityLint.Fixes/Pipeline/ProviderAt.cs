using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Pipeline;

/// <summary>What a diagnostic about a provider speaks of.</summary>
internal static class ProviderAt
{
    /// <summary>The provider that is built at the location; null if there is none.</summary>
    public static async Task<(ProviderBuild Build, SemanticModel Model)?> FindAsync(Document document, Location location, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        foreach (var build in ProviderBuilds.In(model, cancellation))
            if (build.Place.Span == location.SourceSpan) return (build, model);
        return null;
    }
}
