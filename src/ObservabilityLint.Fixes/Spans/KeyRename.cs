using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Gives an attribute another key, where it is written. Code that looks the attribute up by the old key, or takes it away, would find it no more: then there is no fix.</summary>
internal static class KeyRename
{
    public static async Task<Proposal?> ForAsync(Document document, Location written, string oldKey, string newKey, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        foreach (var other in solution.Projects.SelectMany(project => project.Documents))
            if (await IsLookedUpAsync(other, oldKey, cancellation).ConfigureAwait(false)) return null;
        var edits = new SolutionEdits();
        return await LiteralEdits.AddAsync(edits, solution, written, newKey, cancellation).ConfigureAwait(false) ? new Proposal($"Rename to '{newKey}'", edits) : null;
    }

    /// <summary>The key stands in the file as a text that is not set on a span or given to a metric there.</summary>
    private static async Task<bool> IsLookedUpAsync(Document document, string key, CancellationToken cancellation)
    {
        if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree || !CallIndex.Of(tree).MentionsText(new TextWord('"' + key + '"'), cancellation)) return false;
        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        var places = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == key).Select(token => token.Span).ToList();
        if (places.Count == 0 || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return places.Count > 0;
        var keys = facts.Measurements.Of(model, cancellation).Where(measurement => !measurement.Tags.IsDefault).SelectMany(measurement => measurement.Tags).Where(tag => !tag.IsRemoval).Select(tag => tag.Key)
            .Concat(facts.LabelsWrittenIn(model, cancellation).SelectMany(names => names.Names)).Where(name => name?.Value == key).SelectMany(name => name!.Pieces)
            .Select(piece => piece.Literal).Where(literal => literal?.SourceTree == tree).Select(literal => literal!.SourceSpan).ToList();
        return places.Exists(place => !keys.Exists(known => known.Contains(place)));
    }
}
