using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A view that the SDK refuses: a new name for all that matches a wildcard, no instrument's name, bounds that do not ascend, numbers out of their range; and such bounds in a histogram's own advice.
/// Quiet where a value is not constant, and in a view's function.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidView() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5017", "Set the view up as the SDK takes it",
        "{0}: an ArgumentException is thrown as soon as the program sets this up. {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "A view that the SDK refuses ends the program when it starts.", helpLinkUri: Manual + "#obs5017");

    private protected override bool Concerns(Compilation compilation) => RefusedViews.AreKnownTo(compilation);

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var view in RefusedViews.In(model, texts))
            report.At(view.At.GetLocation(), view.Bounds is { } bounds ? [bounds.GetLocation()] : [], ImmutableDictionary<string, string?>.Empty, view.Fault, view.Advice);
    }
}
