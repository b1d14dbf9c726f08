using System.Text;

namespace ObservabilityLint.Tool.Queries.Bridging;

/// <summary>A rule file of Prometheus with bridging rules.</summary>
internal static class BridgeFile
{
    public static string Write(IReadOnlyList<BridgeRule> rules, IReadOnlyList<string> left)
    {
        var text = new StringBuilder("# Keeps the old names of renamed metrics alive until nobody asks for them any more: obslint promql bridge wrote it.\n");
        foreach (var line in left) text.Append("# Not kept: ").Append(line).Append(".\n");
        if (rules.Count == 0) return text.Append("groups: []\n").ToString();
        text.Append("groups:\n- name: renamed_metrics\n  rules:\n");
        foreach (var rule in rules)
        {
            text.Append("  - record: ").Append(rule.Record).Append("\n    expr: ");
            if (rule.Expression.Contains('\n', StringComparison.Ordinal)) text.Append("|-\n      ").Append(rule.Expression.Replace("\n", "\n      ", StringComparison.Ordinal));
            else text.Append(rule.Expression);
            text.Append('\n');
        }
        return text.ToString();
    }
}
