using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Passes the token on, and awaits the asynchronous method where the one that is called blocks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationNotForwardedFix)), Shared]
public sealed class CancellationNotForwardedFix() : Fix("OBS3020")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation)?.Contexts is not { } facts) return null;
        var call = CancellableCalls.In(model, facts, cancellation).FirstOrDefault(call => call.CalledName.Span == diagnostic.Location.SourceSpan);
        if (call is not { Syntax: InvocationExpressionSyntax { ArgumentList: { } arguments } syntax } || arguments.ContainsDiagnostics) return null;
        var edits = new SolutionEdits();
        var token = (arguments.Arguments.Count == 0 ? "" : ", ") + (call.IsPositional ? call.Token : $"{call.Parameter}: {call.Token}");
        edits.Add(document.Id, new TextSpan(arguments.CloseParenToken.SpanStart, 0), token);
        if (call.AsyncSibling is { } sibling) Await(edits, document, call, syntax, sibling);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Pass '{call.Token}' on", edits) : null;
    }

    private static void Await(SolutionEdits edits, Document document, UnforwardedCancellation call, InvocationExpressionSyntax syntax, string sibling)
    {
        edits.Add(document.Id, (call.CalledName as GenericNameSyntax)?.Identifier.Span ?? call.CalledName.Span, sibling);
        var isReceiver = syntax.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax;
        edits.Add(document.Id, new TextSpan(syntax.SpanStart, 0), isReceiver ? "(await " : "await ");
        if (isReceiver) edits.Add(document.Id, new TextSpan(syntax.Span.End, 0), ")");
    }
}
