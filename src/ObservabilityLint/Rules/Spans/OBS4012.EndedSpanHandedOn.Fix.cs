using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Retyping;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// Hands on the span's context, where all that get it read only that. Else it drops the <c>using</c> of a span that is returned: whoever gets it ends it; not where the function hands it on in another way, or ends it by a call.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndedSpanHandedOnFix)), Shared]
public sealed class EndedSpanHandedOnFix() : Fix("OBS4012")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var body in facts.Contexts.Of(model, cancellation))
            foreach (var start in body.All<SpanStart>())
            {
                if (EndedSpanUses.Of(start, body) is not var (place, _) || place.Syntax.Span != diagnostic.Location.SourceSpan) continue;
                if (await ContextOnly.ProposeAsync(place, document.Project.Solution, cancellation).ConfigureAwait(false) is { } proposal) return proposal;
                if (place.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not ReturnStatementSyntax) continue;
                if (start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { UsingKeyword: { RawKind: (int)SyntaxKind.UsingKeyword } keyword } declaration) continue;
                var edits = new SolutionEdits();
                edits.Add(document.Id, TextSpan.FromBounds(keyword.SpanStart, declaration.Declaration.SpanStart), "");
                return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Leave the end to the caller", edits) : null;
            }
        return null;
    }
}
