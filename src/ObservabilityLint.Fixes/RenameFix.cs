using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes;

/// <summary>Gives an instrument the name that satisfies all rules, wherever its literal is declared.</summary>
public abstract class RenameFix : Fix
{
    private protected RenameFix(string id) : base(id)
    {
    }

    internal sealed override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(RenamePlan.NameKey, out var name) || !properties.TryGetValue(RenamePlan.LiteralKey, out var literal)) return null;
        if (await NameClash.ExistsAsync(document, diagnostic.Location, name!, cancellation).ConfigureAwait(false)) return null;
        var edits = new SolutionEdits();
        await ViewReferences.AddAsync(edits, document, diagnostic.Location, name!, cancellation).ConfigureAwait(false);
        return await LiteralEdits.AddAsync(edits, document.Project.Solution, diagnostic.AdditionalLocations[0], literal!, cancellation).ConfigureAwait(false)
            ? new Proposal($"Rename to '{name}'", edits)
            : null;
    }
}
