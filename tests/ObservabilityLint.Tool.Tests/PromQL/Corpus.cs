using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>The expressions in Corpus/*.txt, with what is expected of each: valid, valid since or until a version, or invalid with the place and the words of the first error.</summary>
internal static class Corpus
{
    /// <summary>The files that Prometheus itself can read.</summary>
    public static readonly string[] PrometheusFiles = ["literals", "selectors", "ranges", "operators", "aggregations", "names", "functions"];

    public const string GrafanaFile = "grafana";

    public static IReadOnlyList<CorpusRow> Prometheus { get; } = [.. PrometheusFiles.SelectMany(Read)];

    public static IReadOnlyList<CorpusRow> Read(string file)
    {
        var lines = File.ReadAllLines(Sources.PathOf($"tests/ObservabilityLint.Tool.Tests/PromQL/Corpus/{file}.txt"));
        return [.. lines.Select((text, i) => (Text: text, Number: i + 1)).Where(static line => line.Text.Length > 0 && !line.Text.StartsWith("# ", StringComparison.Ordinal)).Select(line => CorpusRow.Of($"{file}.txt:{line.Number}", line.Text))];
    }
}
