using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Queues;

namespace ObservabilityLint.Rules.Context;

/// <summary>Lets the items carry the context: from every write to every read of the queue.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QueueItemWithoutContextFix)), Shared]
public sealed class QueueItemWithoutContextFix() : Fix("OBS3011")
{
    internal override async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return ImmutableArray<Proposal>.Empty;
        foreach (var lost in facts.Contexts.Queues.LostIn(model.SyntaxTree, cancellation))
            if (lost.Write.CalledName.Span == diagnostic.Location.SourceSpan) return await QueueRefactoring.ProposeAsync(document, lost.Write.Queue, null, cancellation).ConfigureAwait(false);
        return ImmutableArray<Proposal>.Empty;
    }
}
