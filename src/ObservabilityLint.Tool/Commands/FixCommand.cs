using System.CommandLine;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Fixing;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Writing;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint fix</c>: fixes all findings of a solution that can be fixed, or shows what it would do.</summary>
internal sealed class FixCommand
{
    private readonly SolutionOptions solution = new();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Change nothing: write to standard output what would change, as 'git apply' takes it." };
    private readonly Option<string> severity = new("--severity") { HelpName = "LEVEL", Description = "Fix findings from this level on: error, warning or info.", DefaultValueFactory = static _ => "info" };
    private readonly Option<string> failOn = new("--fail-on") { HelpName = "LEVEL", Description = "End with 1 if findings from this level on are left: error, warning, info, or never.", DefaultValueFactory = static _ => "never" };
    private readonly Option<string?> renames = new("--renames") { HelpName = "FILE", Description = "The file for the metrics and labels that get other names, for queries and dashboards to follow; renames.json beside the solution by default. What it holds already is kept." };

    public static Command Make()
    {
        var fix = new FixCommand();
        var command = new Command("fix", "Repair broken telemetry: all that can be fixed safely, over the whole solution. All files are written, or none.");
        fix.severity.AcceptOnlyFromAmong("error", "warning", "info");
        fix.failOn.AcceptOnlyFromAmong("error", "warning", "info", "never");
        fix.solution.AddTo(command);
        fix.solution.AddChoiceTo(command);
        foreach (var option in (Option[])[fix.dryRun, fix.severity, fix.failOn, fix.renames]) command.Add(option);
        command.SetAction(fix.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = solution.ScreenOf(parsed);
        var rules = solution.RulesOf(parsed);
        using var temporary = new TemporaryFolder();
        var loaded = await solution.LoadAsync(parsed, temporary.Path, screen, cancellation);
        var renamesFile = parsed.GetValue(renames) ?? Path.Combine(loaded.Folder, "renames.json");
        // What is there is kept: where it cannot be read, that is told before the work.
        RenamesFile.Read(renamesFile);

        var least = SeverityNames.Of(parsed.GetValue(severity)!);
        var isExcluded = solution.ExclusionOf(parsed, loaded.Folder);
        var repair = await screen.RunAsync("Fixing", step => new SolutionRepair(loaded, rules, finding => finding.Severity >= least && !isExcluded(Place.Of(finding.Location).Path), new EditableFiles(loaded, isExcluded), step).RunAsync(cancellation));
        var changed = await ChangedFile.OfAsync(loaded.Solution, repair.After, cancellation);

        if (parsed.GetValue(dryRun)) Differences.Write(screen, changed);
        else
        {
            Write([.. changed.Select(static source => source.File)], repair.Renames, renamesFile, cancellation);
            Screen.Write(RepairSummary.Lines(repair, loaded.Folder));
        }
        screen.Warn(repair.Problems);
        RepairSummary.Show(screen, repair, changed.Count, parsed.GetValue(dryRun));
        if (!repair.Renames.IsEmpty) screen.Tell($"{Totals.Count(repair.Renames.Metrics.Count, "metric")} and {Totals.Count(repair.Renames.Labels.Count, "label")} are exported under other names{(parsed.GetValue(dryRun) ? "." : $": {renamesFile} lists them.")}");
        return parsed.GetValue(failOn) is { } level && level != "never" && repair.Left.Any(outcome => outcome.Severity >= SeverityNames.Of(level)) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static void Write(List<ChangedFile> files, RenameList renamed, string renamesFile, CancellationToken cancellation)
    {
        using var turn = WriteTurn.Take(cancellation);
        // Read again: a run on another solution of the folder may have written its own meanwhile.
        if (!renamed.IsEmpty) files.Add(new ChangedFile(renamesFile, null, RenamesFile.Write(RenamesFile.Read(renamesFile), renamed)));
        FileTransaction.Write(files, turn, cancellation);
    }
}
