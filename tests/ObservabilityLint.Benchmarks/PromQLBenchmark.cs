using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.Tests.PromQL;
using ObservabilityLint.Tool.Tests.PromQL.Judges;

namespace ObservabilityLint.Benchmarks;

/// <summary>Reads the valid expressions of the parser's corpus, in turns with the parser of Prometheus's editor, which reads syntax only.</summary>
public static class PromQLBenchmark
{
    private const string LezerRound = """
        import { parser } from '@prometheus-io/lezer-promql';
        import { readFileSync } from 'node:fs';
        const expressions = JSON.parse(readFileSync(process.argv[1], 'utf8'));
        const round = milliseconds => {
            const start = performance.now();
            let count = 0;
            while (performance.now() - start < milliseconds)
                for (const expression of expressions) { parser.parse(expression); count++; }
            return count / (performance.now() - start) * 1000;
        };
        round(Number(process.argv[2]));
        console.log(round(Number(process.argv[2])));
        """;

    /// <param name="milliseconds">How long each parser reads in a round, after as long to warm up.</param>
    /// <param name="rounds">How often each has its turn.</param>
    /// <param name="output">Takes the table of medians.</param>
    /// <param name="progress">Takes a line after each round.</param>
    public static void Run(int milliseconds, int rounds, TextWriter output, TextWriter progress)
    {
        string[] expressions = [.. Corpus.Prometheus.Where(static row => row.IsValid).Select(static row => row.Expression)];
        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(expressions));
        var (node, missing) = Lezer.FindAsync().GetAwaiter().GetResult();
        var (own, lezer) = (new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            Round(expressions, milliseconds);
            own.Add(Round(expressions, milliseconds));
            if (node is not null) lezer.Add(double.Parse(LezerPackage.RunScriptAsync(node, LezerRound, file, milliseconds.ToString(CultureInfo.InvariantCulture)).GetAwaiter().GetResult(), CultureInfo.InvariantCulture));
            progress.WriteLine($"round {round} of {rounds}");
        }
        File.Delete(file);
        output.WriteLine(Invariant($"{expressions.Length} valid expressions of PromQL; {rounds} round(s)"));
        output.WriteLine("| parser       | expressions a second |");
        output.WriteLine("|--------------|---------------------:|");
        output.WriteLine(Invariant($"| obslint      | {Median(own),20:N0} |"));
        output.WriteLine(missing ?? Invariant($"| lezer-promql | {Median(lezer),20:N0} |"));
    }

    private static double Round(string[] expressions, int milliseconds)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.ElapsedMilliseconds < milliseconds)
            foreach (var expression in expressions)
            {
                PromQLParser.Parse(expression, PromQLOptions.Prometheus);
                count++;
            }
        return count / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
