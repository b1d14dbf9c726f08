using System.CommandLine;
using System.Text;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Rewriting;
using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Writing;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint promql rewrite</c>: lets the queries in rules and dashboards follow what a repair has renamed.</summary>
internal sealed class RewriteCommand
{
    private readonly QueryFileOptions files = new();
    private readonly Option<string> renames = RenamesOption();
    private readonly Option<Exporter> exporter = QueryFileOptions.ExporterOption();
    private readonly Option<string?> output = new("--output", "-o") { HelpName = "FOLDER", Description = "A folder for the rewritten files; without it they are changed in place." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Change nothing: write to standard output what would change, as 'git apply' takes it." };

    public static Command Make()
    {
        var rewrite = new RewriteCommand();
        var command = new Command("rewrite", "Let queries in rules and dashboards follow renamed metrics and labels. Nothing but the names changes; what only a person can decide is listed, and then it ends with 1.");
        rewrite.files.AddTo(command);
        foreach (var option in (Option[])[rewrite.renames, rewrite.exporter, rewrite.output, rewrite.dryRun]) command.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(rewrite.Run(parsed, cancellation)));
        return command;
    }

    /// <summary>The option that names the list of renames.</summary>
    public static Option<string> RenamesOption() => new("--renames") { HelpName = "FILE", Description = "The list of renames that 'obslint fix' has written; renames.json in the folder at hand by default.", DefaultValueFactory = static _ => "renames.json" };

    /// <exception cref="UserException">There is none, or it is something else.</exception>
    public static RenameList ReadRenames(string file)
        => File.Exists(file) ? RenamesFile.Read(file) : throw new UserException($"There is no '{file}': 'obslint fix' writes it, and --renames names it.");

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var screen = files.ScreenOf(parsed);
        var folder = parsed.GetValue(output);
        var table = new ChangeTable(ReadRenames(parsed.GetValue(renames)!).Of(parsed.GetValue(exporter)));
        var read = files.Read(parsed, takesRefused: false, cancellation).Where(static file => file.Scopes.Count > 0).ToList();
        var rewriter = new FileRewriter(table, read);
        var rewritten = read.AsParallel().AsOrdered().WithCancellation(cancellation).Select(rewriter.Rewrite).ToList();

        if (parsed.GetValue(dryRun)) Differences.Write(screen, [.. rewritten.Where(static file => file.IsChanged).Select(Changed)]);
        else FileTransaction.Write([.. folder is null ? rewritten.Where(static file => file.IsChanged).Select(static file => new ChangedFile(file.Source.Path, file.Source.Bytes, file.New)) : Copies(rewritten, folder)], cancellation);
        var flags = rewritten.SelectMany(static file => file.Flags).ToList();
        // A difference is for another program; it stands alone.
        foreach (var flag in flags)
            if (parsed.GetValue(dryRun)) screen.Tell(flag.LineFrom(Directory.GetCurrentDirectory()));
            else Screen.Write(flag.LineFrom(Directory.GetCurrentDirectory()) + "\n");
        screen.Tell($"{rewritten.Sum(static file => file.Edits)} places in {rewritten.Count(static file => file.IsChanged)} of {rewritten.Count} files {(parsed.GetValue(dryRun) ? "would be" : "are")} rewritten; {(flags.Count == 0 ? "nothing is left to look at." : $"{flags.Count} {(flags.Count == 1 ? "is" : "are")} left for you to look at.")}");
        return flags.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    /// <summary>All of them, so that the folder is complete, in folders as they lie below what they have in common.</summary>
    private static IEnumerable<ChangedFile> Copies(IReadOnlyList<RewrittenFile> rewritten, string folder)
    {
        if (rewritten.Count == 0) return [];
        var common = Directory.GetCurrentDirectory();
        while (rewritten.Any(file => !Place.IsIn(file.Source.Path, common)) && Path.GetDirectoryName(common) is { } above) common = above;
        return rewritten.Select(file => new ChangedFile(Path.GetFullPath(Path.Combine(folder, Path.GetRelativePath(common, file.Source.Path))), null, file.New));
    }

    private static ChangedSource Changed(RewrittenFile file)
        => new(new ChangedFile(file.Source.Path, file.Source.Bytes, file.New), Encoding.UTF8, Encoding.UTF8.GetString(file.Source.Bytes), Encoding.UTF8.GetString(file.New));
}
