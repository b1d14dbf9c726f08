using System.Text.Json;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>Syntax as Prometheus 3.x's editor sees it. It knows no types, but the names of functions.</summary>
public class LezerJudgeTests
{
    /// <summary>The place of the first error, or -1, and each node with its place.</summary>
    private const string Script = """
        import { parser } from '@prometheus-io/lezer-promql';
        import { readFileSync } from 'node:fs';
        const read = text => {
            let error = -1;
            const nodes = [];
            parser.parse(text).iterate({ enter: node => {
                if (node.type.isError && error < 0) error = node.from;
                let operand = node.node;
                while (operand.name === 'UnaryExpr') operand = operand.lastChild;
                if (node.name !== 'UnaryExpr' || operand.name !== 'NumberDurationLiteral') nodes.push(`${node.name} ${node.from}-${node.to}`);
            } });
            return { error, nodes };
        };
        console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[1], 'utf8')).map(read)));
        """;

    private static async Task<Reading[]> ReadAsync(IEnumerable<CorpusRow> rows)
    {
        var (node, npm) = (Programs.Find("node"), Programs.Find("npm"));
        Assert.SkipWhen(node is null || npm is null, "node or npm is not installed.");
        if (await LezerPackage.InstallAsync(npm) is { } reason) Assert.Skip(reason);
        using var files = new TemporarySolution().Write("expressions.json", JsonSerializer.Serialize(rows.Select(static row => row.Expression)));
        return JsonSerializer.Deserialize<Reading[]>(await LezerPackage.RunScriptAsync(node, Script, files.PathOf("expressions.json")), JsonSerializerOptions.Web)!;
    }

    [Fact]
    public async Task Lezer_and_the_parser_agree_on_every_row_whose_difference_is_not_known()
    {
        var faults = new List<string>();
        foreach (var (row, reading) in Corpus.Prometheus.Zip(await ReadAsync(Corpus.Prometheus)))
        {
            var tree = PromQLParser.Parse(row.Expression, PromQLOptions.Prometheus);
            var isUnderstood = tree.Errors.All(static error => error.Kind != ErrorKind.Syntax) && tree.Root.DescendantsAndSelf().OfType<Call>().All(static call => call.Function is { Removed: null });
            if (reading.Error < 0 != (isUnderstood ^ row.Differences.ContainsKey("lezer"))) faults.Add($"{row}\n  lezer says: {(reading.Error < 0 ? "valid" : $"an error at {reading.Error}")}\n  the parser says: {tree.Errors.FirstOrDefault()?.ToString() ?? "valid"}");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>Except for modifiers: lezer lets <c>offset</c> and <c>@</c> take all operators before them, which the server would refuse.</summary>
    [Fact]
    public async Task Lezer_finds_the_same_operators_calls_and_selectors_in_the_same_places()
    {
        var rows = Corpus.Prometheus.Where(static row => row.IsValid && !row.Differences.ContainsKey("lezer")).ToList();
        var (compared, faults) = (0, new List<string>());
        foreach (var (row, reading) in rows.Zip(await ReadAsync(rows)))
        {
            var root = PromQLParser.Parse(row.Expression, PromQLOptions.Prometheus).Root;
            if (root.DescendantsAndSelf().OfType<ModifiedExpression>().Any()) continue;
            var mine = NodesIn(root).Select(static node => $"{LezerNameOf(node)} {node.Span.Start}-{node.Span.End}").Order().ToList();
            compared += mine.Count;
            if (!mine.SequenceEqual(reading.Nodes.Where(node => LezerNames.Contains(node.Split(' ')[0])).Order())) faults.Add($"{row}\n  lezer: {string.Join(", ", reading.Nodes)}\n  here: {string.Join(", ", mine)}");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(compared > 1000, $"{compared} nodes");
    }

    private static readonly HashSet<string> LezerNames = ["BinaryExpr", "UnaryExpr", "VectorSelector", "FunctionCall", "AggregateExpr", "MatrixSelector", "SubqueryExpr", "ParenExpr"];

    /// <summary>Without arithmetic in durations, for which lezer has nodes of its own, and without the signs of a number, one of which sometimes belongs to the number there.</summary>
    private static IEnumerable<Node> NodesIn(Node node)
    {
        var operand = node;
        while (operand is Unary unary) operand = unary.Operand;
        var isSignOfNumber = node is Unary && operand is NumberLiteral;
        IEnumerable<Node> below = node switch { MatrixSelector matrix => [matrix.Operand], Subquery subquery => [subquery.Operand], _ => node.Children };
        return (LezerNameOf(node) is null || isSignOfNumber ? Enumerable.Empty<Node>() : [node]).Concat(below.SelectMany(NodesIn));
    }

    private static string? LezerNameOf(Node node) => node switch
    {
        Binary => "BinaryExpr",
        Unary => "UnaryExpr",
        VectorSelector => "VectorSelector",
        Call => "FunctionCall",
        Aggregation => "AggregateExpr",
        MatrixSelector => "MatrixSelector",
        Subquery => "SubqueryExpr",
        Parenthesis => "ParenExpr",
        _ => null,
    };

    private sealed record Reading(int Error, string[] Nodes);
}
