using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>The views, listeners and tests that select an instrument by its name: they follow when it is renamed, since a view that matches nothing is silently without effect.</summary>
internal static class ViewReferences
{
    public static async Task AddAsync(SolutionEdits edits, Document document, Location declaredName, string newName, CancellationToken cancellation)
    {
        var instrument = await DeclarationAt.FindAsync(document, declaredName, cancellation).ConfigureAwait(false);
        if (instrument is not { IsView: false, Name.Value: { } oldName } || instrument.Convention != NamingConvention.OpenTelemetry) return;
        foreach (var selected in (await ProjectViews.SeeingAsync(document.Project, cancellation).ConfigureAwait(false)).SelectMany(view => view.SelectedNames))
            // The SDK compares instrument names without regard to case.
            if (string.Equals(selected.Value, oldName, StringComparison.OrdinalIgnoreCase) && TextEdit.For(selected, newName) is { } edit)
                await LiteralEdits.AddAsync(edits, document.Project.Solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false);
    }
}
