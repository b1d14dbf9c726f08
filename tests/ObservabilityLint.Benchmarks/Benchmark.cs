using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Benchmarks;

/// <summary>Compiles a scenario with each set of analyzers, project by project in turn: fresh analyzers on freshly parsed files each time.</summary>
public static class Benchmark
{
    /// <param name="scenario">What to compile.</param>
    /// <param name="rounds">How often each set compiles the whole of it.</param>
    /// <param name="output">Takes the table of medians.</param>
    /// <param name="progress">Takes a line after each round, so that a long run shows where it is, and a stopped one is not lost.</param>
    public static void Run(Scenario scenario, int rounds, TextWriter output, TextWriter progress)
    {
        var sets = AnalyzerSet.All;
        var samples = sets.Select(_ => new List<Sample>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            var measured = Round(scenario, sets, round);
            var name = round > 0 ? $"round {round} of {rounds}" : "warm-up";
            progress.WriteLine($"{scenario.Name}, {name}: {string.Join(", ", sets.Zip(measured, (set, own) => Invariant($"{set.Name} {own.Sum(ByProcessor):F0} ms CPU")))}");
            for (var i = 0; round > 0 && i < sets.Length; i++) samples[i].AddRange(measured[i]);
        }
        Print(scenario, rounds, sets, samples, output);
    }

    /// <summary>The sets take turns on each project, in another order each time: what the machine does meanwhile, and what a compile leaves behind, hits all alike.</summary>
    private static List<List<Sample>> Round(Scenario scenario, ImmutableArray<AnalyzerSet> sets, int round)
    {
        var measured = sets.Select(_ => new List<Sample>()).ToList();
        for (var project = 0; project < scenario.Projects.Length; project++)
            for (var turn = 0; turn < sets.Length; turn++)
            {
                var set = (turn + project + round) % sets.Length;
                measured[set].Add(Measure(scenario.Projects[project], scenario.References, sets[set].Create()));
            }
        return measured;
    }

    private static Sample Measure(ImmutableArray<SourceText> project, IEnumerable<MetadataReference> references, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var (findings, own) = Compile(project, references, analyzers);
        var wall = watch.Elapsed;
        process.Refresh();
        return new Sample(wall.TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds, own.TotalMilliseconds, findings);
    }

    private static (int Findings, TimeSpan InAnalyzers) Compile(ImmutableArray<SourceText> texts, IEnumerable<MetadataReference> references, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var trees = new SyntaxTree[texts.Length];
        Parallel.For(0, texts.Length, i => trees[i] = CSharpSyntaxTree.ParseText(texts[i], path: $"/src/File{i}.cs"));
        var compilation = CSharpCompilation.Create("Shop", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Debug));
        return CompilerDriver.Compile(compilation, analyzers);
    }

    private static void Print(Scenario scenario, int rounds, ImmutableArray<AnalyzerSet> sets, List<List<Sample>> samples, TextWriter output)
    {
        output.WriteLine(Invariant($"Solution {scenario.Name}: {scenario.Files} files, {scenario.Lines:N0} lines, {scenario.TelemetryCalls:N0} telemetry calls; {rounds} round(s) over {scenario.Projects.Length} project(s)"));
        output.WriteLine("| analyzers    | findings | CPU ms | wall ms | CPU / none | CPU / empty (middle half) | wall / empty | in analyzers / CPU of empty |");
        output.WriteLine("|--------------|---------:|-------:|--------:|-----------:|--------------------------:|-------------:|----------------------------:|");
        var (none, empty) = (samples[0], samples[1]);
        for (var i = 0; i < sets.Length; i++)
        {
            var mine = samples[i];
            var middle = Ratios(mine, empty, ByProcessor, ByProcessor);
            var spread = Invariant($"{Quantile(middle, 0.5):F3} ({Quantile(middle, 0.25):F3}–{Quantile(middle, 0.75):F3})");
            output.WriteLine(Invariant($"| {sets[i].Name,-12} | {mine.Take(scenario.Projects.Length).Sum(sample => sample.Findings),8} | {Quantile(mine.Select(ByProcessor), 0.5),6:F0} | {Quantile(mine.Select(ByWall), 0.5),7:F0} | {Quantile(Ratios(mine, none, ByProcessor, ByProcessor), 0.5),10:F3} | {spread,25} | {Quantile(Ratios(mine, empty, ByWall, ByWall), 0.5),12:F3} | {Quantile(Ratios(mine, empty, InAnalyzers, ByProcessor), 0.5),27:F4} |"));
        }
        output.WriteLine();
    }

    /// <summary>Each compile against the one of the same project in the same round.</summary>
    private static IEnumerable<double> Ratios(List<Sample> mine, List<Sample> others, Func<Sample, double> by, Func<Sample, double> over) => mine.Zip(others, (my, other) => by(my) / over(other));

    private static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        var position = part * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return below + (above - below) * (position - Math.Floor(position));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double ByProcessor(Sample sample) => sample.Processor;

    private static double ByWall(Sample sample) => sample.Wall;

    private static double InAnalyzers(Sample sample) => sample.Own;

    /// <summary>Of one compile of one project, in milliseconds. What the analyzers themselves took (the compiler's own account of them) is a small number measured directly, where the ratio of two compiles drowns in noise.</summary>
    private sealed record Sample(double Wall, double Processor, double Own, int Findings);
}
