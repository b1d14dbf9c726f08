using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Takes the statement away, with the loop or the check that it is all of; of a chain of calls only the end. Not where a <c>using</c> ends it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForeignActivityEndedFix)), Shared]
public sealed class ForeignActivityEndedFix() : Fix("OBS4007")
{
    private const string Title = "Leave it to its owner";

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var ended = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (ended != null && MayBeOwn(ended)) return null;
        if (ended is not InvocationExpressionSyntax end || RestOf(end) is not { } rest)
            return await StatementRemoval.ProposeAsync(document, diagnostic.Location, Title, cancellation).ConfigureAwait(false);
        // Without its end a loop may go on for ever.
        if (end.FirstAncestorOrSelf<StatementSyntax>(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax) != null) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, TextSpan.FromBounds(rest.Span.End, end.Span.End), "");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal(Title, edits) : null;
    }

    /// <summary><c>var activity = source.StartActivity("x") ?? Activity.Current; … activity?.Stop();</c>: where the span is the function's own, it has to be ended.</summary>
    private static bool MayBeOwn(SyntaxNode ended)
    {
        var whole = ended.FirstAncestorOrSelf<StatementSyntax>();
        foreach (var node in LiveRange.FunctionAround(ended).DescendantNodes())
            if (node is VariableDeclaratorSyntax { Identifier.ValueText: var name, Initializer.Value: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or ConditionalExpressionSyntax }
                && whole != null && whole.DescendantTokens().Any(token => token.ValueText == name)) return true;
        return false;
    }

    /// <summary><c>Activity.Current?.SetTag("a", 1)</c> of <c>Activity.Current?.SetTag("a", 1).Stop()</c>; null where nothing else is called.</summary>
    private static InvocationExpressionSyntax? RestOf(InvocationExpressionSyntax end)
    {
        var before = TypeNames.ReceiverOf(end.Expression) as InvocationExpressionSyntax;
        while (before is { Expression: var called } && TypeNames.Called(called) == "SetEndTime") before = TypeNames.ReceiverOf(called) as InvocationExpressionSyntax;
        return before;
    }
}
