using System.Globalization;
using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Tests.PromQL.Judges;

namespace ObservabilityLint.Benchmarks;

/// <summary><c>obslint promql rewrite</c> as a process on a folder of dashboards, in turns with a program that does no more than read their queries with the parser of Prometheus's editor.</summary>
internal static partial class RewriteBenchmark
{
    /// <summary>Prints how many expressions it has read in how many milliseconds.</summary>
    private const string LezerReading = """
        import { parser } from '@prometheus-io/lezer-promql';
        import { readFileSync, readdirSync } from 'node:fs';
        const start = performance.now();
        let count = 0;
        const visit = value => {
            if (value === null || typeof value !== 'object') return;
            if (typeof value.expr === 'string') { parser.parse(value.expr); count++; }
            for (const each of Object.values(value)) visit(each);
        };
        for (const file of readdirSync(process.argv[1])) visit(JSON.parse(readFileSync(`${process.argv[1]}/${file}`, 'utf8')));
        console.log(count, performance.now() - start);
        """;

    public static async Task RunAsync(int dashboards, int rounds, string tool, TextWriter output, TextWriter progress)
    {
        using var generated = new GeneratedDashboards(dashboards);
        var (node, missing) = await Lezer.FindAsync();
        var (rewriting, reading, expressions, summary) = (new List<double>(), new List<double>(), 0, "");
        for (var round = 1; round <= rounds; round++)
        {
            generated.Write();
            if (node != null)
            {
                var words = (await LezerPackage.RunScriptAsync(node, LezerReading, Path.Combine(generated.Folder, GeneratedDashboards.Boards))).Split(' ');
                expressions = int.Parse(words[0], CultureInfo.InvariantCulture);
                reading.Add(double.Parse(words[1], CultureInfo.InvariantCulture));
            }
            var measured = await MeasuredProcess.RunAsync(generated.Folder, new Dictionary<string, string>(), [0, 1], tool, "promql", "rewrite", "--renames", GeneratedDashboards.Renames, GeneratedDashboards.Boards);
            rewriting.Add(measured.Wall);
            summary = Summary().Match(measured.Output).Value;
            progress.WriteLine($"round {round} of {rounds}");
        }
        output.WriteLine(Invariant($"{dashboards} dashboards of {generated.Bytes / dashboards / 1024.0:N0} KB on average: {summary}; {rounds} round(s)"));
        output.WriteLine("| what                                   | seconds |");
        output.WriteLine("|----------------------------------------|--------:|");
        output.WriteLine(Invariant($"| obslint promql rewrite, start to end   | {Median(rewriting) / 1000,7:N2} |"));
        output.WriteLine(missing ?? Invariant($"| lezer-promql, reading {expressions,6} targets   | {Median(reading) / 1000,7:N2} |"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+ places in \d+ of \d+ files are rewritten")]
    private static partial Regex Summary();
}
