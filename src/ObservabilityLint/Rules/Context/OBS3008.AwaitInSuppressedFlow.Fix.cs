using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Starts the task while the flow is suppressed, and awaits it when it is restored.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInSuppressedFlowFix)), Shared]
public sealed class AwaitInSuppressedFlowFix() : Fix("OBS3008")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation)?.Contexts is not { } facts) return null;
        var root = model.SyntaxTree.GetRoot(cancellation);
        foreach (var body in facts.Of(model, cancellation))
        {
            var all = AwaitInSuppressedFlow.In(body, facts, cancellation).Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).ToList();
            if (all.Find(node => node.Span == diagnostic.Location.SourceSpan) is not { } found) continue;
            var edits = new SolutionEdits();
            if (found is not AwaitExpressionSyntax awaited) return null;
            foreach (var suppression in body.All<FlowSuppression>())
                // With two awaits, what follows the first would no longer be suppressed.
                if (suppression.Live.Contains(awaited) && all.Count(other => suppression.Live.Contains(other)) == 1 && AwaitedOutside.Add(edits, document.Id, suppression.Syntax, awaited, [.. all.OfType<AwaitExpressionSyntax>()], model))
                    return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Await the task when the flow is restored", edits) : null;
        }
        return null;
    }
}
