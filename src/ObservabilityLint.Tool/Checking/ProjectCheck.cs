using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Checking;

/// <summary>What was found in a project in one framework.</summary>
/// <param name="Project">The project.</param>
/// <param name="Findings">Of our rules: neither suppressed nor hidden.</param>
/// <param name="Errors">Those of the compiler.</param>
/// <param name="Failures">The rules that failed.</param>
internal sealed record CheckedProject(LoadedProject Project, ImmutableArray<Diagnostic> Findings, ImmutableArray<Diagnostic> Errors, IReadOnlyList<string> Failures);

/// <summary>Runs rules over one project, with its settings. A project that does not compile is looked at as far as it goes.</summary>
internal static class ProjectCheck
{
    public static async Task<CheckedProject> RunAsync(Solution solution, LoadedProject project, RuleChoice rules, CancellationToken cancellation)
    {
        var failures = new ConcurrentBag<string>();
        var source = solution.GetProject(project.Id)!;
        var compilation = (await source.GetCompilationAsync(cancellation))!;
        if (rules.Named.Count > 0) compilation = compilation.WithOptions(rules.Apply(compilation.Options));
        var options = new CompilationWithAnalyzersOptions(source.AnalyzerOptions, (failure, analyzer, _) => failures.Add($"the rule {RuleChoice.NameOf(analyzer)} failed: {failure.Message}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        // The errors and the findings in one go: asked for one after the other, everything would be bound twice.
        var all = await compilation.WithAnalyzers(rules.Analyzers, options).GetAllDiagnosticsAsync(cancellation);
        GarbageWatch.Look();
        return new CheckedProject(project, all.RemoveAll(diagnostic => !IsOurs(diagnostic, rules)), all.RemoveAll(static diagnostic => !IsError(diagnostic)), [.. failures.Distinct()]);
    }

    private static bool IsOurs(Diagnostic diagnostic, RuleChoice rules)
        => diagnostic is { IsSuppressed: false, Severity: not DiagnosticSeverity.Hidden } && diagnostic.Id.StartsWith("OBS", StringComparison.Ordinal) && (rules.Named.Count == 0 || rules.Named.Contains(diagnostic.Id));

    /// <summary>True for what keeps code from compiling.</summary>
    public static bool IsError(Diagnostic diagnostic) => diagnostic is { IsSuppressed: false, Severity: DiagnosticSeverity.Error } && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);
}
