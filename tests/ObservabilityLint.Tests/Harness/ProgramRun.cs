using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Compiles a snippet, and runs it in this process or as a process of its own.</summary>
public static class ProgramRun
{
    /// <summary>What the statements return that drive the snippet; they may await.</summary>
    public static async Task<string> ResultAsync(string snippet, string main)
    {
        var (run, context) = await LoadAsync<Task<string>>(snippet, main, "Task<string>");
        try
        {
            return await Task.Run(run).WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Runs an example of the manual, as it stands there: the bad snippet gives the one result, the good one the other.</summary>
    public static async Task ProvesAsync(string id, string main, string bad, string good, int example = 0)
    {
        var shown = Manual.Find(id)!.Examples[example];
        Assert.Equal(bad, await ResultAsync(shown.Bad, main));
        Assert.Equal(good, await ResultAsync(shown.Good, main));
    }

    /// <summary>Runs a whole program, to its end, in a process of its own.</summary>
    public static async Task RunApartAsync(string program, Dictionary<string, string> environment)
    {
        // Beside the tests, whose libraries it needs.
        var path = Path.Combine(AppContext.BaseDirectory, $"Program-{Guid.NewGuid():N}.dll");
        var own = typeof(ProgramRun).Assembly.GetName().Name;
        try
        {
            await File.WriteAllBytesAsync(path, await EmitAsync(TestProject.Create([.. Markup.Parse(program).Files, (Snippet.UsingsFile, Snippet.Usings)], kind: OutputKind.ConsoleApplication)));
            var outcome = await Package.Command.DotnetAsync(AppContext.BaseDirectory, environment, "exec", "--runtimeconfig", $"{own}.runtimeconfig.json", "--depsfile", $"{own}.deps.json", path);
            outcome.Succeeded();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The statements as a function, beside the snippet.</summary>
    internal static async Task<(Func<T> Run, AssemblyLoadContext Context)> LoadAsync<T>(string snippet, string main, string result = "Task")
    {
        var driver = $"public static class Driver\n{{\n    public static async {result} RunAsync()\n    {{\n        await Task.Yield();\n{main}\n    }}\n}}\n";
        var bytes = await EmitAsync(TestProject.Create([.. Markup.Parse(snippet).Files, ("Driver.cs", driver), (Snippet.UsingsFile, Snippet.Usings)]));
        var context = new AssemblyLoadContext(nameof(ProgramRun), isCollectible: true);
        return (context.LoadFromStream(new MemoryStream(bytes)).GetType("Driver")!.GetMethod("RunAsync")!.CreateDelegate(typeof(Func<T>)) as Func<T> ?? throw new InvalidOperationException(), context);
    }

    private static async Task<byte[]> EmitAsync(Project project)
    {
        await TestProject.AssertCompilesAsync(project);
        using var assembly = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(assembly).Success);
        return assembly.ToArray();
    }
}
