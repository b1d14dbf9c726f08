using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Tests.Harness;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>Prometheus's own <c>promtool check rules</c>, of the version that Debian has.</summary>
internal static partial class PromtoolJudge
{
    public static readonly System.Version Version = new(2, 42);

    public static async Task SkipIfMissingAsync()
    {
        Assert.SkipWhen(Programs.Find("promtool") is null, "promtool is not installed (Debian: `apt install prometheus`).");
        var ended = await Shell.RunAsync(Path.GetTempPath(), "promtool", "--version");
        Assert.SkipUnless((ended.Output + ended.Error).Contains($"version {Version}.", StringComparison.Ordinal), $"This promtool is not the one of {Version} whose language the corpus knows.");
    }

    /// <summary>What it says of each expression; null where it has nothing to say.</summary>
    public static async Task<string?[]> VerdictsAsync(IReadOnlyList<string> expressions)
    {
        using var files = new TemporarySolution();
        // One group an expression, so that what it says can be told apart.
        var groups = expressions.Select(static (expression, i) => new { name = $"g{i}", rules = (object[])[new { record = "r", expr = expression }] });
        files.Write("rules.yml", new SerializerBuilder().WithDefaultScalarStyle(ScalarStyle.DoubleQuoted).Build().Serialize(new { groups }));
        var ended = await Shell.RunAsync(files.Folder, "promtool", "check", "rules", "--lint=none", "rules.yml");
        var verdicts = new string?[expressions.Count];
        foreach (var match in Fault().Matches(ended.Output + ended.Error).Cast<Match>()) verdicts[int.Parse(match.Groups["group"].Value)] = match.Groups["message"].Value;
        // One that refuses nothing has not read the file.
        Assert.True(verdicts.Any(static verdict => verdict is not null), ended.ToString());
        return verdicts;
    }

    [GeneratedRegex("""group "g(?<group>\d+)", rule \d+, "r": (?<message>.*)""")]
    private static partial Regex Fault();
}
