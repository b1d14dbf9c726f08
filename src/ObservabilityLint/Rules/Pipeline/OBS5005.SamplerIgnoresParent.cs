using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A pipeline whose sampler keeps a share of the traces and does not ask the parent.
/// Quiet where it is wrapped in a <c>ParentBasedSampler</c>, or chosen instead of one around such a share, where its ratio is all or nothing, where it is not in sight, and on what OBS5007 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SamplerIgnoresParent() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5005", "Let sampling follow the parent",
        "This share is taken without asking the parent: of traces that the caller records, this service drops its spans (Activity), and with them the parents of those behind it. Put it into a ParentBasedSampler(…).",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A trace is whole where the first service decides, and all others follow.", helpLinkUri: Manual + "#obs5005");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var choice in body.All<SamplerChoice>())
        {
            if (LostSampler.For(choice, facts.Compilation, cancellation) != null) continue;
            // Who may have either knows the difference.
            if (choice.Samplers.Any(static sampler => sampler.Kind == SamplerKind.ShareOfRoots)) continue;
            foreach (var sampler in choice.Samplers)
                if (sampler is { Kind: SamplerKind.Ratio, Made: { } made }) report.At(made.Syntax.SyntaxTree == choice.Place.SyntaxTree ? made.Syntax.GetLocation() : choice.Place.GetLocation());
                else if (sampler is { Kind: SamplerKind.Ratio, Made: null } && choice.Call.TargetMethod.IsGenericMethod) report.At(choice.Place.GetLocation());
        }
    }
}
