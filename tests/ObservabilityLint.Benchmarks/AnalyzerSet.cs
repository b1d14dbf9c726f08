using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Benchmarks;

/// <summary>The analyzers that a compile runs with: new ones each time, as each build has.</summary>
public sealed record AnalyzerSet(string Name, Func<ImmutableArray<DiagnosticAnalyzer>> Create)
{
    public static ImmutableArray<AnalyzerSet> All { get; } =
    [
        new("none", () => []),
        new("empty", () => [new Empty()]),
        new($"all {Rules().Count()} rules", () => [.. Rules()]),
    ];

    public static DiagnosticAnalyzer Rule(string id) => Rules().First(rule => rule.SupportedDiagnostics[0].Id == id);

    /// <summary>What the rules report, by their ids.</summary>
    public static IEnumerable<DiagnosticDescriptor> Descriptors => Rules().Select(static rule => rule.SupportedDiagnostics[0]).OrderBy(static rule => rule.Id, StringComparer.Ordinal);

    private static IEnumerable<DiagnosticAnalyzer> Rules()
        => from type in typeof(Rule).Assembly.GetTypes()
           where !type.IsAbstract && typeof(Rule).IsAssignableFrom(type)
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
}

/// <summary>Registers nothing: the price of having an analyzer at all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class Empty : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new("BENCH1", "Never reported", "Never reported", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
    }
}
