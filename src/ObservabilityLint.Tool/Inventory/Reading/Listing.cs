using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>Orders that lists of an inventory have.</summary>
internal static class Listing
{
    /// <summary>Each place once, in the order of files and lines.</summary>
    public static IReadOnlyList<Place> Places(IEnumerable<Location> locations)
        => [.. locations.Select(Place.Of).Distinct().OrderBy(static place => place.Path, StringComparer.Ordinal).ThenBy(static place => place.Line).ThenBy(static place => place.Column)];

    /// <summary>Each name once.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<ProjectTelemetry> projects) => [.. projects.Select(static project => project.Project.Name).Distinct().Order(StringComparer.Ordinal)];
}
