using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Retyping;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Makes the counter an up-down counter or a gauge.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LevelAsCounterFix)), Shared]
public sealed class LevelAsCounterFix() : Fix("OBS1021")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } counter
            ? await KindEdits.ForAsync(document, counter, counter.AsLevel, cancellation).ConfigureAwait(false)
            : null;
}
