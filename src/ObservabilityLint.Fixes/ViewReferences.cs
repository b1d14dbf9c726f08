using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes;

/// <summary>The views that select an instrument by its name: they follow when it is renamed, since a view that matches nothing is silently without effect.</summary>
internal static class ViewReferences
{
    private static readonly NamedWords AddView = new([OpenTelemetryViews.MethodName]);

    public static async Task AddAsync(SolutionEdits edits, Document document, Location declaredName, string newName, CancellationToken cancellation)
    {
        var instrument = await DeclarationAt.FindAsync(document, declaredName, cancellation).ConfigureAwait(false);
        if (instrument is not { IsView: false, Name.Value: { } oldName } || instrument.Convention != NamingConvention.OpenTelemetry) return;
        foreach (var project in document.Project.Solution.Projects)
            foreach (var candidate in project.Documents)
                if (await candidate.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is { } tree && CallIndex.Of(tree).MentionsAny([OpenTelemetryViews.MethodName], cancellation))
                    await AddAsync(edits, candidate, oldName, newName, cancellation).ConfigureAwait(false);
    }

    private static async Task AddAsync(SolutionEdits edits, Document document, string oldName, string newName, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return;
        var texts = new TextReader(new VariableValues(model, cancellation));
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(AddView, cancellation))
        {
            if (CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            foreach (var selected in OpenTelemetryViews.SelectedNames(site, texts))
                // The SDK compares instrument names without regard to case.
                if (string.Equals(selected.Value, oldName, StringComparison.OrdinalIgnoreCase) && TextEdit.For(selected, newName) is { } edit)
                    await LiteralEdits.AddAsync(edits, document.Project.Solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false);
        }
    }
}
