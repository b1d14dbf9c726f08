using System.CommandLine;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Output;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint check</c>: runs all rules over a solution and reports what they find.</summary>
internal sealed class CheckCommand
{
    private readonly SolutionOptions solution = new();
    private readonly ReportOptions reporting = new("rule, member and code");

    public static Command Make()
    {
        var check = new CheckCommand();
        var command = new Command("check", "Report broken telemetry: all rules, over the whole solution, with the settings of each project.");
        check.solution.AddTo(command);
        check.solution.AddChoiceTo(command);
        check.reporting.AddTo(command);
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = solution.ScreenOf(parsed);
        var plan = reporting.Of(parsed);
        var rules = solution.RulesOf(parsed);

        using var temporary = new TemporaryFolder();
        var loaded = await solution.LoadAsync(parsed, temporary.Path, screen, cancellation);
        var checkedProjects = 0;
        var result = await screen.RunAsync("Checking", step => SolutionCheck.RunAsync(loaded, rules, name => step($"{Interlocked.Increment(ref checkedProjects)} of {loaded.Projects.Count} projects, {name} last"), cancellation));
        return plan.Finish(screen, solution.Left(parsed, result.Findings, loaded.Folder), result.Problems, loaded.Folder, RuleChoice.NamedRules, Totals.Count(loaded.Projects.Select(static project => project.Collected.Path).Distinct().Count(), "project"));
    }
}
