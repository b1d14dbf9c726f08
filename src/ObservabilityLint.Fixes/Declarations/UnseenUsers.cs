using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Projects that are used by code which nobody can look at or edit here: code in another language, or of a project that could not be loaded.</summary>
internal static class UnseenUsers
{
    private static readonly ConditionalWeakTable<Workspace, HashSet<ProjectId>> Told = new();

    /// <summary>Tells which projects of a workspace are used by what it does not hold.</summary>
    public static void Tell(Workspace workspace, IEnumerable<ProjectId> used) => Told.GetOrCreateValue(workspace).UnionWith(used);

    public static bool Has(Project project)
        => Told.TryGetValue(project.Solution.Workspace, out var used) && used.Contains(project.Id)
            || project.Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Id).Any(user => project.Solution.GetProject(user)!.Language != LanguageNames.CSharp);
}
