using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>Syntax and types as Prometheus 2.x sees them.</summary>
public class PromtoolJudgeTests
{
    [Fact]
    public async Task Promtool_and_the_parser_agree_on_every_row_whose_difference_is_not_known()
    {
        await PromtoolJudge.SkipIfMissingAsync();
        var rows = Corpus.Prometheus.Where(static row => row.Expression.Trim().Length > 0).ToList();
        var verdicts = await PromtoolJudge.VerdictsAsync([.. rows.Select(static row => row.Expression)]);
        var options = PromQLOptions.Prometheus with { Version = PromtoolJudge.Version };
        var faults = new List<string>();
        foreach (var (row, verdict) in rows.Zip(verdicts))
        {
            var tree = PromQLParser.Parse(row.Expression, options);
            if (tree.IsValid != row.IsValidIn(PromtoolJudge.Version)) faults.Add($"{row}\n  the parser says: {tree.Errors.FirstOrDefault()?.ToString() ?? "valid"}");
            if ((verdict is null) != (row.IsValidIn(PromtoolJudge.Version) ^ row.Differences.ContainsKey("promtool"))) faults.Add($"{row}\n  promtool says: {verdict ?? "valid"}");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
