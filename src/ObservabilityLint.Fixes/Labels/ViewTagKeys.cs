using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The keys that views keep: a key that no measurement has any more would silently take the label away.</summary>
internal static class ViewTagKeys
{
    /// <summary>False where a view may speak of this instrument and of others as well.</summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Solution solution, InstrumentDeclaration instrument, string oldKey, string newKey, CancellationToken cancellation)
    {
        if (instrument.Convention != NamingConvention.OpenTelemetry) return true;
        if (solution.GetDocument(instrument.Syntax.SyntaxTree)?.Project is not { } project) return true;
        foreach (var view in await ProjectViews.SeeingAsync(project, cancellation).ConfigureAwait(false))
        {
            var kept = view.TagKeys.Where(key => key.Value == oldKey).ToList();
            var selected = view.SelectedNames.Select(name => name.Value!).ToList();
            if (kept.Count == 0 || selected.Count > 0 && selected.TrueForAll(name => IsOther(name, instrument))) continue;
            if (selected is not [var only] || !string.Equals(only, instrument.Name.Value, StringComparison.OrdinalIgnoreCase)) return false;
            foreach (var key in kept)
                if (TextEdit.For(key, newKey) is not { } edit || !await LiteralEdits.AddAsync(edits, solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false)) return false;
        }
        return true;
    }

    private static bool IsOther(string selected, InstrumentDeclaration instrument)
        => selected.IndexOfAny(['*', '?']) < 0 && !string.Equals(selected, instrument.Name.Value, StringComparison.OrdinalIgnoreCase);
}
