using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Checking;

/// <summary>The rules that run: all of the product, or those that were named.</summary>
/// <param name="Analyzers">One for each rule.</param>
/// <param name="Named">The ids that were named; empty for all.</param>
internal sealed record RuleChoice(ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableHashSet<string> Named)
{
    /// <summary>All analyzers of the product, in the order of their rules.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(Rule).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .OrderBy(static analyzer => analyzer.SupportedDiagnostics[0].Id, StringComparer.Ordinal),
    ];

    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [.. All.SelectMany(static analyzer => analyzer.SupportedDiagnostics).DistinctBy(static rule => rule.Id).OrderBy(static rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>The same with their names.</summary>
    public static IReadOnlyList<NamedRule> NamedRules { get; } = [.. Descriptors.Select(static rule => new NamedRule(rule, NameOf(rule.Id)))];

    /// <summary>The rules by their ids or names; all for none.</summary>
    /// <exception cref="UserException">There is no such rule.</exception>
    public static RuleChoice Of(IReadOnlyCollection<string> named)
    {
        if (named.Count == 0) return new RuleChoice(All, []);
        var ids = named.Select(static name => Find(name).Id).ToImmutableHashSet();
        return new RuleChoice([.. All.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => ids.Contains(rule.Id)))], ids);
    }

    /// <summary>A rule by its id, <c>OBS1003</c>, or its name, <c>CounterWithoutTotal</c>.</summary>
    /// <exception cref="UserException">There is no such rule.</exception>
    public static DiagnosticDescriptor Find(string name)
        => All.SelectMany(analyzer => analyzer.SupportedDiagnostics.Where(rule => rule.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || NameOf(analyzer).Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault()
            ?? throw new UserException($"There is no rule '{name}'. 'obslint rules' lists them.");

    /// <summary>The name of a rule: <c>CounterWithoutTotal</c>.</summary>
    public static string NameOf(DiagnosticAnalyzer analyzer) => analyzer.GetType().Name;

    /// <summary>The name of a rule by its id.</summary>
    public static string NameOf(string id) => NameOf(AnalyzerOf(id));

    /// <summary>What runs a rule.</summary>
    public static DiagnosticAnalyzer AnalyzerOf(string id) => All.First(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));

    /// <summary>The options of a project, with rules turned on that were named and are off by default.</summary>
    public CompilationOptions Apply(CompilationOptions options)
    {
        var levels = options.SpecificDiagnosticOptions;
        foreach (var rule in Descriptors)
            if (Named.Contains(rule.Id) && !rule.IsEnabledByDefault && !levels.ContainsKey(rule.Id)) levels = levels.Add(rule.Id, ToReport(rule.DefaultSeverity));
        return options.WithSpecificDiagnosticOptions(levels);
    }

    private static ReportDiagnostic ToReport(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        _ => ReportDiagnostic.Info,
    };
}
