using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// Gives the fork a baggage of its own, in a local that its reads are made to use. Only where all reads are in sight: a request that the fork sends, say, takes the baggage of the flow.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BaggageSetInForkFix)), Shared]
public sealed class BaggageSetInForkFix() : Fix("OBS3019")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { Contexts: var facts }) return null;
        foreach (var body in facts.Of(model, cancellation))
            foreach (var change in body.All<BaggageChange>())
            {
                if (change.Syntax.Span != diagnostic.Location.SourceSpan || Forks.Around(change.Change, body) is not { } fork || IsReadOutOfSight(fork, facts, cancellation)) continue;
                if (EditsOf(document, change, fork, body, new NamesInScope(model, fork.Syntax)) is not { } edits) return null;
                return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Keep it in a local", edits) : null;
            }
        return null;
    }

    private static SolutionEdits? EditsOf(Document document, BaggageChange change, IAnonymousFunctionOperation fork, TracedBody body, NamesInScope names)
    {
        if (change.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type } } || CallSite.Of(change.Change)?.Argument("baggage") != null) return null;
        if (change.Syntax.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } || block.Parent != fork.Syntax) return null;
        if (body.All<BaggageChange>().Any(other => other != change && fork.Syntax.Span.Contains(other.Syntax.Span))) return null;
        var reads = ReadsIn(fork, after: change.Syntax.Span.End);
        if (reads.IsEmpty) return null;
        var (local, edits) = (names.Free("baggage"), new SolutionEdits());
        edits.Add(document.Id, new TextSpan(change.Syntax.SpanStart, 0), $"var {local} = ");
        edits.Add(document.Id, new TextSpan(type.Span.End, 0), ".Current");
        foreach (var read in reads) edits.Add(document.Id, read, local);
        return edits;
    }

    /// <summary>What is to be replaced by the local: <c>Baggage.Current</c>, or the type in <c>Baggage.GetBaggage(…)</c>.</summary>
    private static ImmutableArray<TextSpan> ReadsIn(IOperation fork, int after)
    {
        var reads = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var operation in fork.Descendants())
        {
            if (operation.Syntax.SpanStart < after) continue;
            if (AmbientBaggage.IsCurrent(operation)) reads.Add(operation.Syntax.Span);
            else if (AmbientBaggage.IsRead(operation) && operation.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type } }) reads.Add(type.Span);
        }
        return reads.ToImmutable();
    }

    private static bool IsReadOutOfSight(IAnonymousFunctionOperation fork, ContextFacts facts, CancellationToken cancellation)
        => (facts.WorkIn(fork.Body, cancellation) & WorkKinds.Http) != 0
            || fork.Descendants().Any(operation => operation is IInvocationOperation && facts.Graph.BodyOf(operation, cancellation) is { Syntax: var called } && called.ToString().Contains("Baggage"));
}
