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

/// <summary>Makes the gauge a counter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GrowingGaugeFix)), Shared]
public sealed class GrowingGaugeFix() : Fix("OBS1025")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } gauge
            ? await KindEdits.ForAsync(document, gauge, gauge.AsTotal, cancellation).ConfigureAwait(false)
            : null;
}
