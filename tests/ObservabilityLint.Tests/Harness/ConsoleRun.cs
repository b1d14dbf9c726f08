using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Compiles a program as it stands, pipeline and all, runs it in this process, and tells what its console exporter writes.</summary>
public static partial class ConsoleRun
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>The names of the exported spans, in the order of their ends.</summary>
    public static async Task<string> SpansAsync(string program, params string[] arguments)
        => string.Join(' ', Span().Matches(await ConsoleAsync(program, arguments)).Select(match => match.Groups["name"].Value.Trim()));

    /// <summary>The names of the exported metrics, each once.</summary>
    public static async Task<string> MetricsAsync(string program, params string[] arguments)
        => string.Join(' ', Metric().Matches(await ConsoleAsync(program, arguments)).Select(match => match.Groups["name"].Value).Distinct());

    /// <summary>What the program writes.</summary>
    public static async Task<string> ConsoleAsync(string program, params string[] arguments)
    {
        var project = TestProject.Create(Markup.Parse(program));
        await TestProject.AssertCompilesAsync(project);
        using var image = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext(nameof(ConsoleRun), isCollectible: true);
        var main = context.LoadFromStream(image).EntryPoint!;
        var (console, written) = (Console.Out, new StringWriter());
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            await StartedApart(() => main.Invoke(null, [arguments])).WaitAsync(TimeLimit);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }
        return written.ToString();
    }

    /// <summary>Without the execution context of the test, whose own span would be everybody's parent.</summary>
    private static Task StartedApart(Action work)
    {
        using (ExecutionContext.SuppressFlow()) return Task.Run(work);
    }

    [GeneratedRegex(@"^Activity\.DisplayName:\s*(?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Span();

    [GeneratedRegex(@"Metric Name:\s*(?<name>[^,\s]+)")]
    private static partial Regex Metric();
}
