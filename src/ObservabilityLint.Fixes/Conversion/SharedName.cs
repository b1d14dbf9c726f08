using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The instruments that a rename reaches: those of the same name, which are one metric, and those whose name is written with the same literal.</summary>
internal static class SharedName
{
    /// <summary>All of them with their renames; null if they do not agree on what the literals shall say.</summary>
    public static async Task<List<(InstrumentDeclaration Instrument, RenamePlan Plan)>?> FindAsync(InstrumentDeclaration renamed, Solution solution, CancellationToken cancellation)
    {
        var projects = await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false);
        var names = new HashSet<string> { renamed.Name.Value! };
        var edits = new List<TextEdit>();
        var found = new List<(InstrumentDeclaration, RenamePlan)>();
        var seen = new HashSet<DeclaredInstrument>();
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            foreach (var instrument in projects.SelectMany(project => names.SelectMany(project.Named)).ToList())
                if (instrument.Declaration.Convention == renamed.Convention && !Add(instrument, isSameMetric: true)) return null;
            foreach (var instrument in projects.SelectMany(project => edits.SelectMany(edit => project.WrittenWith(edit.Literal))).ToList())
                if (!Add(instrument, isSameMetric: false)) return null;
        }
        return found;

        bool Add(DeclaredInstrument instrument, bool isSameMetric)
        {
            if (!seen.Add(instrument)) return true;
            if (instrument.Plan is not { Edit: { } own } plan) return false;
            if (!isSameMetric && !edits.Exists(edit => edit.Value == own.Value && NameClash.IsSame(edit.Literal, own.Literal))) return false;
            if (instrument.Declaration.Name.Value is { } name) names.Add(name);
            edits.Add(own);
            found.Add((instrument.Declaration, plan));
            return true;
        }
    }
}
