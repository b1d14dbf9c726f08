using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The keys that views keep: a key that no measurement has any more would silently take the label away.</summary>
internal static class ViewTagKeys
{
    private static readonly NamedWords AddView = new([OpenTelemetryViews.MethodName]);

    /// <summary>False where a view may speak of this instrument and of others as well.</summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Solution solution, InstrumentDeclaration instrument, string oldKey, string newKey, CancellationToken cancellation)
    {
        if (instrument.Convention != NamingConvention.OpenTelemetry) return true;
        foreach (var project in solution.Projects)
            foreach (var document in project.Documents)
            {
                if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree || !CallIndex.Of(tree).MentionsAny([OpenTelemetryViews.MethodName], cancellation)) continue;
                if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) continue;
                var texts = new TextReader(new VariableValues(model, cancellation));
                foreach (var call in CallIndex.Of(tree).Calls(AddView, cancellation))
                {
                    if (CallSite.At(call.Node, model, cancellation) is not { } site) continue;
                    var kept = OpenTelemetryViews.TagKeys(site, texts).Where(key => key.Value == oldKey).ToList();
                    var selected = OpenTelemetryViews.SelectedNames(site, texts).Select(name => name.Value!).ToList();
                    if (kept.Count == 0 || selected.Count > 0 && selected.TrueForAll(name => IsOther(name, instrument))) continue;
                    if (selected is not [var only] || !string.Equals(only, instrument.Name.Value, StringComparison.OrdinalIgnoreCase)) return false;
                    foreach (var key in kept)
                        if (TextEdit.For(key, newKey) is not { } edit || !await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return false;
                }
            }
        return true;
    }

    private static bool IsOther(string selected, InstrumentDeclaration instrument)
        => selected.IndexOfAny(['*', '?']) < 0 && !string.Equals(selected, instrument.Name.Value, StringComparison.OrdinalIgnoreCase);
}
