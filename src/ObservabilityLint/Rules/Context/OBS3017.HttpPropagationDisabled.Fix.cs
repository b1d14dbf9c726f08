using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Context;

/// <summary>Lets the client send the context again. One handler may be meant to keep the headers from third parties, so that fixing all leaves it as it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HttpPropagationDisabledFix)), Shared]
public sealed class HttpPropagationDisabledFix() : Fix("OBS3017")
{
    private const string Title = "Send the trace context";

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
        => await RemovalAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } removal ? removal with { NeedsAuthor = diagnostic.Properties.ContainsKey(HttpPropagationDisabled.OneHandlerKey) } : null;

    private static async Task<Proposal?> RemovalAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } initializer } assignment)
            return await StatementRemoval.ProposeAsync(document, diagnostic.Location, Title, cancellation).ConfigureAwait(false);

        var edits = new SolutionEdits();
        var before = initializer.OpenBraceToken.GetPreviousToken().Span.End;
        edits.Remove(document.Id, ListElement.Of(assignment)!.With(ifEmpty: new TextChange(TextSpan.FromBounds(before, initializer.Span.End), creation.ArgumentList is null ? "()" : "")));
        return new Proposal(Title, edits);
    }
}
