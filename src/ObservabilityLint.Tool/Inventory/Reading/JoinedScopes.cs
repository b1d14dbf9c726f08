using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The activity sources and meters of all projects, each once, and whether the pipelines of the solution's programs listen to them.</summary>
internal sealed class JoinedScopes(LoadedSolution loaded, IReadOnlyList<ProjectTelemetry> projects)
{
    private readonly ProjectDependencyGraph graph = loaded.Solution.GetProjectDependencyGraph();

    public IReadOnlyList<ListedScope> Sources(CancellationToken cancellation) => Join(static project => project.Sources, PipelineSignals.Traces, cancellation);

    public IReadOnlyList<ListedScope> Meters(CancellationToken cancellation) => Join(static project => project.Meters, PipelineSignals.Metrics, cancellation);

    private IReadOnlyList<ListedScope> Join(Func<ProjectTelemetry, IEnumerable<NamedCreation>> created, PipelineSignals signal, CancellationToken cancellation)
        => [.. projects.SelectMany(created, static (project, creation) => (Project: project, Creation: creation))
            .GroupBy(static each => each.Creation.Name is { } name ? (name, each.Creation.Version ?? "", "", 0) : ("", "", each.Creation.Syntax.SyntaxTree.FilePath, each.Creation.Syntax.SpanStart))
            .Select(group => Join([.. group], signal, cancellation))
            .OrderBy(static scope => scope.Name, StringComparer.Ordinal).ThenBy(static scope => scope.Created[0].Path, StringComparer.Ordinal).ThenBy(static scope => scope.Created[0].Line)];

    private ListedScope Join(IReadOnlyList<(ProjectTelemetry Project, NamedCreation Creation)> created, PipelineSignals signal, CancellationToken cancellation)
    {
        var creation = created[0].Creation;
        var creators = created.Select(static each => each.Project).Distinct().ToList();
        var (registration, by) = RegistrationOf(creation.Name, creators, signal, cancellation);
        return new ListedScope(
            creation.Name ?? "…", creation.Name != null, creation.Version, registration, by, Listing.Places(created.Select(static each => each.Creation.Syntax.GetLocation())), Listing.Names(creators));
    }

    private (Registration, IReadOnlyList<string>) RegistrationOf(string? name, IReadOnlyList<ProjectTelemetry> creators, PipelineSignals signal, CancellationToken cancellation)
    {
        var programs = projects.Where(project => project.Pipelines.IsProgram && creators.Any(creator => Sees(project, creator, cancellation))).ToList();
        if (name is null || programs.Count == 0) return (Registration.Unknown, []);
        var listening = programs.Where(program => program.Pipelines.ListensTo(signal, name)).ToList();
        if (listening.Count > 0) return (Registration.Yes, Listing.Names(listening));
        // What is out of sight of one program may register it there.
        return (programs.Exists(program => program.Pipelines.IsOpaque(signal) || program.Pipelines.MayListenTo(signal, name)) ? Registration.Unknown : Registration.No, []);
    }

    private bool Sees(ProjectTelemetry program, ProjectTelemetry creator, CancellationToken cancellation)
        => program == creator || graph.GetProjectsThatThisProjectTransitivelyDependsOn(program.Project.Id).Contains(creator.Project.Id);
}
