using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// A pipeline that records everything, whatever its callers decided. Quiet in a branch that asks for the environment, on samplers that follow the parent, and on what OBS5007 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows how much traffic there is, and which share of it is enough.")]
public sealed class AlwaysOnSampler() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5008", "Record a share of the traces in production",
        "This records every span (Activity), also of traces that the caller dropped: what is kept of those is a fragment, and the cost grows with the traffic. Keep a share outside of development, and follow the parent.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: false,
        description: "For programs under load: recording everything costs memory, network and storage in proportion to the traffic.", helpLinkUri: Manual + "#obs5008");

    /// <summary>Words of a condition that says where the program runs.</summary>
    private static readonly string[] Environments = ["Develop", "Debug", "Local", "Test", "Environment"];

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var choice in body.All<SamplerChoice>())
            foreach (var sampler in choice.Samplers)
                if (sampler.Kind == SamplerKind.AlwaysOn && LostSampler.For(choice, facts.Compilation, cancellation) is null && !IsInBranchOfEnvironment(choice.Call.Syntax) && !(sampler.Made is { } made && IsInBranchOfEnvironment(made.Syntax)))
                    report.At(sampler.Made is { Syntax: var syntax } && syntax.SyntaxTree == choice.Place.SyntaxTree ? syntax.GetLocation() : choice.Place.GetLocation());
    }

    private static bool IsInBranchOfEnvironment(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
        {
            var condition = outer switch
            {
                IfStatementSyntax choice when inner != choice.Condition => choice.Condition,
                ConditionalExpressionSyntax choice when inner != choice.Condition => choice.Condition,
                _ => null,
            };
            if (condition?.ToString() is { } text && Array.Exists(Environments, word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)) return true;
        }
        return false;
    }
}
