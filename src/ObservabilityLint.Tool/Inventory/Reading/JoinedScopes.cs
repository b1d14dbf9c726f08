using ObservabilityLint.Model;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The activity sources and meters of all projects, each once, and whether the pipelines of the solution's programs listen to them.</summary>
internal sealed class JoinedScopes(IReadOnlyList<ProjectTelemetry> projects, Programs programs)
{
    public IReadOnlyList<ListedScope> Sources() => Join(static project => project.Sources, PipelineSignals.Traces);

    public IReadOnlyList<ListedScope> Meters() => Join(static project => project.Meters, PipelineSignals.Metrics);

    private IReadOnlyList<ListedScope> Join(Func<ProjectTelemetry, IEnumerable<NamedCreation>> created, PipelineSignals signal)
        => [.. projects.SelectMany(created, static (project, creation) => (Project: project, Creation: creation))
            .GroupBy(static each => each.Creation.Name is { } name ? (name, each.Creation.Version ?? "", "", 0) : ("", "", each.Creation.Syntax.SyntaxTree.FilePath, each.Creation.Syntax.SpanStart))
            .Select(group => Join([.. group], signal))
            .OrderBy(static scope => scope.Name, StringComparer.Ordinal).ThenBy(static scope => scope.Created[0].Path, StringComparer.Ordinal).ThenBy(static scope => scope.Created[0].Line)];

    private ListedScope Join(IReadOnlyList<(ProjectTelemetry Project, NamedCreation Creation)> created, PipelineSignals signal)
    {
        var creation = created[0].Creation;
        var creators = created.Select(static each => each.Project).Distinct().ToList();
        var (registration, by) = RegistrationOf(creation.Name, creators, signal);
        return new ListedScope(
            creation.Name ?? "…", creation.Name != null, creation.Version, registration, by, Listing.Places(created.Select(static each => each.Creation.Syntax.GetLocation())), Listing.Names(creators));
    }

    private (Registration, IReadOnlyList<string>) RegistrationOf(string? name, IReadOnlyList<ProjectTelemetry> creators, PipelineSignals signal)
    {
        var seeing = programs.Using(creators);
        if (name is null || seeing.Count == 0) return (Registration.Unknown, []);
        var listening = seeing.Where(program => program.Pipelines.ListensTo(signal, name)).ToList();
        if (listening.Count > 0) return (Registration.Yes, Listing.Names(listening));
        // What is out of sight of one program may register it there.
        return (seeing.Any(program => program.Pipelines.IsOpaque(signal) || program.Pipelines.MayListenTo(signal, name)) ? Registration.Unknown : Registration.No, []);
    }
}
