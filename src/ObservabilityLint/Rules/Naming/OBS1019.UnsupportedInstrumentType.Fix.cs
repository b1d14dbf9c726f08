using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Retyping;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Whole numbers are recorded as long, others as double.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsupportedInstrumentTypeFix)), Shared]
public sealed class UnsupportedInstrumentTypeFix() : Fix("OBS1019")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        foreach (var instrument in facts.Instruments(model, cancellation))
        {
            if (instrument.NumberTypeSyntax?.Span != diagnostic.Location.SourceSpan || Supported(instrument) is not (var number, var name)) continue;
            return await NumberTypeEdits.ForAsync(document, instrument, number, cancellation).ConfigureAwait(false) is { } edits ? new Proposal($"Record '{name}'", edits) : null;
        }
        return null;
    }

    private static (SpecialType Type, string Name)? Supported(InstrumentDeclaration instrument) => instrument.NumberType switch
    {
        { SpecialType: SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
            => (SpecialType.System_Int64, "long"),
        { SpecialType: SpecialType.System_Decimal } or { MetadataName: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            => (SpecialType.System_Double, "double"),
        _ => null,
    };
}
