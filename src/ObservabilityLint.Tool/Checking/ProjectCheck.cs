using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Loading;

namespace ObservabilityLint.Tool.Checking;

/// <summary>What was found in a project in one framework.</summary>
/// <param name="Project">The project.</param>
/// <param name="Findings">Of our rules: neither suppressed nor hidden.</param>
/// <param name="Errors">Those of the compiler outside of bodies.</param>
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
        var found = new RuleRun(compilation, source.AnalyzerOptions, (rule, failure) => failures.Add($"the rule {RuleChoice.NameOf(rule)} failed: {failure.Message}"), cancellation)
            .Find(rules.Analyzers, rules.Apply(compilation.Options));
        GarbageWatch.Look();
        return new CheckedProject(project, found.RemoveAll(diagnostic => !IsOurs(diagnostic, rules)), ErrorsIn(compilation, cancellation), [.. failures.Distinct()]);
    }

    /// <summary>What a missing package or type leaves behind is seen in texts and declarations; to bind all bodies for the rest would take longer than all rules do.</summary>
    private static ImmutableArray<Diagnostic> ErrorsIn(Compilation compilation, CancellationToken cancellation)
        => [.. compilation.GetParseDiagnostics(cancellation).Concat(compilation.GetDeclarationDiagnostics(cancellation)).Where(IsError)];

    private static bool IsOurs(Diagnostic diagnostic, RuleChoice rules)
        => diagnostic is { IsSuppressed: false, Severity: not DiagnosticSeverity.Hidden } && diagnostic.Id.StartsWith("OBS", StringComparison.Ordinal) && (rules.Named.Count == 0 || rules.Named.Contains(diagnostic.Id));

    /// <summary>True for what keeps code from compiling.</summary>
    public static bool IsError(Diagnostic diagnostic) => diagnostic is { IsSuppressed: false, Severity: DiagnosticSeverity.Error } && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);
}
