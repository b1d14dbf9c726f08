using System.CommandLine;
using ObservabilityLint.Tool.Baselines;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Output;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint check</c>: runs all rules over a solution and reports what they find.</summary>
internal sealed class CheckCommand
{
    private readonly SolutionOptions solution = new();
    private readonly Option<string[]> format = new("--format") { HelpName = "FORMAT", Description = $"The format of the report: {string.Join(", ", Formats.Names)}. May be given several times.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> output = new("--output", "-o") { HelpName = "FILE", Description = "A file for the report; its ending tells the format where there are several. What has no file goes to standard output.", DefaultValueFactory = static _ => [] };
    private readonly Option<string> severity = new("--severity") { HelpName = "LEVEL", Description = "Report findings from this level on: error, warning or info.", DefaultValueFactory = static _ => "info" };
    private readonly Option<string> failOn = new("--fail-on") { HelpName = "LEVEL", Description = "End with 1 if there are findings from this level on: error, warning, info, or never.", DefaultValueFactory = static _ => "warning" };
    private readonly Option<string?> baseline = new("--baseline") { HelpName = "FILE", Description = "A file of known findings, which are not reported again. They are known by rule, member and code, not by line." };
    private readonly Option<bool> updateBaseline = new("--update-baseline") { Description = "Write what is found now to the file of --baseline." };

    public static Command Make()
    {
        var check = new CheckCommand();
        var command = new Command("check", "Report broken telemetry: all rules, over the whole solution, with the settings of each project.");
        check.format.AcceptOnlyFromAmong(Formats.Names);
        check.severity.AcceptOnlyFromAmong("error", "warning", "info");
        check.failOn.AcceptOnlyFromAmong("error", "warning", "info", "never");
        check.solution.AddTo(command);
        check.solution.AddChoiceTo(command);
        foreach (var option in (Option[])[check.format, check.output, check.severity, check.failOn, check.baseline, check.updateBaseline]) command.Add(option);
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = solution.ScreenOf(parsed);
        var outputs = Formats.Assign(parsed.GetValue(format)!, parsed.GetValue(output)!);
        var (file, updates) = (parsed.GetValue(baseline), parsed.GetValue(updateBaseline));
        if (updates && file is null) throw new UserException("--update-baseline needs --baseline, which names the file.");
        var known = file is null || updates ? null : Baseline.Read(file);
        var rules = solution.RulesOf(parsed);

        using var temporary = new TemporaryFolder();
        var loaded = await solution.LoadAsync(parsed, temporary.Path, screen, cancellation);
        var checkedProjects = 0;
        var result = await screen.RunAsync("Checking", step => SolutionCheck.RunAsync(loaded, rules, name => step($"{Interlocked.Increment(ref checkedProjects)} of {loaded.Projects.Count} projects, {name} last"), cancellation));
        var least = SeverityNames.Of(parsed.GetValue(severity)!);
        var findings = solution.Left(parsed, result.Findings, loaded.Folder).Where(finding => finding.Severity >= least).ToList();
        if (updates)
        {
            ReportFile.Write(file!, Baseline.Of(findings));
            screen.Tell($"{Totals.Of(findings)} written to {file}.");
            return ExitCode.Clean;
        }

        var report = Comparison.Of(findings, known, result.Problems, loaded.Folder, RuleChoice.NamedRules);
        foreach (var (kind, target) in outputs)
        {
            var text = Formats.Write(kind, report);
            if (target is null) Screen.Write(text);
            else ReportFile.Write(target, text);
        }
        screen.Warn(result.Problems);
        Summary.Show(screen, report, loaded.Projects.SelectMany(project => loaded.Solution.GetProject(project.Id)!.Documents).Select(static document => document.FilePath).Distinct().Count());
        return parsed.GetValue(failOn) is { } level && level != "never" && report.New.Any(finding => finding.Severity >= SeverityNames.Of(level)) ? ExitCode.Findings : ExitCode.Clean;
    }
}
