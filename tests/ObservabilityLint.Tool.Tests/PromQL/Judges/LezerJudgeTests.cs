using System.Text.Json;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>Syntax as Prometheus 3.x's editor sees it. It knows no types, but the names of functions.</summary>
public class LezerJudgeTests
{
    private const string FirstErrors = """
        import { parser } from '@prometheus-io/lezer-promql';
        import { readFileSync } from 'node:fs';
        const firstError = text => {
            let at = -1;
            parser.parse(text).iterate({ enter: node => { if (node.type.isError && at < 0) at = node.from; } });
            return at;
        };
        console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[1], 'utf8')).map(firstError)));
        """;

    [Fact]
    public async Task Lezer_and_the_parser_agree_on_every_row_whose_difference_is_not_known()
    {
        var (node, npm) = (Programs.Find("node"), Programs.Find("npm"));
        Assert.SkipWhen(node is null || npm is null, "node or npm is not installed.");
        if (await LezerPackage.InstallAsync(npm) is { } reason) Assert.Skip(reason);
        var rows = Corpus.Prometheus;
        using var files = new TemporarySolution().Write("expressions.json", JsonSerializer.Serialize(rows.Select(static row => row.Expression)));
        var errors = JsonSerializer.Deserialize<int[]>(await LezerPackage.RunScriptAsync(node, FirstErrors, files.PathOf("expressions.json")))!;
        var faults = new List<string>();
        foreach (var (row, error) in rows.Zip(errors))
        {
            var tree = PromQLParser.Parse(row.Expression, PromQLOptions.Prometheus);
            var isUnderstood = tree.Errors.All(static error => error.Kind != ErrorKind.Syntax) && tree.Root.DescendantsAndSelf().OfType<Call>().All(static call => call.Function is { Removed: null });
            if (error < 0 != (isUnderstood ^ row.Differences.ContainsKey("lezer"))) faults.Add($"{row}\n  lezer says: {(error < 0 ? "valid" : $"an error at {error}")}\n  the parser says: {tree.Errors.FirstOrDefault()?.ToString() ?? "valid"}");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
