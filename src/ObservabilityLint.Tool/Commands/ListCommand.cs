using System.CommandLine;
using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.Inventory.Formatting;
using ObservabilityLint.Tool.Inventory.Reading;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint list</c>: the inventory of what a solution emits.</summary>
internal sealed class ListCommand
{
    private const string Table = "table", Json = "json", Markdown = "markdown", OpenMetrics = "openmetrics", OfConventions = "registry";

    private readonly SolutionOptions solution = new();
    private readonly Option<string?> format = new("--format") { Description = $"How it is written: {Table} (the default), {Json}, {Markdown}, {OpenMetrics} (metadata of all metrics), or {OfConventions} (semantic conventions, two files in the folder of --output)." };
    private readonly Option<string?> output = new("--output", "-o") { Description = "A file to write to, whose ending .json or .md tells the format where none is given; for the registry, a folder." };
    private readonly Option<string[]> kind = new("--kind") { Description = "Only this kind: metrics, spans, sources or meters. May be given several times.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> name = new("--name") { Description = "Only what fits this name, in which * stands for anything: 'shop.*'. May be given several times.", DefaultValueFactory = static _ => [] };

    public static Command Make()
    {
        var list = new ListCommand();
        var command = new Command("list", "List the telemetry that the code emits: metrics with their labels, spans with their attributes, sources and meters.");
        list.format.AcceptOnlyFromAmong(Table, Json, Markdown, OpenMetrics, OfConventions);
        list.kind.AcceptOnlyFromAmong(InventoryChoice.Metrics, InventoryChoice.Spans, InventoryChoice.Sources, InventoryChoice.Meters);
        list.solution.AddTo(command);
        foreach (var option in (Option[])[list.solution.Exclude, list.format, list.output, list.kind, list.name]) command.Add(option);
        command.SetAction(list.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = solution.ScreenOf(parsed);
        var target = parsed.GetValue(output);
        var chosen = parsed.GetValue(format) ?? FormatOf(target);
        if (chosen == OfConventions && target is null) throw new UserException("A registry is two files: --output names the folder for them.");

        using var temporary = new TemporaryFolder();
        var loaded = await solution.LoadAsync(parsed, temporary.Path, screen, cancellation);
        var read = 0;
        var all = await screen.RunAsync("Reading", step => SolutionInventory.ReadAsync(loaded, project => step($"{Interlocked.Increment(ref read)} of {loaded.Projects.Count} projects, {project} last"), cancellation));
        var isExcluded = solution.ExclusionOf(parsed, loaded.Folder);
        var inventory = new InventoryChoice(parsed.GetValue(kind)!, parsed.GetValue(name)!, place => !isExcluded(place.Path)).Of(all);
        if (chosen == OfConventions)
            foreach (var (file, text) in RegistryFiles.Write(inventory, NameOf(parsed.GetValue(solution.Path)!))) ReportFile.Write(Path.Combine(target!, file), text);
        else if (target != null) ReportFile.Write(target, TextOf(inventory, chosen));
        else if (chosen == Table && screen.Out.Profile.Out.IsTerminal) TableInventory.Show(inventory, screen.Out);
        else Screen.Write(TextOf(inventory, chosen));
        screen.Warn(chosen == OfConventions ? [.. inventory.Problems, .. Registry.LeftOut(inventory)] : inventory.Problems);
        screen.Tell($"{Totals.Count(inventory.Instruments.Count, "metric")}, {Totals.Count(inventory.Spans.Count, "span")}, {Totals.Count(inventory.Sources.Count, "source")}, {Totals.Count(inventory.Meters.Count, "meter")} in {Totals.Count(loaded.Projects.Select(static project => project.Collected.Path).Distinct().Count(), "project")}.");
        return ExitCode.Clean;
    }

    private static string TextOf(TelemetryInventory inventory, string format) => format switch
    {
        Json => JsonInventory.Write(inventory),
        Markdown => MarkdownInventory.Write(inventory),
        OpenMetrics => OpenMetricsInventory.Write(inventory),
        _ => TableInventory.Write(inventory),
    };

    /// <summary>The name of the solution, project or folder.</summary>
    private static string NameOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? Path.GetFileName(full) : Path.GetFileNameWithoutExtension(full);
    }

    private static string FormatOf(string? file) => Path.GetExtension(file)?.ToLowerInvariant() switch
    {
        ".json" => Json,
        ".md" => Markdown,
        _ => Table,
    };
}
