using System.Text.Json;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>The parser judges as the OpenMetrics project's own cases do. They are no part of the repository: where they are not beside it, this is skipped.</summary>
public class OpenMetricsCasesTests
{
    private const int Refused = 167;
    private const int Parsed = 44;
    private const string NotThere = "The cases of the OpenMetrics project are not in ../shared/conformance/openmetrics.";

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "conformance", "openmetrics"));

    /// <summary>The cases by name; one without a name stands for them where they are not there.</summary>
    public static TheoryData<string> Cases { get; } = Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)]
        : [""];

    [Theory, MemberData(nameof(Cases))]
    public void Parser_agrees(string name)
    {
        Assert.SkipWhen(name.Length == 0, NotThere);
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name, "metrics"));
        if (ShouldParse(name)) OpenMetricsParser.Parse(bytes);
        else Assert.Throws<MalformedExpositionException>(() => OpenMetricsParser.Parse(bytes));
    }

    [Fact]
    public void All_cases_are_there()
    {
        Assert.SkipUnless(Directory.Exists(Folder), NotThere);
        var names = Cases.Select(row => row.Data).ToList();
        Assert.Equal(Parsed, names.Count(ShouldParse));
        Assert.Equal(Refused, names.Count(name => !ShouldParse(name)));
    }

    private static bool ShouldParse(string name)
    {
        using var description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name, "test.json")));
        return description.RootElement.GetProperty("shouldParse").GetBoolean();
    }
}
