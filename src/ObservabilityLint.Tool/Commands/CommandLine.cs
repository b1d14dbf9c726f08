using System.CommandLine;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary>What can be said on the command line, and how its end is told.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine("obslint: " + error.Message);
            Console.Error.WriteLine($"'obslint {string.Join(' ', Named(parsed.CommandResult.Command).Append("--help"))}' tells what can be given.");
            return ExitCode.CouldNotRun;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (UserException e)
        {
            Console.Error.WriteLine("obslint: " + e.Message);
            return ExitCode.CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("obslint: interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("obslint: " + e.Message);
            return ExitCode.CouldNotRun;
        }
        catch (Exception e)
        {
            // A caller must not take it for one of the other ends.
            Console.Error.WriteLine($"obslint: This is a fault of obslint itself: {e}");
            return ExitCode.CouldNotRun;
        }
    }

    public static RootCommand Root() => new("Checks, repairs and lists the telemetry of a .NET solution: metrics, labels, spans and pipelines, and the queries that ask for them.")
    {
        CheckCommand.Make(),
        FixCommand.Make(),
        ListCommand.Make(),
        PromQLCommand.Make(),
        RulesCommand.Make(),
        ExplainCommand.Make(),
        CompletionCommand.Make(),
    };

    /// <summary>The names that lead to a command, without that of the tool.</summary>
    private static IEnumerable<string> Named(Command command)
    {
        var names = new List<string>();
        for (Symbol? symbol = command; symbol is Command and not RootCommand; symbol = symbol.Parents.FirstOrDefault()) names.Insert(0, symbol.Name);
        return names;
    }
}
