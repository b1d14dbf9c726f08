using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Takes the statement away, with the loop or the check that it is all of. Not where a <c>using</c> ends it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForeignActivityEndedFix)), Shared]
public sealed class ForeignActivityEndedFix() : Fix("OBS4007")
{
    internal override Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => StatementRemoval.ProposeAsync(document, diagnostic.Location, "Leave it to its owner", cancellation);
}
