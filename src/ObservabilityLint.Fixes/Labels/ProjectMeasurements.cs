using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The calls of a project that give tags, by what fixes look for. They are read once for each compilation.</summary>
internal sealed class ProjectMeasurements
{
    private static readonly ConditionalWeakTable<Compilation, ProjectMeasurements> Known = new();

    private readonly Dictionary<SyntaxNode, List<Measurement>> byDeclaration = new();
    private readonly Dictionary<(string File, TextSpan Span), List<(Text Key, NamingConvention Convention)>> byKeyLiteral = new();

    private ProjectMeasurements(IEnumerable<Measurement> measurements)
    {
        foreach (var measurement in measurements)
        {
            if (measurement.Declaration is { } declaration) Add(byDeclaration, declaration.Syntax, measurement);
            foreach (var key in KeysOf(measurement))
                foreach (var piece in key.Pieces)
                    if (piece.Literal is { } literal) Add(byKeyLiteral, PlaceOf(literal), (key, measurement.Convention));
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
    public IEnumerable<Measurement> Of(InstrumentDeclaration declaration)
    {
        if (!byDeclaration.TryGetValue(declaration.Syntax, out var found)) yield break;
        foreach (var measurement in found)
            if (measurement.Declaration == declaration) yield return measurement;
    }

    /// <summary>The keys that are written with the literal, alone or with others.</summary>
    public IReadOnlyList<(Text Key, NamingConvention Convention)> KeysWrittenWith(Location literal) => byKeyLiteral.TryGetValue(PlaceOf(literal), out var found) ? found : [];

    private static (string File, TextSpan Span) PlaceOf(Location location) => (location.GetLineSpan().Path, location.SourceSpan);

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> index, TKey key, TValue value) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var there)) index.Add(key, there = []);
        there.Add(value);
    }
}
