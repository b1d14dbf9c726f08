using System.CommandLine;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Queries.Bridging;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint promql bridge</c>: recording rules that keep old names alive for those who cannot follow at once.</summary>
internal static class BridgeCommand
{
    public static Command Make()
    {
        var renames = RewriteCommand.RenamesOption();
        var exporter = QueryFileOptions.ExporterOption();
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "A file for the rules; without it they go to standard output." };
        var verbosity = WordOption.Verbosity();
        var command = new Command("bridge", "Write recording rules of Prometheus that keep the old names of renamed metrics alive, in their old units and with their old labels, so that queries elsewhere go on.") { renames, exporter, output, verbosity };
        command.SetAction(parsed =>
        {
            var (rules, left) = BridgeRules.Of(RewriteCommand.ReadRenames(parsed.GetValue(renames)!).Of(parsed.GetValue(exporter)));
            var text = BridgeFile.Write(rules, left);
            if (parsed.GetValue(output) is { } file) ReportFile.Write(file, text);
            else Screen.Write(text);
            var screen = new Screen(parsed.GetValue(verbosity));
            screen.Warn([.. left.Select(static line => $"not kept: {line}.")]);
            screen.Tell($"{rules.Count} old names are kept.");
            return ExitCode.Clean;
        });
        return command;
    }
}
