using System.CommandLine;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Loading;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary>What all commands on a solution take: what to load, and how.</summary>
internal sealed class SolutionOptions
{
    public Argument<string> Path { get; } = new("PATH")
    {
        Description = "A solution (.sln, .slnx, .slnf), a C# project, or a folder that holds one; the folder at hand by default.",
        DefaultValueFactory = static _ => ".",
    };

    public Option<bool> Restore { get; } = new("--restore") { Description = "Restore the packages first, also where that has been done before." };

    public Option<bool> NoRestore { get; } = new("--no-restore") { Description = "Do not restore packages, not even where that was never done." };

    public Option<string[]> Property { get; } = new("--property", "-p") { HelpName = "NAME=VALUE", Description = "A property for MSBuild, such as Configuration=Release. May be given several times.", DefaultValueFactory = static _ => [] };

    public Option<string[]> Rule { get; } = new("--rule") { HelpName = "RULE", Description = "Only this rule, by id or name (OBS1003, CounterWithoutTotal), also if it is off by default. May be given several times.", DefaultValueFactory = static _ => [] };

    public Option<string[]> Exclude { get; } = new("--exclude") { HelpName = "PATTERN", Description = "Leave out files that fit a pattern, such as '**/Generated/**'. May be given several times.", DefaultValueFactory = static _ => [] };

    public Option<Verbosity> Verbosity { get; } = WordOption.Verbosity();

    /// <summary>Adds those that concern loading.</summary>
    public void AddTo(Command command)
    {
        // An option that does not exist would pass for a path.
        Path.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] and var value }, ..]) result.AddError($"Unrecognized option '{value}'.");
        });
        Property.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=') < 1) result.AddError($"'{token.Value}' is no property for MSBuild: give its name and its value, as in Configuration=Release.");
        });
        command.Add(Path);
        command.Add(Restore);
        command.Add(NoRestore);
        command.Add(Property);
        command.Add(Verbosity);
    }

    /// <summary>Adds those that choose findings.</summary>
    public void AddChoiceTo(Command command)
    {
        command.Add(Rule);
        command.Add(Exclude);
    }

    public Screen ScreenOf(ParseResult parsed) => new(parsed.GetValue(Verbosity));

    /// <summary>Loads what the command line names.</summary>
    public Task<LoadedSolution> LoadAsync(ParseResult parsed, string temporary, Screen screen, CancellationToken cancellation)
        => screen.RunAsync("Loading", step => new SolutionLoader(temporary).LoadAsync(parsed.GetValue(Path)!, parsed.GetValue(NoRestore) ? RestoreMode.Never : parsed.GetValue(Restore) ? RestoreMode.Always : RestoreMode.Missing, parsed.GetValue(Property)!, step, cancellation));

    /// <summary>The rules that are named.</summary>
    public RuleChoice RulesOf(ParseResult parsed) => RuleChoice.Of(parsed.GetValue(Rule)!);

    /// <summary>The findings that the patterns leave.</summary>
    public IReadOnlyList<Finding> Left(ParseResult parsed, IReadOnlyList<Finding> findings, string folder)
    {
        var isExcluded = ExclusionOf(parsed, folder);
        return [.. findings.Where(finding => !isExcluded(finding.Place.Path))];
    }

    /// <summary>True for the files that the patterns leave out.</summary>
    public Func<string, bool> ExclusionOf(ParseResult parsed, string folder) => Exclusion.Of(parsed.GetValue(Exclude)!, folder);
}
