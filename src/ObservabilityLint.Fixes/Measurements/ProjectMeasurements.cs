using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>The calls of a project that give tags, by what fixes look for. They are read once for each compilation.</summary>
internal sealed class ProjectMeasurements
{
    private static readonly ConditionalWeakTable<Compilation, ProjectMeasurements> Known = new();

    private readonly ListsBy<InstrumentDeclaration, Measurement> byDeclaration = new();
    private readonly ListsBy<FilePlace, (Text Key, NamingConvention Convention)> byKeyLiteral = new();

    private ProjectMeasurements(IEnumerable<Measurement> measurements)
    {
        foreach (var measurement in measurements)
        {
            if (measurement.Declaration is { } declaration) byDeclaration.Add(declaration, measurement);
            foreach (var key in KeysOf(measurement))
                foreach (var piece in key.Pieces)
                    if (piece.Literal is { } literal) byKeyLiteral.Add(FilePlace.Of(literal), (key, measurement.Convention));
        }
    }

    public static async Task<List<ProjectMeasurements>> OfAllAsync(Solution solution, CancellationToken cancellation)
    {
        var all = new List<ProjectMeasurements>();
        foreach (var project in solution.Projects)
            if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation && TelemetryFacts.For(compilation, cancellation) is { } facts)
                all.Add(Known.TryGetValue(compilation, out var known) ? known : Known.GetValue(compilation, _ => new ProjectMeasurements(facts.Measurements.All(cancellation))));
        return all;
    }

    /// <summary>The names that are written where the tags are given. What is given by position has its name in the declaration.</summary>
    public static IEnumerable<Text> KeysOf(Measurement measurement)
    {
        if (measurement.Tags.IsDefault) yield break;
        foreach (var tag in measurement.Tags)
            if (tag is { IsPositional: false, Key: { } key }) yield return key;
    }

    /// <summary>Those that are known to measure what is declared there.</summary>
    public IReadOnlyList<Measurement> Of(InstrumentDeclaration declaration) => byDeclaration[declaration];

    /// <summary>The keys that are written with the literal, alone or with others.</summary>
    public IReadOnlyList<(Text Key, NamingConvention Convention)> KeysWrittenWith(Location literal) => byKeyLiteral[FilePlace.Of(literal)];
}
