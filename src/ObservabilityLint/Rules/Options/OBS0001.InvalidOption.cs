using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Options;

/// <summary>
/// An option of ours, in .editorconfig or .globalconfig, that has no effect: its value does not parse, or no option has this key, which yet looks like one of ours.
/// Said once for each key and value, however many files it holds for. Analyzers do not learn where an option is written, so that there is no location.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp), NoFix("Only the author knows what the option was meant to say.")]
public sealed class InvalidOption() : Rule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS0001", "Correct the option",
        "Option '{0}' is ignored: {1}",
        "ObservabilityLint.Options", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "An option that cannot be read has no effect: the default is used.", helpLinkUri: Manual + "#obs0001", customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override void Register(AnalysisContext context) => context.RegisterCompilationAction(context =>
    {
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        var faults = new SortedDictionary<(string Key, string Value), string>(Comparer<(string Key, string Value)>.Create(InOrder));
        OptionCheck.Collect(provider.GlobalOptions, faults);
        // Most files of a project have the very same options.
        var seen = new HashSet<AnalyzerConfigOptions> { provider.GlobalOptions };
        foreach (var tree in context.Compilation.SyntaxTrees)
            if (provider.GetOptions(tree) is var options && seen.Add(options)) OptionCheck.Collect(options, faults);
        var report = new Report(Definition, provider.GlobalOptions, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        foreach (var fault in faults)
            report.At(Location.None, $"{fault.Key.Key} = {fault.Key.Value}", fault.Value);
    });

    private static int InOrder((string Key, string Value) a, (string Key, string Value) b)
        => string.CompareOrdinal(a.Key, b.Key) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value);
}
