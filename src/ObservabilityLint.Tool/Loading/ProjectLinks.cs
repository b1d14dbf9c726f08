using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Loading;

/// <summary>Which project of the solution a reference means: by where its assembly would lie, or by its path and framework.</summary>
internal sealed class ProjectLinks
{
    private readonly Dictionary<string, CollectedProject> byAssembly = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Framework), ProjectId> ids = [];
    private readonly ILookup<string, CollectedProject> byPath;

    public ProjectLinks(IReadOnlyList<CollectedProject> projects)
    {
        byPath = projects.ToLookup(static project => project.Path, StringComparer.OrdinalIgnoreCase);
        foreach (var project in projects)
        {
            if (project.Language == "C#" && project.Arguments.Count > 0) ids[(project.Path, project.Framework)] = ProjectId.CreateNewId(project.Path);
            foreach (var assembly in project.Targets) byAssembly.TryAdd(Path.GetFullPath(assembly, project.Directory), project);
        }
    }

    /// <summary>Null for a project that is not compiled here: of another language, or broken.</summary>
    public ProjectId? IdOf(CollectedProject project) => ids.GetValueOrDefault((project.Path, project.Framework));

    /// <summary>The projects, in all their frameworks, that those use which are not compiled here.</summary>
    public IEnumerable<ProjectId> UsedUnseen(IReadOnlyList<CollectedProject> projects)
    {
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var left = new Queue<CollectedProject>(projects.Where(project => IdOf(project) is null));
        while (left.TryDequeue(out var project))
            foreach (var reference in project.References)
                if (reference is { IsAnalyzer: false, IsReferenced: true } && paths.Add(reference.Project))
                    foreach (var used in byPath[reference.Project]) left.Enqueue(used);
        return ids.Where(id => paths.Contains(id.Key.Path)).Select(static id => id.Value);
    }

    /// <summary>The project that makes an assembly; null for an assembly from elsewhere.</summary>
    public CollectedProject? MakerOf(string assembly) => byAssembly.GetValueOrDefault(assembly);

    /// <summary>The project that a reference means, in the framework that fits best; null for one that is out of sight.</summary>
    public CollectedProject? At(CollectedReference reference, string framework)
    {
        CollectedProject? best = null;
        foreach (var project in byPath[reference.Project])
            if (best is null || Fit(project.Framework) > Fit(best.Framework)) best = project;
        return best;

        int Fit(string offered) => offered == reference.Framework ? 3 : offered == framework ? 2 : offered.StartsWith("netstandard", StringComparison.Ordinal) ? 1 : 0;
    }
}
