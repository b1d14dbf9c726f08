using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Takes what stands beside the value and has few (the route for the path), or keeps the words of the name and sets the value as an attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HighCardinalitySpanNameFix)), Shared]
public sealed class HighCardinalitySpanNameFix() : Fix("OBS4006")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Measurement: { } measurement, Tag: { Target: TagTarget.SpanName } tag } || tag.Origin is not UnboundedOrigin && CalledIds.In(tag) is null) return null;
        return await BoundedSibling.ForAsync(document, measurement, tag, cancellation).ConfigureAwait(false) ?? await ValueAsAttribute.ForAsync(document, measurement, tag, cancellation).ConfigureAwait(false);
    }
}
