namespace ObservabilityLint.Tool.Loading;

/// <summary>
/// The projects that are looked at: those that the user has named, and all that their code refers to. An analyzer or generator that the compiler runs for them is a program of its own:
/// it is loaded, so that its generators run, but what is wrong in it is nobody's question who has not named it.
/// </summary>
internal static class Scope
{
    public static IReadOnlySet<CollectedProject> Of(IReadOnlyList<NamedProject> named, IReadOnlyList<CollectedProject> collected, ProjectLinks links)
    {
        var paths = named.Select(static project => project.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var looked = collected.Where(project => paths.Contains(project.Path)).ToHashSet();
        if (looked.Count == 0) return collected.ToHashSet();

        var left = new Queue<CollectedProject>(looked);
        while (left.TryDequeue(out var project))
            foreach (var referenced in CodeOf(project))
                if (looked.Add(referenced)) left.Enqueue(referenced);
        // An analyzer that shares code with the programs must still compile when that is changed.
        while (collected.FirstOrDefault(project => !looked.Contains(project) && CodeOf(project).Any(looked.Contains)) is { } dependent) looked.Add(dependent);
        return looked;

        IEnumerable<CollectedProject> CodeOf(CollectedProject project)
            => project.References.Where(static reference => reference is { IsAnalyzer: false, IsReferenced: true }).Select(reference => links.At(reference, project.Framework)).OfType<CollectedProject>();
    }
}
