using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>
/// Gives an attribute another key, where it is written. Code that looks the attribute up by the old key, or takes it away, would find it no more: then there is no fix.
/// Nor is there one where a constant is named whose text is put together elsewhere.
/// </summary>
internal static class KeyRename
{
    public static async Task<Proposal?> ForAsync(Document document, Location written, Text? key, string oldKey, string newKey, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (await KeyLookups.AreMadeAsync(solution, oldKey, cancellation).ConfigureAwait(false)) return null;
        var (edits, literal, text) = (new SolutionEdits(), written, newKey);
        if (written.SourceTree is { } tree && (await tree.GetRootAsync(cancellation).ConfigureAwait(false)).FindNode(written.SourceSpan, getInnermostNodeForTie: true) is not LiteralExpressionSyntax and var node)
        {
            if (node is IdentifierNameSyntax or MemberAccessExpressionSyntax) return null;
            // The part that changes: `Prefix + "Kind"`.
            if (key is not null && TextEdit.For(key, newKey) is { } part && part.Literal.SourceTree == tree && written.SourceSpan.Contains(part.Literal.SourceSpan)) (literal, text) = (part.Literal, part.Value);
        }
        return await LiteralEdits.AddAsync(edits, solution, literal, text, cancellation).ConfigureAwait(false) ? new Proposal($"Rename to '{newKey}'", edits) : null;
    }
}
