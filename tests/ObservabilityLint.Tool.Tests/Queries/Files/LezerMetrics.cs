using System.Text.Json;
using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Tests.Harness;
using ObservabilityLint.Tool.Tests.PromQL.Judges;

namespace ObservabilityLint.Tool.Tests.Queries.Files;

/// <summary>The metrics that expressions ask for, as the parser of Prometheus's own editor reads them.</summary>
internal static partial class LezerMetrics
{
    private const string Script = """
        import { parser } from '@prometheus-io/lezer-promql';
        import { readFileSync } from 'node:fs';
        const metrics = new Set();
        for (const text of JSON.parse(readFileSync(process.argv[1], 'utf8')))
            parser.parse(text).iterate({ enter: node => {
                if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') metrics.add(text.slice(node.from, node.to));
            } });
        console.log(JSON.stringify([...metrics]));
        """;

    public static async Task<IReadOnlyList<string>> InAsync(IEnumerable<string> expressions)
    {
        var (node, npm) = (Programs.Find("node"), Programs.Find("npm"));
        Assert.SkipWhen(node is null || npm is null, "node or npm is not installed.");
        if (await LezerPackage.InstallAsync(npm) is { } reason) Assert.Skip(reason);
        using var files = new TemporarySolution().Write("expressions.json", JsonSerializer.Serialize(expressions.Select(static expression => Variable().Replace(Range().Replace(expression, "[5m]"), "v"))));
        return JsonSerializer.Deserialize<string[]>(await LezerPackage.RunScriptAsync(node, Script, files.PathOf("expressions.json")))!;
    }

    /// <summary>It knows no variables of Grafana: a range of them becomes one, and all others a name.</summary>
    [GeneratedRegex(@"\[\s*\$[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\$\{[^}]*\}|\[\[\w+\]\]|\$\w+")]
    private static partial Regex Variable();
}
