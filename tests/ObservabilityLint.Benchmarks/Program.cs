using System.Globalization;

namespace ObservabilityLint.Benchmarks;

/// <summary>What the analyzers add to a compile. BenchmarkDotNet would run each variant in a process and at a time of its own; here they take turns, so that what else the machine does hits all alike.</summary>
public static class Program
{
    private const string Help = """
        Measures what the analyzers add to a compile: the same generated solution is compiled without analyzers, with empty ones, and with all rules, in turns.

          --rounds N   measured rounds, after one to warm up (default 10)
          --files N    files in the generated solution (default 400)
          --help       this text

        edits: what a keystroke costs, in the first project of the same solution.

          --rounds N   edits, after one to warm up (default 100)
          --files N    files in the generated solution (default 400)

        fixes: what it costs to propose the fixes of a whole solution, rule by rule.

          --rounds N     measured rounds, after one to warm up (default 10)
          --projects N   projects in the generated solution (default 40)

        tool: the command line as a process, on a generated solution on disk: check beside a build, fix beside 'dotnet format analyzers'. Takes long.

          --rounds N     measured rounds, after one to warm up (default 3)
          --projects N   projects in the generated solution (default 40), of 25 files each
          --tool FILE    another obslint.dll to measure, beside each other where it is given several times; that of this build by default

        Ratios compare compiles of the same project in the same round; the table shows their medians. Progress goes to standard error.
        The target: all rules cost at most 5 % more than the empty analyzer, and nothing measurable where there is no telemetry;
        a keystroke at most 20 ms more.
        """;

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter progress)
    {
        var (isOfFixes, isOfEdits, isOfTool) = (args is ["fixes", ..], args is ["edits", ..], args is ["tool", ..]);
        var sizeOption = isOfFixes || isOfTool ? "--projects" : "--files";
        var (rounds, size) = (isOfEdits ? 100 : isOfTool ? 3 : 10, isOfFixes || isOfTool ? 40 : 400);
        var tools = new List<string>();
        for (var i = isOfFixes || isOfEdits || isOfTool ? 1 : 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                output.WriteLine(Help);
                return 0;
            }
            if (isOfTool && args[i] == "--tool" && i + 1 < args.Length && File.Exists(args[i + 1]))
            {
                tools.Add(Path.GetFullPath(args[++i]));
                continue;
            }
            if (args[i] != "--rounds" && args[i] != sizeOption || i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                output.WriteLine($"'{args[i]}' is not an option, or has no positive number (for --tool: no file that exists) after it.\n\n{Help}");
                return 2;
            }
            if (args[i++] == "--rounds") rounds = number;
            else size = number;
        }
        if (isOfTool) ToolBenchmark.RunAsync(size, rounds, tools.Count > 0 ? tools : [BuiltTool], output, progress).GetAwaiter().GetResult();
        else if (isOfFixes) FixBenchmark.Run(size, rounds, output, progress);
        else if (isOfEdits) foreach (var scenario in Scenario.All(size)) EditBenchmark.Run(scenario, rounds, output, progress);
        else foreach (var scenario in Scenario.All(size)) Benchmark.Run(scenario, rounds, output, progress);
        return 0;
    }

    /// <summary>The tool that was built with this program.</summary>
    private static string BuiltTool
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.GetFullPath(Path.Combine("../../../../../src/ObservabilityLint.Tool/bin", folder.Parent!.Name, folder.Name, "obslint.dll"), AppContext.BaseDirectory);
        }
    }
}
