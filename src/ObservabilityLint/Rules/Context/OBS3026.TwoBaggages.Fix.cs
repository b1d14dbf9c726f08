using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>Reads the entry from the baggage that it is set in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TwoBaggagesFix)), Shared]
public sealed class TwoBaggagesFix() : Fix("OBS3026")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: { Arguments: [{ Expression: var key }] } } read) return null;
        // The other names of the list may be set in the baggage that is read.
        if (model.GetSymbolInfo(key, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } && declared.GetSyntax(cancellation) is ForEachStatementSyntax) return null;
        // What takes an entry out of a whole baggage gives something else than the entry.
        var member = TypeNames.Called(read.Expression);
        if (member is not ("GetBaggage" or "GetBaggageItem")) return null;
        var edits = new SolutionEdits();
        if (member == "GetBaggage")
        {
            var call = $"{CurrentActivity.Name(model, read.SpanStart)}?.GetBaggageItem({key})";
            edits.Add(document.Id, read.Span, read.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax ? $"({call})" : call);
        }
        else
        {
            edits.Add(document.Id, TextSpan.FromBounds(ReceiverOf(read).SpanStart, read.Span.End), $"{new NamesInScope(model, read).TypeName(OpenTelemetryNamespaces.Root, "Baggage")}.GetBaggage({key})");
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Read it from the baggage that it is set in", edits) : null;
    }

    /// <summary>What the call is made on, with all before each <c>?.</c></summary>
    private static ExpressionSyntax ReceiverOf(ExpressionSyntax read)
    {
        while (IsBound(read) && read.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(read.Span)) is { } access) read = access;
        return read;
    }

    /// <summary>It begins behind a <c>?.</c></summary>
    private static bool IsBound(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => IsBound(call.Expression),
        MemberAccessExpressionSyntax member => IsBound(member.Expression),
        ElementAccessExpressionSyntax element => IsBound(element.Expression),
        ConditionalAccessExpressionSyntax access => IsBound(access.Expression),
        PostfixUnaryExpressionSyntax postfix => IsBound(postfix.Operand),
        _ => expression is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax,
    };
}
