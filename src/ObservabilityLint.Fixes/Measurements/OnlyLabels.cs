using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>Whether a local is there for the values of labels only: then what it holds may be another value.</summary>
internal static class OnlyLabels
{
    /// <param name="document">The file.</param>
    /// <param name="local">A use of the local.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<bool> UseAsync(Document document, IOperation local, CancellationToken cancellation)
    {
        if (Target.SymbolOf(CallSite.Unwrap(local)) is not ILocalSymbol { Name: var name } || local.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } scope) return false;
        var measurements = await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false);
        // Another variable of the same name counts too: it is only a chance not taken.
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(mention => mention.Identifier.ValueText == name)
            .All(mention => measurements.Any(measurement => !measurement.Tags.IsDefault && measurement.Tags.Any(tag => tag is { Target: TagTarget.Label, Value: { } value } && value.Syntax.Span.Contains(mention.Span))));
    }
}
