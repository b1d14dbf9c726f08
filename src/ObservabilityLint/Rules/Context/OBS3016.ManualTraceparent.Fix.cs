using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Context;

/// <summary>Leaves the header to the client.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ManualTraceparentFix)), Shared]
public sealed class ManualTraceparentFix() : Fix("OBS3016")
{
    internal override Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => StatementRemoval.ProposeAsync(document, diagnostic.Location, "Leave the header to the client", cancellation);
}
