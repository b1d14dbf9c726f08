using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span that a function starts, or is given by a method that starts it, and that it does not end on every way out: a branch leaves it open, an exception passes its end, a loop starts the next one, or its variable gets something else.
/// Quiet where somebody else has the span in the end (returned, stored, handed on, captured), where it is ended whatever happens, and on spans without a source that OBS4003 speaks of.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityNotStopped() : BodyRule(Definition)
{
    private const int LongestCondition = 50;

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4001", "End an Activity on every path",
        "{0} is {1}: then it {2}. Put it into a using.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Only a span (Activity) that is ended is exported. Until then it stays Activity.Current for the code that runs after it.", helpLinkUri: Manual + "#obs4001");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        var unended = new UnendedSpans(facts, cancellation);
        foreach (var start in body.All<SpanStart>()) Check(start, body, facts, unended, report);
    }

    private static void Check(SpanStart start, TracedBody body, ContextFacts facts, UnendedSpans unended, Report report)
    {
        // Of what an iterator keeps open OBS3001 and OBS3002 speak, and of what is seen by nobody OBS4003.
        if (Yields.Across(start, body).Count > 0 || start.IsWithoutSource && facts.Choices.ExportsOnlySources(report.Cancellation) || unended.Of(start, body) is not { } path) return;
        // Of a span whose end is left to another flow OBS3023 speaks: whoever mends that sees what may throw before it.
        if (path.Kind == OpenPathKind.Exception && LeakedSpan.Of(start, body, facts, report.Cancellation) != null) return;
        var isLeftCurrent = start.BecomesCurrent && EnclosingFunction.Of(start.Call, body) is { IsAsync: false };
        report.At(start.Syntax.GetLocation(), start.Label, Words(path), isLeftCurrent ? "is never exported, and stays Activity.Current" : "is never exported");
    }

    private static string Words(OpenPath path) => path switch
    {
        { Kind: OpenPathKind.NextRound } => "not ended before the loop starts the next one",
        { Kind: OpenPathKind.Replaced, At: { } at } => $"not ended before line {LineOf(at)} puts something else into its variable",
        { Kind: OpenPathKind.Exception, At: ThrowStatementSyntax or ThrowExpressionSyntax } => "not ended where 'throw' leaves in line " + LineOf(path.At),
        { Kind: OpenPathKind.Exception, At: { } at } => $"not ended where '{NameOf(at)}' throws",
        { At: ForEachStatementSyntax or CommonForEachStatementSyntax } or { At.Parent: CommonForEachStatementSyntax } => $"not ended where the loop of line {LineOf(path.At)} comes to its end",
        { At: ExpressionSyntax condition } when condition.Span.Length <= LongestCondition => $"not ended where '{condition}' is {(path.Outcome ? "true" : "false")}",
        { At: { } at } => $"not ended on a path through line {LineOf(at)}",
        _ => "ended nowhere",
    };

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string NameOf(SyntaxNode thrown)
    {
        while (thrown is AwaitExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } })
            thrown = thrown is AwaitExpressionSyntax { Expression: var awaited } ? awaited : ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)thrown).Expression).Expression;
        return TypeNames.OfCall(thrown) is SimpleNameSyntax { Identifier.ValueText: var name } ? name : thrown.Span.Length <= LongestCondition ? thrown.ToString() : "await";
    }
}
