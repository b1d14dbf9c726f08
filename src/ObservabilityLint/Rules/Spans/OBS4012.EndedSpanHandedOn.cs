using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span that its function ends (by a <c>using</c>, or before) is returned or stored for others.
/// Quiet where only its <c>Context</c> is, where those who call only read how it went, where what runs in the span may use what was stored, and in tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndedSpanHandedOn() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4012", "Do not hand on an Activity that has ended",
        "{0} is {1} here, but has ended when others use it: what they set on it is lost, and what they start under it begins after its end. Let it end with their work, or give them its Context.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A span (Activity) that has ended is exported: nothing that is set on it later arrives, and Activity.Current cannot be set to it.", helpLinkUri: Manual + "#obs4012");

    /// <summary>All calls in sight leave what they are given, or only read how it went.</summary>
    private static bool IsLeftByCallers(TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (body.Method is not { } method || facts.Graph.CallersOf(method, cancellation) is not { Length: > 0 } calls) return false;
        foreach (var call in calls)
            if (call.Operation.Parent is not IExpressionStatementOperation && !EndedSpanUses.IsOnlyRead(call.Operation)) return false;
        return true;
    }

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (EndedSpanUses.Of(start, body) is var (place, how) && !(how == EndedSpanUses.Returned && IsLeftByCallers(body, facts, cancellation)) && !TestProjects.Are(report.Compilation, cancellation)) report.At(place.Syntax.GetLocation(), start.Label, how);
    }
}
