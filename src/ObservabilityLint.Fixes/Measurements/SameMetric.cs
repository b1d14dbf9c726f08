using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>The declarations that make one metric: it has one set of labels, whichever of them is used.</summary>
internal static class SameMetric
{
    /// <summary>All declarations with the name, the given one among them; null where the name is not known, or where they do not declare the same labels.</summary>
    public static async Task<IReadOnlyList<InstrumentDeclaration>?> OfAsync(InstrumentDeclaration instrument, Solution solution, CancellationToken cancellation)
    {
        if (instrument.Name.Value is not { } name) return null;
        var same = new List<InstrumentDeclaration>();
        foreach (var project in await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false))
            foreach (var declared in project.Named(name))
            {
                var other = declared.Declaration;
                if (other.IsView || other.Convention != instrument.Convention) continue;
                if (other.Labels.IsDefault != instrument.Labels.IsDefault || !other.Labels.IsDefault && !other.Labels.Select(label => label.Value).SequenceEqual(instrument.Labels.Select(label => label.Value)))
                {
                    Withheld.Because("Declarations of one name do not declare the same labels.");
                    return null;
                }
                same.Add(other);
            }
        return same;
    }
}
