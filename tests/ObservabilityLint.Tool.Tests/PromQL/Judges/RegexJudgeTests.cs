using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>Regular expressions of matchers: which are valid, and which match the empty string.</summary>
public class RegexJudgeTests
{
    private const int Patterns = 2000;

    private static readonly string[] Pieces =
    [
        "a", "b", ".", "*", "+", "?", "{2}", "{1,}", "{0,3}", "{1001}", "{,3}", "{3", "{a}", "{", "}", "(", ")", "()", "(|a)", "(?:", "(?i)", "(?i:", "(?i-s:", "(?-i)", "(?)", "(?P<n>", "(?=", "(?",
        "[", "[^", "]", "[]a]", "[^]]", "[a-]", "[-a]", "[a-\\d]", "[\\d-z]", "[[:digit:]]", "[:alpha:]", "-", "a-z", "z-a", "\\d", "\\w", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\C", "\\G", "\\.", "\\\\", "\\-", "\\_",
        "\\pL", "\\p{Greek}", "\\x41", "\\x{1F600}", "\\0", "\\1", "\\12", "\\n", "\\é", "\\Q", "\\E", "^", "$", "|", "||", "é", "日", "*?", "??", "**", " ",
    ];

    [Fact]
    public async Task Promtool_takes_the_same_patterns()
    {
        await PromtoolJudge.SkipIfMissingAsync();
        var random = new Random(20_240_229);
        // With a metric before it, only what is not valid is refused; without, what matches every series too.
        string[] expressions = [.. Enumerable.Range(0, Patterns).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]))).SelectMany(static pattern => (string[])[$"up{{a=~`{pattern}`}}", $"{{a=~`{pattern}`}}"])];
        var verdicts = await PromtoolJudge.VerdictsAsync(expressions);
        var options = PromQLOptions.Prometheus with { Version = PromtoolJudge.Version };
        var faults = expressions.Zip(verdicts).Where(pair => PromQLParser.Parse(pair.First, options).IsValid != pair.Second is null).Select(static pair => $"{pair.First}: promtool says {pair.Second ?? "valid"}").ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
