using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>
/// The instruments that a project of the solution declares, by what fixes look for. They are read once for each compilation: a fix asks all projects, for each finding.
/// </summary>
internal sealed class ProjectInstruments
{
    private static readonly ConditionalWeakTable<Compilation, ProjectInstruments> Known = new();
    private static readonly ProjectInstruments None = new([], null);

    private readonly ListsBy<string, DeclaredInstrument> byName = new(), byPreferredName = new();
    private readonly ListsBy<FilePlace, DeclaredInstrument> byLiteral = new(), byLabelLiteral = new(), byUnitLiteral = new(), byHolder = new(), byPlace = new(), byNamePlace = new();

    private ProjectInstruments(IEnumerable<InstrumentDeclaration> instruments, AnalyzerConfigOptionsProvider? options)
    {
        foreach (var instrument in instruments)
        {
            var declared = new DeclaredInstrument(instrument, RenamePlan.For(instrument, options!.GetOptions(instrument.Syntax.SyntaxTree)));
            byPlace.Add(FilePlace.Of(instrument.Syntax.GetLocation()), declared);
            byNamePlace.Add(FilePlace.Of(instrument.Name.Location), declared);
            if (instrument.Name.Value is { } name) byName.Add(name, declared);
            if (declared.Plan is { } plan) byPreferredName.Add(plan.Preferred.Name, declared);
            AddLiterals(byLiteral, instrument.Name, declared);
            foreach (var label in instrument.Labels.IsDefault ? ImmutableArray<Text>.Empty : instrument.Labels) AddLiterals(byLabelLiteral, label, declared);
            foreach (var unit in instrument.Unit?.Possible ?? ImmutableArray<Text>.Empty) AddLiterals(byUnitLiteral, unit, declared);
            if (instrument.Target is { DeclaringSyntaxReferences: [var holder, ..] }) byHolder.Add(FilePlace.Of(holder), declared);
        }
    }

    /// <summary>Those of one project; none for a project without telemetry, or in another language.</summary>
    public static async Task<ProjectInstruments> OfAsync(Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return None;
        if (Known.TryGetValue(compilation, out var known)) return known;
        var found = TelemetryFacts.For(compilation, cancellation) is { } facts
            ? new ProjectInstruments(facts.AllInstruments(cancellation), project.AnalyzerOptions.AnalyzerConfigOptionsProvider)
            : None;
        return Known.GetValue(compilation, _ => found);
    }

    /// <summary>Those of all projects, one after the other.</summary>
    public static async Task<List<ProjectInstruments>> OfAllAsync(Solution solution, CancellationToken cancellation)
    {
        var all = new List<ProjectInstruments>();
        foreach (var project in solution.Projects)
            if (await OfAsync(project, cancellation).ConfigureAwait(false) is var own && own != None) all.Add(own);
        return all;
    }

    public IReadOnlyList<DeclaredInstrument> Named(string name) => byName[name];

    /// <summary>Those that would have the name if they were renamed.</summary>
    public IReadOnlyList<DeclaredInstrument> Preferring(string name) => byPreferredName[name];

    /// <summary>Those whose name is written with the literal, alone or with others.</summary>
    public IReadOnlyList<DeclaredInstrument> WrittenWith(Location literal) => byLiteral[FilePlace.Of(literal)];

    /// <summary>Those with a label that is written with the literal.</summary>
    public IReadOnlyList<DeclaredInstrument> LabelledWith(Location literal) => byLabelLiteral[FilePlace.Of(literal)];

    /// <summary>Those whose unit is written with the literal, alone or with others.</summary>
    public IReadOnlyList<DeclaredInstrument> MeasuredIn(Location literal) => byUnitLiteral[FilePlace.Of(literal)];

    /// <summary>Those that are created for the variable that is declared there.</summary>
    public IReadOnlyList<DeclaredInstrument> HeldBy(SyntaxReference variable) => byHolder[FilePlace.Of(variable)];

    /// <summary>Those that an expression declares.</summary>
    public IReadOnlyList<DeclaredInstrument> DeclaredAt(Location place) => byPlace[FilePlace.Of(place)];

    /// <summary>Those whose name stands there.</summary>
    public IReadOnlyList<DeclaredInstrument> NamedAt(Location place) => byNamePlace[FilePlace.Of(place)];

    private static void AddLiterals(ListsBy<FilePlace, DeclaredInstrument> index, Text text, DeclaredInstrument declared)
    {
        foreach (var piece in text.Pieces)
            if (piece.Literal is { } literal) index.Add(FilePlace.Of(literal), declared);
    }
}

/// <summary>An instrument with what it would be renamed to; each is equal to itself only.</summary>
internal sealed class DeclaredInstrument(InstrumentDeclaration declaration, RenamePlan? plan)
{
    public InstrumentDeclaration Declaration => declaration;

    public RenamePlan? Plan => plan;
}
