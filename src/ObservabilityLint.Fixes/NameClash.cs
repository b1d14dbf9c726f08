using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes;

/// <summary>
/// Two instruments must not be renamed to one name (<c>latency-bucket</c>, <c>latency-count</c> and <c>latency-sum</c> all lose their last word):
/// then only their author can tell what to call them.
/// </summary>
internal static class NameClash
{
    /// <summary>True if another instrument has the new name, or would be given it by its own fix.</summary>
    public static async Task<bool> ExistsAsync(Document document, Location declaredName, string newName, CancellationToken cancellation)
    {
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return false;
        if (TelemetryFacts.For(compilation, cancellation) is not { } facts) return false;

        InstrumentDeclaration? renamed = null;
        foreach (var instrument in facts.AllInstruments(cancellation))
            if (instrument.Name.Location == declaredName) renamed = instrument;
        if (renamed is null) return false;

        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
        foreach (var other in facts.AllInstruments(cancellation))
        {
            if (other.Convention != renamed.Convention || other.Name.Value is not { } name || name == renamed.Name.Value) continue;
            if (name == newName || RenamePlan.For(other, options.GetOptions(other.Syntax.SyntaxTree))?.Preferred.Name == newName) return true;
        }
        return false;
    }
}
