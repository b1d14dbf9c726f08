using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;

namespace ObservabilityLint.Rules.Context;

/// <summary>Passes the whole id (or context) instead of a part of it, and a parent at the start instead of after it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidParentIdFix)), Shared]
public sealed class InvalidParentIdFix() : Fix("OBS3015")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var argument = model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ArgumentSyntax>();
        if (argument?.Parent?.Parent is not InvocationExpressionSyntax call) return null;
        var edits = new SolutionEdits();
        var title = !diagnostic.Properties.ContainsKey("late") ? ReplacePart(argument, call) : EarlierParent.Add(edits, document.Id, model!, call) ? "Give the parent at the start" : null;
        if (title is null || !await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false)) return null;
        return new Proposal(title, edits);

        string? ReplacePart(ArgumentSyntax part, InvocationExpressionSyntax of)
        {
            if (ContextParts.WholeOf(part.Expression, model!) is not (var whole, var isContext)) return null;
            if (!isContext) edits.Add(document.Id, part.Expression.Span, whole);
            else if (of.ArgumentList.Arguments.Count == 1) edits.Add(document.Id, part.Span, $"{whole}.TraceId, {whole}.SpanId, {whole}.TraceFlags");
            else edits.Add(document.Id, part.Span, part.NameColon is null ? whole : $"parentContext: {whole}");
            return $"Pass '{whole}'";
        }
    }
}
