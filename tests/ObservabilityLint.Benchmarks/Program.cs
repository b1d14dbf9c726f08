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
          --tool FILE    another obslint.dll to measure, beside each other where it is given several times; that of this build by default,
                         which has no machine code made in advance, as the packages of the platforms have

        promql: how fast the tool reads PromQL, in turns with the parser of Prometheus's editor (needs node and npm).

          --rounds N         measured rounds (default 5)
          --milliseconds N   how long each parser reads in a round (default 1000)

        rewrite: how long the tool as a process takes to rewrite a folder of dashboards, in turns with the reading of their queries by that parser.

          --rounds N       measured rounds (default 3)
          --dashboards N   dashboards in the folder (default 1000)

        Ratios compare compiles of the same project in the same round; the table shows their medians. Progress goes to standard error.
        The target: all rules cost at most 5 % more than the empty analyzer, and nothing measurable where there is no telemetry;
        a keystroke at most 20 ms more.
        """;

    private static readonly string[] Parts = ["edits", "fixes", "tool", "promql", "rewrite"];

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter progress)
    {
        var part = args.Length > 0 && Parts.Contains(args[0]) ? args[0] : "";
        var (sizeOption, rounds, size) = part switch
        {
            "edits" => ("--files", 100, 400),
            "fixes" => ("--projects", 10, 40),
            "tool" => ("--projects", 3, 40),
            "promql" => ("--milliseconds", 5, 1000),
            "rewrite" => ("--dashboards", 3, 1000),
            _ => ("--files", 10, 400),
        };
        var tools = new List<string>();
        for (var i = part.Length > 0 ? 1 : 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                output.WriteLine(Help);
                return 0;
            }
            if (part == "tool" && args[i] == "--tool" && i + 1 < args.Length && File.Exists(args[i + 1]))
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
        switch (part)
        {
            case "edits": foreach (var scenario in Scenario.All(size)) EditBenchmark.Run(scenario, rounds, output, progress); break;
            case "fixes": FixBenchmark.Run(size, rounds, output, progress); break;
            case "tool": ToolBenchmark.RunAsync(size, rounds, tools.Count > 0 ? tools : [BuiltTool], output, progress).GetAwaiter().GetResult(); break;
            case "promql": PromQLBenchmark.Run(size, rounds, output, progress); break;
            case "rewrite": RewriteBenchmark.RunAsync(size, rounds, BuiltTool, output, progress).GetAwaiter().GetResult(); break;
            default: foreach (var scenario in Scenario.All(size)) Benchmark.Run(scenario, rounds, output, progress); break;
        }
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
