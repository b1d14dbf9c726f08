using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Loading;

/// <summary>A solution in memory: every C# project of it once for each of its frameworks, with their references to one another.</summary>
/// <param name="Solution">The projects as Roslyn has them.</param>
/// <param name="Projects">The projects of it, in the order of their paths.</param>
/// <param name="Folder">The folder to which paths in reports are relative.</param>
/// <param name="Problems">What could not be loaded, and why.</param>
internal sealed record LoadedSolution(Solution Solution, IReadOnlyList<LoadedProject> Projects, string Folder, IReadOnlyList<string> Problems);

/// <summary>A project in one framework.</summary>
/// <param name="Id">What the solution knows it by.</param>
/// <param name="Name">Its name, with the framework where there are several.</param>
/// <param name="Collected">What MSBuild says of it.</param>
/// <param name="Problems">What is missing for a whole analysis, as far as it is known: of generators once the project is compiled.</param>
internal sealed record LoadedProject(ProjectId Id, string Name, CollectedProject Collected, IEnumerable<string> Problems);
