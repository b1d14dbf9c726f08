using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tool.Checking;

/// <summary>
/// The levels of rules by file, with those that are set for many at once: <c>dotnet_analyzer_diagnostic.severity</c>, and the same of one category. The compiler adds these only in its own driver; as there, they change nothing where a rule is set by itself or is off by default.
/// </summary>
internal sealed class BulkLevels(CompilationOptions levels, AnalyzerConfigOptionsProvider options, IEnumerable<DiagnosticAnalyzer> rules) : SyntaxTreeOptionsProvider
{
    private const string Prefix = "dotnet_analyzer_diagnostic.", Severity = "severity";

    private readonly SyntaxTreeOptionsProvider? single = levels.SyntaxTreeOptionsProvider;
    private readonly ImmutableDictionary<string, string> categories = rules.SelectMany(static rule => rule.SupportedDiagnostics).Where(rule => rule.IsEnabledByDefault && !levels.SpecificDiagnosticOptions.ContainsKey(rule.Id)).DistinctBy(static rule => rule.Id).ToImmutableDictionary(static rule => rule.Id, static rule => rule.Category);

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => single?.IsGenerated(tree, cancellationToken) ?? GeneratedKind.Unknown;

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return single?.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity) == true;
    }

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        if (single?.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity) == true) return true;
        if (!categories.TryGetValue(diagnosticId, out var category) || TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out _)) return false;
        var ofFile = options.GetOptions(tree);
        if (!TryGet(ofFile, $"{Prefix}category-{category}.{Severity}", out severity) && !TryGet(ofFile, Prefix + Severity, out severity)) return false;
        if (severity == ReportDiagnostic.Warn && levels.GeneralDiagnosticOption == ReportDiagnostic.Error) severity = ReportDiagnostic.Error;
        return true;
    }

    private static bool TryGet(AnalyzerConfigOptions options, string key, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return options.TryGetValue(key, out var value) && TryParse(value, out severity);
    }

    private static bool TryParse(string value, out ReportDiagnostic severity)
    {
        (var isKnown, severity) = value.Trim().ToLowerInvariant() switch
        {
            "default" => (true, ReportDiagnostic.Default),
            "error" => (true, ReportDiagnostic.Error),
            "warning" => (true, ReportDiagnostic.Warn),
            "suggestion" => (true, ReportDiagnostic.Info),
            "silent" or "refactoring" => (true, ReportDiagnostic.Hidden),
            "none" => (true, ReportDiagnostic.Suppress),
            _ => (false, ReportDiagnostic.Default),
        };
        return isKnown;
    }
}
