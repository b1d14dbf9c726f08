using System.CommandLine;
using ObservabilityLint.Tool.Queries.Parsing;
using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary>What all commands on files of queries take: which files.</summary>
internal sealed class QueryFileOptions
{
    public Argument<string[]> Files { get; } = new("FILES")
    {
        Description = "Rules of Prometheus and dashboards of Grafana, in YAML or JSON: files, patterns with *, or folders to search.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Exclude { get; } = new("--exclude") { HelpName = "PATTERN", Description = "Leave out files that fit a pattern, such as '**/vendor/**'. May be given several times.", DefaultValueFactory = static _ => [] };

    public Option<Verbosity> Verbosity { get; } = WordOption.Verbosity();

    /// <summary>The option that tells whose names queries ask for.</summary>
    public static Option<Exporter> ExporterOption()
        => WordOption.Of("--exporter", "Whose names the queries ask for: those of the library's own exporter, those of the OpenTelemetry collector (and of Prometheus over OTLP), or any of them, which is the default.", Exporter.Any);

    public void AddTo(Command command)
    {
        AddFilesTo(command);
        command.Add(Verbosity);
    }

    /// <summary>Adds those that choose files.</summary>
    public void AddFilesTo(Command command)
    {
        // An option that does not exist would pass for a file.
        Files.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => token.Value.StartsWith('-'))) result.AddError($"Unrecognized option '{token.Value}'.");
        });
        command.Add(Files);
        command.Add(Exclude);
    }

    public Screen ScreenOf(ParseResult parsed) => new(parsed.GetValue(Verbosity));

    /// <param name="parsed">What the user has asked for.</param>
    /// <param name="takesRefused">Whether queries that read well, and Prometheus refuses, will do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Some cannot be read.</exception>
    public IReadOnlyList<ParsedFile> Read(ParseResult parsed, bool takesRefused, CancellationToken cancellation)
        => QueryFiles.Read(parsed.GetValue(Files)!, Exclusion.Of(parsed.GetValue(Exclude)!, Directory.GetCurrentDirectory()), takesRefused, cancellation);
}
