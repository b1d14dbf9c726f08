using System.CommandLine;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Baselines;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary>What all commands that report findings take: how they are written, what is known, and when it fails.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string[]> format = new("--format") { HelpName = "FORMAT", Description = $"The format of the report: {string.Join(", ", Formats.Names)}. May be given several times.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> output = new("--output", "-o") { HelpName = "FILE", Description = "A file for the report; its ending tells the format where there are several. What has no file goes to standard output.", DefaultValueFactory = static _ => [] };
    private readonly Option<string> severity = new("--severity") { HelpName = "LEVEL", Description = "Report findings from this level on: error, warning or info.", DefaultValueFactory = static _ => "info" };
    private readonly Option<string> failOn = new("--fail-on") { HelpName = "LEVEL", Description = "End with 1 if there are findings from this level on: error, warning, info, or never.", DefaultValueFactory = static _ => "warning" };
    private readonly Option<string?> baseline;
    private readonly Option<bool> updateBaseline = new("--update-baseline") { Description = "Write what is found now to the file of --baseline." };

    /// <param name="knownBy">What a finding in the baseline is known by.</param>
    public ReportOptions(string knownBy)
    {
        baseline = new("--baseline") { HelpName = "FILE", Description = $"A file of known findings, which are not reported again. They are known by {knownBy}, not by line." };
        format.AcceptOnlyFromAmong(Formats.Names);
        severity.AcceptOnlyFromAmong("error", "warning", "info");
        failOn.AcceptOnlyFromAmong("error", "warning", "info", "never");
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[format, output, severity, failOn, baseline, updateBaseline]) command.Add(option);
    }

    /// <summary>Reads what there is to read, before anything long is begun.</summary>
    /// <exception cref="UserException">The options do not go together, or a file is not what it should be.</exception>
    public ReportPlan Of(ParseResult parsed)
    {
        var outputs = Formats.Assign(parsed.GetValue(format)!, parsed.GetValue(output)!);
        var (file, updates) = (parsed.GetValue(baseline), parsed.GetValue(updateBaseline));
        if (updates && file is null) throw new UserException("--update-baseline needs --baseline, which names the file.");
        var failsFrom = parsed.GetValue(failOn) is { } level && level != "never" ? SeverityNames.Of(level) : (DiagnosticSeverity?)null;
        return new ReportPlan(outputs, file is null || updates ? null : Baseline.Read(file), updates ? file : null, SeverityNames.Of(parsed.GetValue(severity)!), failsFrom);
    }
}

/// <summary>What becomes of findings.</summary>
/// <param name="Outputs">The formats, with their files.</param>
/// <param name="Known">What is known.</param>
/// <param name="Updated">The baseline that is to be written; null where none is.</param>
/// <param name="Least">The level from which on they are told.</param>
/// <param name="FailsFrom">The level from which on it fails; null for never.</param>
internal sealed record ReportPlan(IReadOnlyList<(string Format, string? File)> Outputs, Baseline? Known, string? Updated, DiagnosticSeverity Least, DiagnosticSeverity? FailsFrom)
{
    /// <summary>Writes the reports, and tells how it ends.</summary>
    public int Finish(Screen screen, IEnumerable<Finding> found, IReadOnlyList<string> problems, string folder, IReadOnlyList<NamedRule> rules, string lookedAt)
    {
        var findings = found.Where(finding => finding.Severity >= Least).ToList();
        if (Updated != null)
        {
            ReportFile.Write(Updated, Baseline.Of(findings));
            screen.Tell($"{Totals.Of(findings)} written to {Updated}.");
            return ExitCode.Clean;
        }

        var report = Comparison.Of(findings, Known, problems, folder, rules);
        foreach (var (kind, target) in Outputs)
        {
            var text = Formats.Write(kind, report);
            if (target is null) Screen.Write(text);
            else ReportFile.Write(target, text);
        }
        screen.Warn(problems);
        Summary.Show(screen, report, lookedAt);
        return FailsFrom is { } level && report.New.Any(finding => finding.Severity >= level) ? ExitCode.Findings : ExitCode.Clean;
    }
}
