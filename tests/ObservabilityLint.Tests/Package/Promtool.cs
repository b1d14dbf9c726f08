namespace ObservabilityLint.Tests.Package;

/// <summary>The judge of an exposition: <c>promtool check metrics</c>, of the Prometheus project.</summary>
public static class Promtool
{
    private static readonly string? Path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "promtool"), System.IO.Path.Combine(folder, "promtool.exe") })
        .FirstOrDefault(File.Exists);

    public static void SkipIfMissing()
        => Assert.SkipWhen(Path is null, "promtool is not installed (Debian: `apt install prometheus`), so nobody can judge what the sample exposes.");

    public static Task<Outcome> CheckAsync(string exposition)
        => Command.RunAsync(Command.Start(Path!, AppContext.BaseDirectory, new Dictionary<string, string>(), ["check", "metrics"]), exposition);
}
