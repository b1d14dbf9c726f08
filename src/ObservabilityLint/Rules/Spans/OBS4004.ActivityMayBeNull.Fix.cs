using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Writes <c>?.</c> wherever the function uses a member of the span. Not where one of them has to give a value, or takes one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityMayBeNullFix)), Shared]
public sealed class ActivityMayBeNullFix() : Fix("OBS4004")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var body in facts.Contexts.Of(model, cancellation))
            foreach (var start in UnguardedUses.StartsIn(body))
            {
                var uses = UnguardedUses.Of(start, body).ToList();
                if (uses.Count == 0 || uses[0].Place.Span != diagnostic.Location.SourceSpan) continue;
                var edits = new SolutionEdits();
                // In a chain of calls that give back the span itself the first question mark is enough.
                foreach (var (_, place) in uses) edits.Add(document.Id, new TextSpan(place.OperatorToken.SpanStart, 0), "?");
                return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Use '?.'", edits) : null;
            }
        return null;
    }
}
