using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Takes the variable where its name is taken, as a text where the label needs one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameAsLabelValueFix)), Shared]
public sealed class NameAsLabelValueFix() : Fix("OBS2015")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Measurement: { } measurement, Tag: { } tag } place) return null;
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return null;
        if (NameAsLabelValue.In(tag, measurement, new VariableValues(compilation, cancellation)) is not { } named) return null;
        // The name gives no secret away; what it stands for does.
        if (SensitiveNames.Find(named.Symbol.Name) != null || place.Name is { } label && SensitiveNames.Find(label) != null) return null;
        return await VariableForName.EditsAsync(named, tag.Syntax, document.Project.Solution, cancellation).ConfigureAwait(false) is { } edits ? new Proposal($"Give the value of '{named.Symbol.Name}'", edits) : null;
    }
}
