using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The instruments that a rename reaches: those of the same name, which are one metric, and those whose name is written with the same literal.</summary>
internal static class SharedName
{
    /// <summary>All of them with their renames; null if they do not agree on what the literals shall say.</summary>
    public static async Task<List<(InstrumentDeclaration Instrument, RenamePlan Plan)>?> FindAsync(InstrumentDeclaration renamed, Solution solution, CancellationToken cancellation)
    {
        var candidates = await AllAsync(solution, cancellation).ConfigureAwait(false);
        var names = new HashSet<string?> { renamed.Name.Value };
        var edits = new List<TextEdit>();
        var found = new List<(InstrumentDeclaration, RenamePlan)>();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            for (var i = candidates.Count - 1; i >= 0; i--)
            {
                var (instrument, options) = candidates[i];
                var isSameMetric = instrument.Convention == renamed.Convention && names.Contains(instrument.Name.Value);
                if (!isSameMetric && !edits.Exists(edit => IsWrittenIn(edit, instrument))) continue;
                if (RenamePlan.For(instrument, options) is not { Edit: { } own } plan) return null;
                if (!isSameMetric && !edits.Exists(edit => edit.Value == own.Value && NameClash.IsSame(edit.Literal, own.Literal))) return null;
                names.Add(instrument.Name.Value);
                edits.Add(own);
                found.Add((instrument, plan));
                candidates.RemoveAt(i);
            }
        }
        return found;
    }

    private static bool IsWrittenIn(TextEdit edit, InstrumentDeclaration instrument) => instrument.Name.Pieces.Any(piece => piece.Literal is { } literal && NameClash.IsSame(literal, edit.Literal));

    private static async Task<List<(InstrumentDeclaration Instrument, AnalyzerConfigOptions Options)>> AllAsync(Solution solution, CancellationToken cancellation)
    {
        var all = new List<(InstrumentDeclaration, AnalyzerConfigOptions)>();
        foreach (var project in solution.Projects)
            foreach (var instrument in await ProjectInstruments.OfAsync(project, cancellation).ConfigureAwait(false))
                all.Add((instrument, project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(instrument.Syntax.SyntaxTree)));
        return all;
    }
}
