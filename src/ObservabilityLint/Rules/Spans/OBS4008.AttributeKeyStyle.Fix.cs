using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Writes the key in the style of OpenTelemetry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeKeyStyleFix)), Shared]
public sealed class AttributeKeyStyleFix() : Fix("OBS4008")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Name: { } key } place) return null;
        return LabelName.Preferred(NamingConvention.OpenTelemetry, InstrumentKind.Unknown, key) is { } preferred && preferred != key
            ? await KeyRename.ForAsync(document, diagnostic.Location, place.Tag?.Key, key, preferred, cancellation).ConfigureAwait(false)
            : null;
    }
}
