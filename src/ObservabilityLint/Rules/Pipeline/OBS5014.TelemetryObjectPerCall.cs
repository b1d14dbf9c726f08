using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A Meter or ActivitySource that is created again and again: in a method, in a property without a store, in a loop, in objects that are made for each request.
/// Quiet where it is kept (in a field, a cache, a container, by whoever calls the factory), in code that runs once, and in tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TelemetryObjectPerCall() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5014", "Keep one Meter or ActivitySource for the whole program",
        "{0} is created {1}: {2}. Keep one in a static readonly field.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Meters and sources are kept by the runtime until they are disposed of, and what they have made stops working then: a program has one of each, for all its life.", helpLinkUri: Manual + "#obs5014");

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var made in NamedCreations.ByNew(model, texts))
        {
            if (KeptObject.MayBe(made.Call.Operation) && !IsOfRequest(made.Call.Operation, facts, report) || facts.Repeated.Of(made.Call.Operation, report.Cancellation) is not { } often) continue;
            report.At(made.Syntax.GetLocation(), made.IsSource ? "An ActivitySource" : "A Meter", often, (made.IsSource, KeptObject.IsDisposed(made.Call.Operation)) switch
            {
                (true, true) => "a span (Activity) that ends after it is disposed of is never exported",
                (true, false) => "the process keeps every one of them, and a span (Activity) that ends after one is disposed of is never exported",
                (false, true) => "its counters begin at zero each time, so that the totals are wrong",
                _ => "the process keeps every one of them, with all of its metrics",
            });
        }
    }

    /// <summary>The object that keeps it does not live long.</summary>
    private static bool IsOfRequest(IOperation creation, TelemetryFacts facts, Report report) => KeptObject.IsMember(creation) && facts.Repeated.ForRequests(creation, report.Cancellation) != null;
}
