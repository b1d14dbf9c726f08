using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Advises the bounds that the conventions have for seconds; there is no fix for other units, whose values only the author knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultBucketsMisfitFix)), Shared]
public sealed class DefaultBucketsMisfitFix() : Fix("OBS1023")
{
    private const string Bounds = "0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10";

    /// <summary>C# 12 has collection expressions; the oldest Roslyn this loads in has no name for it.</summary>
    private const LanguageVersion CSharp12 = (LanguageVersion)1200;

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Convention.HasUnitField: true, NumberType.SpecialType: SpecialType.System_Double, Buckets: null } instrument) return null;
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || !BucketAdvice.IsKnownTo(model.Compilation)) return null;
        var edits = new SolutionEdits();
        var bounds = document.Project.ParseOptions is CSharpParseOptions { LanguageVersion: >= CSharp12 } ? $"[{Bounds}]" : $"new[] {{ {Bounds} }}";
        if (!await ArgumentEdits.AddCodeAsync(edits, document.Project.Solution, instrument.Syntax.GetLocation(), "advice", BucketAdvice.CodeAt(model, instrument.Syntax.SpanStart, bounds), cancellation).ConfigureAwait(false)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Advise the bounds for seconds", edits) : null;
    }
}
