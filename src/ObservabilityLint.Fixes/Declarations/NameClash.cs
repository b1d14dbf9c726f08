using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>
/// Two instruments must not be renamed to one name (<c>latency-bucket</c>, <c>latency-count</c> and <c>latency-sum</c> all lose their last word),
/// and the rename of one must not spoil the name of another that is written in the same literal: then only their author can tell what to call them.
/// </summary>
internal static class NameClash
{
    /// <summary>True if another instrument has the new name or would be given it by its own fix, or if it shares the literal and does not want the same there.</summary>
    public static async Task<bool> ExistsAsync(Document document, Location declaredName, string newName, CancellationToken cancellation)
    {
        var own = await ProjectInstruments.OfAsync(document.Project, cancellation).ConfigureAwait(false);
        InstrumentDeclaration? renamed = null;
        foreach (var instrument in own.NamedAt(declaredName))
            if (instrument.Plan is { } plan && (plan.Preferred.Name == newName || plan.Preferred.WithoutConversion == newName)) renamed = instrument.Declaration;
        if (renamed is null) return false;
        if (own.Named(newName).Concat(own.Preferring(newName)).Any(other => other.Declaration.Convention == renamed.Convention && other.Declaration.Name.Value is { } name && name != renamed.Name.Value))
        {
            Withheld.Because($"Another metric is called '{newName}', or would be by its own fix.");
            return true;
        }

        if (TextEdit.For(renamed.Name, newName) is not { } edit) return false;
        foreach (var project in document.Project.Solution.Projects)
            if ((project.Id == document.Project.Id || MayShareLiterals(document.Project, project))
                && (await ProjectInstruments.OfAsync(project, cancellation).ConfigureAwait(false)).WrittenWith(edit.Literal).Any(other => other.Declaration.Name.Value != null && !Wants(other.Plan, edit)))
            {
                Withheld.Because("The name of another metric is written with the same text, which has to stay for it.");
                return true;
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

    private static bool Wants(RenamePlan? plan, TextEdit edit) => Writes(plan?.Edit, edit) || Writes(plan?.EditWithoutConversion, edit);

    private static bool Writes(TextEdit? planned, TextEdit edit) => planned != null && planned.Value == edit.Value && IsSame(planned.Literal, edit.Literal);

    public static bool IsSame(Location one, Location other) => FilePlace.Of(one) == FilePlace.Of(other);
}
