using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
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
                if (start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { UsingKeyword: { RawKind: (int)SyntaxKind.UsingKeyword } keyword } declaration || !IsWhatIsReturned(start.Holder!.Name, declaration)) continue;
                var edits = new SolutionEdits();
                edits.Add(document.Id, TextSpan.FromBounds(keyword.SpanStart, declaration.Declaration.SpanStart), "");
                return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Leave the end to the caller", edits) : null;
            }
        return null;
    }

    /// <summary>On a path that returns something else, or throws, nobody would be left to end it, and what an async function starts is not current for its caller (OBS3004).</summary>
    private static bool IsWhatIsReturned(string span, StatementSyntax declaration)
    {
        var function = LiveRange.FunctionAround(declaration);
        if (OtherFlow.IsAsync(function)) return false;
        foreach (var node in function.DescendantNodes())
            if (node.SpanStart > declaration.SpanStart && node is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax && LiveRange.FunctionAround(node) == function
                && (node is not ReturnStatementSyntax { Expression: { } value } || !Gives(value, span))) return false;
        return true;
    }

    /// <summary>The value is the span, or something around it, whatever the case.</summary>
    private static bool Gives(ExpressionSyntax value, string span)
        => value.DescendantNodesAndSelf(static node => node is not (ConditionalExpressionSyntax or SwitchExpressionSyntax)).Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == span);
}
