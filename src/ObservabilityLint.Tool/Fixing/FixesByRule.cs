using System.Reflection;
using ObservabilityLint.Fixes;
using ObservabilityLint.Rules;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>The fixes of the product, by their rules.</summary>
internal static class FixesByRule
{
    private static readonly Dictionary<string, Fix> All = typeof(Fix).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(Fix).IsAssignableFrom(type))
        .Select(static type => (Fix)Activator.CreateInstance(type)!).ToDictionary(static fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal);

    /// <summary>Null for a rule without one.</summary>
    public static Fix? Of(string rule) => All.GetValueOrDefault(rule);

    /// <summary>Why a rule has no fix.</summary>
    public static string WhyNone(string rule)
        => RuleChoice.AnalyzerOf(rule).GetType().GetCustomAttribute<NoFixAttribute>()?.Reason ?? "The rule has no fix.";
}
