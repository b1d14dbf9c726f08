using Spectre.Console;

namespace ObservabilityLint.Tool.Terminal;

/// <summary>How much is told besides what was asked for.</summary>
internal enum Verbosity
{
    /// <summary>The findings alone.</summary>
    Quiet,

    /// <summary>A summary, and what could not be looked at.</summary>
    Normal,

    /// <summary>Also each step, and every problem in full.</summary>
    Detailed,
}

/// <summary>
/// Where the tool writes: what was asked for goes to standard output, all else to standard error, so that a pipe gets the report alone.
/// Colours and moving progress are only for a terminal, and not where <c>NO_COLOR</c> is set.
/// </summary>
internal sealed class Screen(Verbosity verbosity)
{
    public Verbosity Verbosity => verbosity;

    /// <summary>The report.</summary>
    public IAnsiConsole Out { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>What goes on, and what is wrong.</summary>
    public IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Writes a report as it is: without colours, and never wrapped.</summary>
    public static void Write(string text) => Console.Out.Write(text);

    /// <summary>Tells something, unless the user wants quiet.</summary>
    public void Tell(string message)
    {
        if (verbosity > Verbosity.Quiet) Console.Error.WriteLine(message);
    }

    /// <summary>Tells problems: all in detail, else the first ones.</summary>
    public void Warn(IReadOnlyList<string> problems)
    {
        const int enough = 20;
        var shown = verbosity == Verbosity.Detailed ? problems.Count : enough;
        foreach (var problem in problems.Take(shown)) Tell("obslint: " + problem);
        if (problems.Count > shown) Tell($"obslint: … and {problems.Count - shown} more; --verbosity detailed shows all.");
    }

    /// <summary>Runs something long: with a moving line in a terminal, with a line for each step in detail, silently else.</summary>
    public async Task<T> RunAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        if (verbosity == Verbosity.Quiet) return await work(static _ => { });
        if (Error.Profile.Capabilities.Interactive && Error.Profile.Out.IsTerminal && verbosity == Verbosity.Normal)
            return await Error.Status().StartAsync(Markup.Escape(title), status => work(step => status.Status(Markup.Escape($"{title}: {step}"))));
        return await work(step =>
        {
            if (verbosity == Verbosity.Detailed) Console.Error.WriteLine($"{title}: {step}");
        });
    }
}
