using System.Globalization;

namespace ObservabilityLint.Benchmarks;

/// <summary>
/// The command line beside what does the same without it, each as a process of its own: <c>obslint check</c> beside a build, <c>obslint fix</c> beside <c>dotnet format</c>. They take turns, so that what else the machine does hits all alike.
/// </summary>
internal sealed class ToolBenchmark(ToolSolution solution, IReadOnlyList<string> tools, TextWriter output, TextWriter progress)
{
    private const string Build = "build", BuildWithRules = "build with the rules", Format = "dotnet format analyzers";

    private const int FilesInProject = 25;

    /// <summary>What a fix bares to another rule, <c>dotnet format</c> only sees when it is called again.</summary>
    private const int MaximumPasses = 3;

    /// <summary>Builds share a compiler's server, as they do where nobody forbids it: that makes them fast, and what is compared with them not.</summary>
    private static readonly Dictionary<string, string> Plain = new() { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "true" };
    private static readonly Dictionary<string, string> WithRules = new(Plain) { [ToolSolution.RulesProperty] = "true" };

    /// <summary>The compiler's server of these builds alone; the round before the first warms it.</summary>
    private readonly string compilerServer = "-p:SharedCompilationId=" + Guid.NewGuid().ToString("N");

    private readonly Dictionary<string, List<MeasuredProcess>> measured = [];
    private int round;

    /// <summary>Runs all rounds and prints the medians.</summary>
    public static async Task RunAsync(int projects, int rounds, IReadOnlyList<string> tools, TextWriter output, TextWriter progress)
    {
        using var solution = new ToolSolution(projects, FilesInProject);
        await new ToolBenchmark(solution, tools, output, progress).RunAsync(rounds);
    }

    private async Task RunAsync(int rounds)
    {
        await MeasuredProcess.RunAsync(solution.Folder, Plain, [0], "restore", "All.slnx", "-v:q");
        var (findings, passes, differing) = (0, 0, 0);
        for (round = 0; round <= rounds; round++)
        {
            await MeasureAsync(Build, Plain, [0], BuildArguments);
            await MeasureAsync(BuildWithRules, WithRules, [0], BuildArguments);
            if (round == 0) continue;
            foreach (var tool in tools)
                findings = (await MeasureAsync("check " + tool, Plain, [0, 1], tool, "check", "All.slnx", "--no-restore", "-v", "quiet")).Output.Count(static c => c == '\n');
            Dictionary<string, string>? ours = null;
            foreach (var tool in tools)
            {
                await MeasureAsync("fix " + tool, Plain, [0], tool, "fix", "All.slnx", "--no-restore", "-v", "quiet");
                ours = solution.ReadSources();
                solution.WriteSources();
            }
            (passes, differing) = await FormatAsync(ours!);
            solution.WriteSources();
        }
        Print(rounds, findings, passes, differing);
    }

    private string[] BuildArguments => ["build", "All.slnx", "--no-restore", "--no-incremental", "-v:q", "-nologo", "-nr:false", compilerServer];

    /// <summary>The passes that it needs, taken for one run; and how many files it leaves otherwise than the tool does.</summary>
    private async Task<(int Passes, int Differing)> FormatAsync(Dictionary<string, string> expected)
    {
        string[] arguments = ["format", "analyzers", "All.slnx", "--no-restore", "--severity", "info", "--diagnostics", .. AnalyzerSet.Descriptors.Select(static rule => rule.Id)];
        var (wall, peak) = (0.0, 0.0);
        for (var pass = 1; ; pass++)
        {
            var before = solution.ReadSources();
            var run = await MeasuredProcess.RunAsync(solution.Folder, WithRules, [0], arguments);
            (wall, peak) = (wall + run.Wall, Math.Max(peak, run.PeakMegabytes));
            var now = solution.ReadSources();
            var differing = now.Count(file => expected[file.Key] != file.Value);
            if (differing > 0 && pass < MaximumPasses && now.Any(file => before[file.Key] != file.Value)) continue;
            Keep(Format, new MeasuredProcess(wall, peak, ""));
            return (pass, differing);
        }
    }

    private async Task<MeasuredProcess> MeasureAsync(string name, Dictionary<string, string> environment, int[] good, params string[] arguments)
    {
        var run = await MeasuredProcess.RunAsync(solution.Folder, environment, good, arguments);
        Keep(name, run);
        return run;
    }

    private void Keep(string name, MeasuredProcess run)
    {
        progress.WriteLine(Invariant($"{(round > 0 ? $"round {round}" : "warm-up")}, {name}: {run.Wall:F0} ms, {run.PeakMegabytes:F0} MB"));
        if (round == 0) return;
        if (!measured.TryGetValue(name, out var runs)) measured[name] = runs = [];
        runs.Add(run);
    }

    private void Print(int rounds, int findings, int passes, int differing)
    {
        output.WriteLine(Invariant($"Solution on disk: {solution.Files} files, {findings} findings; {rounds} round(s)"));
        output.WriteLine("| command | median s | / build | / build with the rules | dotnet format / it | peak MB |");
        output.WriteLine("|---------|---------:|--------:|-----------------------:|-------------------:|--------:|");
        foreach (var (name, runs) in measured)
            output.WriteLine(Invariant($"| {name} | {Median(runs.Select(static run => run.Wall / 1000)):F1} | {Ratio(name, Build):F2} | {Ratio(name, BuildWithRules):F2} | {Ratio(Format, name):F1} | {Median(runs.Select(static run => run.PeakMegabytes)):F0} |"));
        output.WriteLine(Invariant($"dotnet format took {passes} pass(es), and left {differing} file(s) otherwise than the tool."));
    }

    /// <summary>Of the runs of the same round.</summary>
    private double Ratio(string name, string other) => Median(measured[name].Zip(measured[other], static (mine, theirs) => mine.Wall / theirs.Wall));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
