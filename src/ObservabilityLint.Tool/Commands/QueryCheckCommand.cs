using System.CommandLine;
using ObservabilityLint.Tool.Inventory.Reading;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Queries.Checking;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint promql check</c>: holds the queries in rules and dashboards against the telemetry of the code.</summary>
internal sealed class QueryCheckCommand
{
    private readonly SolutionOptions solution = new();
    private readonly QueryFileOptions files = new();
    private readonly ReportOptions reporting = new("rule, panel and query");
    private readonly Option<string[]> known = new("--known") { HelpName = "PATTERN", Description = "Metrics that something else emits, with * for anything: 'node_*'. May be given several times.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> knownLabel = new("--known-label") { HelpName = "PATTERN", Description = "Labels that targets have, with * for anything: 'namespace'. May be given several times.", DefaultValueFactory = static _ => [] };
    private readonly Option<Exporter> exporter = QueryFileOptions.ExporterOption();
    private readonly Option<string[]> rule = new("--rule") { HelpName = "RULE", Description = "Only this rule, by id or name (PQL1002, UnknownMetric). May be given several times.", DefaultValueFactory = static _ => [] };

    public static Command Make()
    {
        var check = new QueryCheckCommand();
        var command = new Command("check", "Report queries in rules and dashboards that ask for what the code does not emit, or that take it for something else.");
        check.solution.AddTo(command);
        check.files.AddFilesTo(command);
        check.reporting.AddTo(command);
        foreach (var option in (Option[])[check.exporter, check.known, check.knownLabel, check.rule]) command.Add(option);
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = solution.ScreenOf(parsed);
        var plan = reporting.Of(parsed);
        var rules = QueryRules.Of(parsed.GetValue(rule)!);
        var read = files.Read(parsed, takesRefused: true, cancellation);

        using var temporary = new TemporaryFolder();
        var loaded = await solution.LoadAsync(parsed, temporary.Path, screen, cancellation);
        var inventory = await screen.RunAsync("Reading", step => SolutionInventory.ReadAsync(loaded, step, cancellation));
        var catalog = new MetricCatalog(inventory, parsed.GetValue(exporter), read, parsed.GetValue(known)!, parsed.GetValue(knownLabel)!);
        return plan.Finish(screen, QueryCheck.Run(read, catalog, rules), inventory.Problems, Directory.GetCurrentDirectory(), QueryRules.All, Totals.Count(read.Count, "file"));
    }
}
