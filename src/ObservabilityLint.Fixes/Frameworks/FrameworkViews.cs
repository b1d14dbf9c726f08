using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>
/// The solution as the build of one target framework sees it. A project that is built for several frameworks is several projects of the workspace, and a file that is linked into two projects
/// belongs to both: what compiles the same code once more is nobody else, and is left out of the view.
/// </summary>
internal sealed class FrameworkViews
{
    private static readonly ConditionalWeakTable<Solution, FrameworkViews> Known = new();

    private readonly Solution solution;
    private readonly ProjectDependencyGraph graph;
    private readonly List<List<Project>> builds;
    private readonly ConcurrentDictionary<DocumentId, Solution> byDocument = new();
    private readonly ConcurrentDictionary<string, Solution> byProjectsLeft = new();

    private FrameworkViews(Solution solution)
    {
        (this.solution, graph) = (solution, solution.GetProjectDependencyGraph());
        builds = [.. solution.Projects.GroupBy(SourceOf).Where(build => build.Key != null && build.Skip(1).Any()).Select(build => build.ToList())];
    }

    /// <summary>The view that a document is seen in; the solution itself where nothing in it is compiled twice.</summary>
    public static Solution Of(Document document)
    {
        var views = Known.GetValue(document.Project.Solution, static solution => new FrameworkViews(solution));
        return views.builds.Count == 0 && document.GetLinkedDocumentIds().IsEmpty ? views.solution : views.byDocument.GetOrAdd(document.Id, _ => views.For(document));
    }

    private Solution For(Document document)
    {
        var home = document.Project;
        var used = graph.GetProjectsThatThisProjectTransitivelyDependsOn(home.Id).Add(home.Id);
        var users = graph.GetProjectsThatTransitivelyDependOnThisProject(home.Id);
        var left = new HashSet<ProjectId>();
        foreach (var linked in document.GetLinkedDocumentIds())
            if (!users.Contains(linked.ProjectId)) Leave(linked.ProjectId, home.Id);
        foreach (var build in builds)
        {
            var rest = build.FindAll(project => !left.Contains(project.Id));
            var chosen = rest.Find(project => used.Contains(project.Id)) ?? rest.Find(project => users.Contains(project.Id))
                ?? rest.Find(project => FrameworkOf(project) == FrameworkOf(home)) ?? rest.FirstOrDefault();
            foreach (var other in rest)
                if (other != chosen) Leave(other.Id, chosen!.Id);
        }
        return byProjectsLeft.GetOrAdd(string.Join(" ", left.Select(id => id.Id).OrderBy(id => id)), _ => left.Aggregate(solution, static (view, id) => view.RemoveProject(id)));

        // What builds on the one that is left out goes with it, unless it sees the other one too.
        void Leave(ProjectId project, ProjectId instead)
        {
            if (used.Contains(project) || !left.Add(project)) return;
            foreach (var user in graph.GetProjectsThatTransitivelyDependOnThisProject(project))
                if (!used.Contains(user) && !graph.GetProjectsThatThisProjectTransitivelyDependsOn(user).Contains(instead)) left.Add(user);
        }
    }

    /// <summary>The project file, which several projects of the workspace may come from; where there is none, the name that they share.</summary>
    private static string? SourceOf(Project project) => project.FilePath ?? (FrameworkOf(project) is { } framework ? project.Name.Substring(0, project.Name.Length - framework.Length) : null);

    /// <summary>The ending of <c>Shop(net8.0)</c>.</summary>
    private static string? FrameworkOf(Project project)
        => project.Name.EndsWith(")", StringComparison.Ordinal) && project.Name.LastIndexOf('(') is > 0 and var start ? project.Name.Substring(start) : null;
}
