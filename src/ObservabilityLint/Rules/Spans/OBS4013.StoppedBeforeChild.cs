using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span is ended while one that was started in it, and is current, is still open: when that ends, the one that was ended before is current.
/// Quiet on ends under a condition, and where the function sets the current span.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoppedBeforeChild() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4013", "End the inner Activity before the outer one",
        "{0} is ended before the inner '{1}': when that ends, Activity.Current is a span that has ended already, and what starts next hangs under it. End '{1}' first.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The end of a span (Activity) makes the one Activity.Current that was so when it began, also where that has ended.", helpLinkUri: Manual + "#obs4013");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        if (body.All<CurrentChange>().Any()) return;
        var starts = body.All<SpanStart>().Where(static start => start is { IsStarted: true, BecomesCurrent: true, Hold: SpanHold.Using or SpanHold.Local, Holder: ILocalSymbol }).ToList();
        foreach (var outer in starts)
            foreach (var inner in starts)
            {
                if (outer == inner || !outer.Live.Contains(inner.Syntax) || inner.Live is not { IsEnded: true } || EndOf(outer, inner, body) is not { } end) continue;
                report.At(end.Syntax.GetLocation(), outer.Label, inner.Holder!.Name);
                break;
            }
    }

    /// <summary>The call that ends the outer span while the inner one is live.</summary>
    private static IOperation? EndOf(SpanStart outer, SpanStart inner, TracedBody body)
    {
        foreach (var use in new Body(body.Root).UsesOf(outer.Holder!))
            if (SpanChain.EndOf(use) is { } end && inner.Live.Contains(end.Syntax) && !ConditionalCode.IsBetween(StatementOf(end.Syntax, outer.Holder!.Name), inner.Syntax)) return end;
        return null;
    }

    /// <summary>That there is something to end is no condition: <c>if (outer != null) outer.Stop();</c>.</summary>
    private static SyntaxNode StatementOf(SyntaxNode end, string holder)
    {
        var statement = end.FirstAncestorOrSelf<StatementSyntax>();
        if (statement?.Parent is BlockSyntax { Statements.Count: 1 } block) statement = block;
        return statement?.Parent is IfStatementSyntax { Condition: var condition } check && NullChecks.IsOf(condition, holder) ? check.Parent! : end;
    }
}
