using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>What the parser says of every expression of the corpus.</summary>
public class CorpusTests
{
    public static TheoryData<string> Files => [.. Corpus.PrometheusFiles, Corpus.GrafanaFile];

    private static PromQLTree Parse(CorpusRow row, Version? version = null)
        => PromQLParser.Parse(row.Expression, (row.Place.StartsWith(Corpus.GrafanaFile, StringComparison.Ordinal) ? PromQLOptions.Grafana : PromQLOptions.Prometheus) with { Version = version ?? PromQLOptions.LatestVersion });

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_row_is_valid_or_fails_where_and_as_it_says(string file)
    {
        var faults = new List<string>();
        foreach (var row in Corpus.Read(file))
        {
            var tree = Parse(row);
            var first = tree.Errors.FirstOrDefault();
            if (tree.IsValid != row.IsValid) faults.Add($"{row}\n  {first?.ToString() ?? "valid"}");
            else if (row.Position is not null && first is not null && (row.Position, row.Message) != ($"{first.Line}:{first.Column}", first.Message)) faults.Add($"{row}\n  expected {row.Position}: {row.Message}\n  but was  {first}");
            else if (row is { IsValid: false, Until: null, Position: null }) faults.Add($"{row}\n  does not say where it fails");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>An older version says that a newer one is needed, and nothing else.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_version_brought_is_an_error_of_version_right_before_it(string file)
    {
        var faults = new List<string>();
        foreach (var row in Corpus.Read(file).Where(static row => row.Since is not null))
        {
            var before = row.Since!.Minor == 0 ? new Version(2, 55) : new Version(row.Since.Major, row.Since.Minor - 1);
            var errors = Parse(row, before).Errors;
            if (!Parse(row, row.Since).IsValid || errors.IsEmpty || errors.Any(static error => error.Kind != ErrorKind.Version)) faults.Add($"{row}\n  {string.Join("\n  ", errors)}");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void The_corpus_is_large_and_says_nothing_twice()
    {
        var rows = Corpus.Prometheus;
        Assert.True(rows.Count >= 600, $"{rows.Count} rows");
        Assert.Empty(rows.GroupBy(static row => row.Expression).Where(static group => group.Count() > 1).Select(static group => group.Key));
    }
}
