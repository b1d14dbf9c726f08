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

/// <summary>Lets the items carry the context: from every post to the delegate of the block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DataflowInheritsPosterFix)), Shared]
public sealed class DataflowInheritsPosterFix() : Fix("OBS3012")
{
    internal override async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return ImmutableArray<Proposal>.Empty;
        foreach (var (creation, lost) in facts.Contexts.Queues.BlocksIn(model.SyntaxTree, cancellation))
            if (creation.CalledName.Span == diagnostic.Location.SourceSpan) return await QueueRefactoring.ProposeAsync(document, lost.Write.Queue, creation, cancellation).ConfigureAwait(false);
        return ImmutableArray<Proposal>.Empty;
    }
}
