using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes;

/// <summary>
/// Two instruments must not be renamed to one name (<c>latency-bucket</c>, <c>latency-count</c> and <c>latency-sum</c> all lose their last word),
/// and the rename of one must not spoil the name of another that is written in the same literal: then only their author can tell what to call them.
/// </summary>
internal static class NameClash
{
    /// <summary>True if another instrument has the new name or would be given it by its own fix, or if it shares the literal and does not want the same there.</summary>
    public static async Task<bool> ExistsAsync(Document document, Location declaredName, string newName, CancellationToken cancellation)
    {
        var own = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
        InstrumentDeclaration? renamed = null;
        foreach (var instrument in await ProjectInstruments.OfAsync(document.Project, cancellation).ConfigureAwait(false))
            if (instrument.Name.Location == declaredName && RenamePlan.For(instrument, own.GetOptions(instrument.Syntax.SyntaxTree)) is { } plan
                && (plan.Preferred.Name == newName || plan.Preferred.WithoutConversion == newName)) renamed = instrument;
        if (renamed is null) return false;

        var edit = TextEdit.For(renamed.Name, newName);
        foreach (var project in document.Project.Solution.Projects)
        {
            var isOwn = project.Id == document.Project.Id;
            if (!isOwn && (edit is null || !MayShareLiterals(document.Project, project))) continue;
            var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
            foreach (var other in await ProjectInstruments.OfAsync(project, cancellation).ConfigureAwait(false))
            {
                if (other.Name.Value is not { } name) continue;
                var plan = RenamePlan.For(other, options.GetOptions(other.Syntax.SyntaxTree));
                if (isOwn && other.Convention == renamed.Convention && name != renamed.Name.Value && (name == newName || plan?.Preferred.Name == newName)) return true;
                if (edit != null && Spoils(edit, other, plan)) return true;
            }
        }
        return false;
    }

    /// <summary>Two projects see the same constants if one references the other, or both reference a third.</summary>
    private static bool MayShareLiterals(Project project, Project other)
    {
        var graph = project.Solution.GetProjectDependencyGraph();
        var mine = graph.GetProjectsThatThisProjectTransitivelyDependsOn(project.Id).Add(project.Id);
        return mine.Overlaps(graph.GetProjectsThatThisProjectTransitivelyDependsOn(other.Id).Add(other.Id));
    }

    private static bool Spoils(TextEdit edit, InstrumentDeclaration other, RenamePlan? plan)
    {
        foreach (var piece in other.Name.Pieces)
            if (piece.Literal is { } literal && IsSame(literal, edit.Literal))
                return !Writes(plan?.Edit, edit) && !Writes(plan?.EditWithoutConversion, edit);
        return false;
    }

    private static bool Writes(TextEdit? planned, TextEdit edit) => planned != null && planned.Value == edit.Value && IsSame(planned.Literal, edit.Literal);

    /// <summary>A literal of another project is known by its file only.</summary>
    public static bool IsSame(Location one, Location other) => one.SourceSpan == other.SourceSpan && one.GetLineSpan().Path == other.GetLineSpan().Path;
}
