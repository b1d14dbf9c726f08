using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;
using ObservabilityLint.Recognizers;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>What one project in one framework emits, as the engine has it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Compilation">Its code.</param>
/// <param name="Instruments">The instruments that it declares.</param>
/// <param name="Measurements">Its calls that record, or give tags.</param>
/// <param name="Spans">The spans that it starts.</param>
/// <param name="Sources">The activity sources that it creates.</param>
/// <param name="Meters">The meters that it creates.</param>
/// <param name="Pipelines">The pipelines that it sets up.</param>
/// <param name="Options">Its settings.</param>
internal sealed record ProjectTelemetry(
    LoadedProject Project,
    Compilation Compilation,
    IReadOnlyList<InstrumentDeclaration> Instruments,
    IReadOnlyList<Measurement> Measurements,
    EmittedSpans Spans,
    IReadOnlyList<NamedCreation> Sources,
    IReadOnlyList<NamedCreation> Meters,
    Pipelines Pipelines,
    AnalyzerOptions Options)
{
    public static async Task<ProjectTelemetry> ReadAsync(LoadedSolution loaded, LoadedProject project, CancellationToken cancellation)
    {
        var source = loaded.Solution.GetProject(project.Id)!;
        var compilation = (await source.GetCompilationAsync(cancellation))!;
        var facts = TelemetryFacts.For(compilation, cancellation);
        var instruments = facts?.AllInstruments(cancellation).Where(static instrument => !instrument.IsView) ?? [];
        var measurements = facts?.Measurements.All(cancellation).ToList() ?? [];
        return new ProjectTelemetry(
            project,
            compilation,
            // What a wrapper makes for others is listed by the names that these give.
            [.. instruments.Where(instrument => instrument.Name.Value != null || !facts!.IsSettledByCallers(instrument, cancellation))],
            measurements,
            EmittedSpans.In(compilation, measurements, cancellation),
            Created(compilation, areSources: true, cancellation),
            Created(compilation, areSources: false, cancellation),
            Pipelines.In(compilation, cancellation),
            source.AnalyzerOptions);
    }

    /// <summary>How names of OpenTelemetry reach Prometheus, by the settings of a file.</summary>
    public TranslationFlavor FlavorAt(SyntaxTree tree) => LintOptions.PrometheusTranslation.Read(Options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    private static List<NamedCreation> Created(Compilation compilation, bool areSources, CancellationToken cancellation)
    {
        var texts = new ObservabilityLint.Recognizers.TextReader(new VariableValues(compilation, cancellation));
        return [.. compilation.SyntaxTrees.Where(tree => !GeneratedFile.Is(tree, cancellation)).SelectMany(tree => NamedCreations.In(texts.Variables.ModelOf(tree)!, areSources, texts))];
    }
}
