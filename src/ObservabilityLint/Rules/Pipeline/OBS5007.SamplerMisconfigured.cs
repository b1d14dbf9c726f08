using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A sampler that its pipeline forgets, since it gets another one, or a constant ratio outside 0 to 1, which throws.
/// Quiet on samplers that are chosen by a condition, on one that only some runs or some of its pipelines replace, and where it is not certain which comes last.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SamplerMisconfigured() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5007", "Give a pipeline one way of sampling that works",
        "{0}. {1}.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The last way of sampling that a pipeline is given replaces the ones before without a word, and a ratio is a share between 0 and 1.", helpLinkUri: Manual + "#obs5007");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var choice in body.All<SamplerChoice>())
            if (LostSampler.For(choice, facts.Compilation, cancellation) is { } later)
                report.At(choice.Place.GetLocation(), [(TypeNames.OfCall(later.Call) ?? later.Call).GetLocation()], ImmutableDictionary<string, string?>.Empty, "This is lost without a word: the pipeline is given another way of sampling later, and keeps the last alone", "Delete this one");
        foreach (var ratio in body.All<ImpossibleRatio>())
            report.At(ratio.Argument.Syntax.GetLocation(), $"The ratio {ratio.Argument.Syntax} is no share between 0 and 1: it throws an ArgumentOutOfRangeException at the start of the program", $"Use the nearest share, {(ratio.Value > 1 ? "1.0" : "0.0")}");
    }
}
