using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Context;

/// <summary>Leaves what is current where there is no span.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CurrentSetToMissingSpanFix)), Shared]
public sealed class CurrentSetToMissingSpanFix() : Fix("OBS3024")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var assignment = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AssignmentExpressionSyntax>(node => node.Right.Span.Contains(diagnostic.Location.SourceSpan));
        // Who uses what is assigned, a using above all, would end or change a span that is not its own.
        if (assignment?.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax)) return null;
        // That it is not null has been said, and not asked.
        var value = NullForgiving.Without(assignment.Right);
        var text = value is ConditionalExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax ? $"({value})" : value.ToString();
        var edits = new SolutionEdits();
        edits.Add(document.Id, assignment.Right.Span, $"{text} ?? {assignment.Left}");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Keep what is current where there is no span", edits) : null;
    }
}
