namespace ObservabilityLint.Tests.Package;

/// <summary>The judge of expositions, rules and configurations: <c>promtool</c>, of the Prometheus project.</summary>
public static class Promtool
{
    private static readonly string? Program = Command.Find("promtool");

    public static bool IsInstalled => Program != null;

    public static void SkipIfMissing()
        => Assert.SkipWhen(!IsInstalled, "promtool is not installed (Debian: `apt install prometheus`), so nobody can judge what is written for Prometheus.");

    public static Task<Outcome> CheckAsync(string exposition) => RunAsync(AppContext.BaseDirectory, exposition, "check", "metrics");

    public static Task<Outcome> RunAsync(string folder, string? input, params string[] arguments)
        => Command.RunAsync(Command.Start(Program!, folder, new Dictionary<string, string>(), arguments), input);
}
