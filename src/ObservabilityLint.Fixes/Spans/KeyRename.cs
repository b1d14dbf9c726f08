using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Gives an attribute another key, where it is written. Code that looks the attribute up by the old key, or takes it away, would find it no more: then there is no fix.</summary>
internal static class KeyRename
{
    public static async Task<Proposal?> ForAsync(Document document, Location written, string oldKey, string newKey, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (await KeyLookups.AreMadeAsync(solution, oldKey, cancellation).ConfigureAwait(false)) return null;
        var edits = new SolutionEdits();
        return await LiteralEdits.AddAsync(edits, solution, written, newKey, cancellation).ConfigureAwait(false) ? new Proposal($"Rename to '{newKey}'", edits) : null;
    }
}
