using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Where else a metric is created, by a text of its own: renamed at one place alone, it would fall apart into two.</summary>
internal static class OtherCreations
{
    /// <summary>Those of the project, with the edit that gives them the new name; only those for which the same rules want the same name.</summary>
    public static async Task<List<(InstrumentDeclaration Instrument, TextEdit Edit)>> OfAsync(Document document, Location declaredName, string newName, bool setsUnit, CancellationToken cancellation)
    {
        var others = new List<(InstrumentDeclaration, TextEdit)>();
        var own = await ProjectInstruments.OfAsync(document.Project, cancellation).ConfigureAwait(false);
        if (own.NamedAt(declaredName).FirstOrDefault()?.Declaration is not { Name.Value: { } name } renamed || own.Named(name).Count < 2) return others;
        var compilation = (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        foreach (var other in own.Named(name))
            if (other.Plan is { EditWithoutConversion: { } edit } plan && plan.Preferred.WithoutConversion == newName && plan.SetsUnit == setsUnit
                && IsAnotherOf(renamed, other.Declaration) && HandWritten.Is(other.Declaration.Name.Location, compilation, cancellation))
                others.Add((other.Declaration, edit));
        return others;
    }

    private static bool IsAnotherOf(InstrumentDeclaration one, InstrumentDeclaration other)
        => !other.IsView && other.Convention == one.Convention && other.Kind == one.Kind && other.Scope.IsSameAs(one.Scope) && !NameClash.IsSame(other.Syntax.GetLocation(), one.Syntax.GetLocation());
}
