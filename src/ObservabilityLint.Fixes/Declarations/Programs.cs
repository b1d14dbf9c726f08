using System.Linq;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>The programs that the projects of a solution make up.</summary>
internal static class Programs
{
    /// <summary>True if two projects may be parts of one program: if one builds on the other, or a third one builds on both.</summary>
    public static bool MayShare(Project project, Project other)
    {
        var graph = project.Solution.GetProjectDependencyGraph();
        var users = graph.GetProjectsThatTransitivelyDependOnThisProject(project.Id);
        if (project.Id == other.Id || users.Contains(other.Id)) return true;
        var others = graph.GetProjectsThatTransitivelyDependOnThisProject(other.Id);
        return others.Contains(project.Id) || others.Intersect(users).Any();
    }
}
