using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tests.Harness;

/// <summary>The real source generator of Microsoft.Extensions that reads <c>[Counter]</c> and <c>[Histogram]</c>, as a project refers to it.</summary>
public sealed class MetricsGenerator : AnalyzerReference
{
    private static readonly Assembly Package = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "generators", "Microsoft.Gen.Metrics.dll"));

    // The workspace asks for it again, and knows it by its identity.
    private readonly ImmutableArray<ISourceGenerator> generators = [Create()];

    public override string? FullPath => null;

    public override object Id => Package;

    public static ISourceGenerator Create()
        => ((IIncrementalGenerator)Activator.CreateInstance(Assert.Single(Package.GetTypes(), type => typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract))!).AsSourceGenerator();

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => generators;
}
