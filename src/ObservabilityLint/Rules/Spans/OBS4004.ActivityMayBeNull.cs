using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A member of a span that a source starts, at once or in a method of the program, is used without asking whether there is one, where the compiler does not say so: nullable analysis is off.
/// Quiet behind any check, on extension methods, which may be called on null, and in tests. Only the first use is reported: those after it are not reached without an object.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivityMayBeNull() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4004", "Check whether an Activity was started",
        "'{0}' throws a NullReferenceException where the span (Activity) is not recorded: nobody listens to its source, or it is sampled out. Call '{0}' with '?.'.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "StartActivity and CreateActivity return null where the span is not recorded.", helpLinkUri: Manual + "#obs4004");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        if (body.Method is { } method && EntryPoints.IsTest(method)) return;
        foreach (var start in UnguardedUses.StartsIn(body))
            if (!IsChecked(start.Syntax, facts) && UnguardedUses.Of(start, body).FirstOrDefault() is ({ } member, { } place)) report.At(place.GetLocation(), member);
    }

    /// <summary>The compiler looks for it.</summary>
    private static bool IsChecked(SyntaxNode place, ContextFacts facts)
        => facts.Graph.ModelOf(place.SyntaxTree)?.GetNullableContext(place.SpanStart).WarningsEnabled() != false;
}
