using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// An activity that is made and started without an <c>ActivitySource</c>, in code that OpenTelemetry exports.
/// Quiet without OpenTelemetry, where it is told of such activities (<c>AddLegacySource</c>), where a <c>DiagnosticSource</c> starts it, and in tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityWithoutSource() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4003", "Start an Activity from an ActivitySource",
        "{0} comes from no ActivitySource: it is never exported, and what starts under it has a parent that nobody knows, or is not recorded either. Start it from a source.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "OpenTelemetry listens to sources. An Activity that is made with new has none: it is not exported, and where it begins a trace, its children are not recorded either, with the usual settings.", helpLinkUri: Manual + "#obs4003");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsWithoutSource: true, IsGiven: false } && facts.Choices.ExportsOnlySources(cancellation) && !(body.Method is { } method && EntryPoints.IsTest(method)) && IsStarted(start, body, facts, cancellation)) report.At(start.Syntax.GetLocation(), start.Label);
    }

    private static bool IsStarted(SpanStart start, TracedBody body, ContextFacts facts, CancellationToken cancellation)
        => start.IsStarted || LaterStart.Is(start, body) || start.Holder is ILocalSymbol holder && SpanUses.Of(holder, body.Root, start.Live.Function, facts, cancellation).Start != null;
}
