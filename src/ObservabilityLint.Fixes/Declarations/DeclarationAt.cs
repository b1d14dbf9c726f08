using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Finds the declaration that a diagnostic speaks of.</summary>
internal static class DeclarationAt
{
    /// <summary>The instrument whose name or description stands at the location, or that is declared there; null if there is none or more than one (a wrapper may create several).</summary>
    public static async Task<InstrumentDeclaration?> FindAsync(Document document, Location location, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        InstrumentDeclaration? found = null;
        foreach (var instrument in facts.Instruments(model, cancellation))
        {
            if (instrument.Name.Location.SourceSpan != location.SourceSpan && instrument.Help?.Location.SourceSpan != location.SourceSpan) continue;
            if (found != null) return null;
            found = instrument;
        }
        return found;
    }

    /// <summary>The declaring expression in the solution as it is now.</summary>
    public static async Task<IOperation?> OperationAsync(InstrumentDeclaration instrument, Solution solution, CancellationToken cancellation)
    {
        if (solution.GetDocument(instrument.Syntax.SyntaxTree) is not { } document) return null;
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model?.GetOperation(instrument.Syntax, cancellation);
    }
}
