using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Benchmarks;

/// <summary>Compiles a scenario with each set of analyzers in turn, round after round: fresh analyzers on freshly parsed files each time.</summary>
public static class Benchmark
{
    public static void Run(Scenario scenario, int rounds, TextWriter output)
    {
        var sets = AnalyzerSet.All;
        var samples = sets.Select(_ => new List<Sample>()).ToList();
        for (var round = -Math.Min(2, rounds); round < rounds; round++)
        {
            for (var i = 0; i < sets.Length; i++)
            {
                var sample = Measure(scenario, sets[i].Create());
                if (round >= 0) samples[i].Add(sample);
            }
        }
        Print(scenario, rounds, sets, samples, output);
    }

    private static Sample Measure(Scenario scenario, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var findings = 0;
        foreach (var project in scenario.Projects) findings += Compile(project, scenario.References, analyzers);
        var wall = watch.Elapsed;
        process.Refresh();
        return new Sample(wall.TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds, findings);
    }

    private static int Compile(ImmutableArray<Microsoft.CodeAnalysis.Text.SourceText> texts, IEnumerable<MetadataReference> references, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var trees = new SyntaxTree[texts.Length];
        Parallel.For(0, texts.Length, i => trees[i] = CSharpSyntaxTree.ParseText(texts[i], path: $"/src/File{i}.cs"));
        var compilation = CSharpCompilation.Create("Shop", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Debug));
        return CompilerDriver.Compile(compilation, analyzers);
    }

    private static void Print(Scenario scenario, int rounds, ImmutableArray<AnalyzerSet> sets, List<List<Sample>> samples, TextWriter output)
    {
        output.WriteLine(Invariant($"Solution {scenario.Name}: {scenario.Files} files, {scenario.Lines:N0} lines, {scenario.TelemetryCalls:N0} telemetry calls, {scenario.Projects.Length} project(s); medians of {rounds} round(s)"));
        output.WriteLine("| analyzers            | findings | wall ms | CPU ms | CPU / none | CPU / empty |");
        output.WriteLine("|----------------------|---------:|--------:|-------:|-----------:|------------:|");
        for (var i = 0; i < sets.Length; i++)
        {
            var mine = samples[i];
            output.WriteLine(Invariant($"| {sets[i].Name,-20} | {mine[0].Findings,8} | {Median(mine.Select(sample => sample.Wall)),7:F0} | {Median(mine.Select(sample => sample.Processor)),6:F0} | {Ratio(mine, samples[0]),10:F3} | {Ratio(mine, samples[1]),11:F3} |"));
        }
        output.WriteLine();
    }

    /// <summary>Compared within each round, so that a slow minute of the machine hits both.</summary>
    private static double Ratio(List<Sample> mine, List<Sample> others) => Median(mine.Zip(others, (my, other) => my.Processor / other.Processor));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Wall time depends on what else the machine does; processor time far less.</summary>
    private sealed record Sample(double Wall, double Processor, int Findings);
}
