using System.Collections.Immutable;
using System.Text.Json;

namespace ObservabilityLint.Tests.Package;

/// <summary>A restored project that says nothing about severities, built once in each mode.</summary>
public sealed class ModeProject(PackedPackage package) : IAsyncLifetime
{
    private const string LogFile = "findings.sarif";

    public Consumer Consumer { get; private set; } = null!;

    /// <summary>The findings where no mode is given.</summary>
    public ImmutableArray<Finding> Default { get; private set; }

    /// <summary>The same in the log, which has the suggestions too.</summary>
    public ImmutableArray<(string Level, string Finding)> DefaultLog { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Consumer = await Consumer.CreateAsync("Shop.Prometheus", package);
        File.Delete(Consumer.PathOf(".editorconfig"));
        Default = Finding.In((await BuildAsync("")).Failed());
        DefaultLog = Log();
    }

    /// <summary>Builds with a configuration file that is there for this build alone.</summary>
    public async Task<Outcome> BuildWithAsync(string file, string text, string mode)
    {
        File.WriteAllText(Consumer.PathOf(file), text);
        try
        {
            return await BuildAsync(mode);
        }
        finally
        {
            File.Delete(Consumer.PathOf(file));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<Outcome> BuildAsync(string mode, params string[] arguments)
        => Consumer.BuildAsync([$"-p:ObservabilityLintMode={mode}", $"-p:ErrorLog={Consumer.PathOf(LogFile)}%2Cversion=2.1", .. arguments]);

    /// <summary>Our findings in the log of the last build, in the order of their texts.</summary>
    public ImmutableArray<(string Level, string Finding)> Log()
    {
        using var log = JsonDocument.Parse(File.ReadAllText(Consumer.PathOf(LogFile)));
        var findings = from result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                       let id = result.GetProperty("ruleId").GetString()
                       where id.StartsWith("OBS", StringComparison.Ordinal)
                       let finding = $"{id} {result.GetProperty("message").GetProperty("text")} {result.GetProperty("locations")}"
                       orderby finding
                       select (result.GetProperty("level").GetString()!, finding);
        return [.. findings];
    }
}
