using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The rules of Prometheus: in groups of a rule file, in resources of its operator, wherever they stand. Those of Loki look the same, and only their expressions tell.</summary>
internal static class RuleReader
{
    public static bool IsRule(Mapping node, bool isTemplate)
        => node["expr"] is Scalar && (node["alert"] is Scalar || node["record"] is Scalar || isTemplate && node.List.Exists(static member => HelmPlaceholder.IsIn(member.Key.Text.Text)));

    public static QueryScope Read(Mapping rule, bool hasVariables)
        => new(ScopeKind.Rule, rule.TextAt("alert") ?? rule.TextAt("record") ?? "", rule, IsEmpty(rule["expr"]!) ? [] : [QueryText.Of((Scalar)rule["expr"]!, isCertain: false) with { HasVariables = hasVariables }]);

    private static bool IsEmpty(DocumentNode expression) => expression is Scalar scalar && string.IsNullOrWhiteSpace(scalar.Text.Text);
}
