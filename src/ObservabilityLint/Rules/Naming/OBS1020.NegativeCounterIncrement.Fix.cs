using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Retyping;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Makes the counter an up-down counter, or a gauge that is lowered by a call of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NegativeCounterIncrementFix)), Shared]
public sealed class NegativeCounterIncrementFix() : Fix("OBS1020")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await RecordedInstrument.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } counter
            ? await KindEdits.ForAsync(document, counter, counter.AsLevel, cancellation).ConfigureAwait(false)
            : null;
}
