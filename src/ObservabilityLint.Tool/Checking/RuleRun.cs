using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Code;

// No rule asks whether a value may be null at a place; to find that out takes a quarter of the binding.
#pragma warning disable RSEXPERIMENTAL001

// The compiler asks not to make contexts by hand, since they then know nothing of its driver; to do without that is what this is for.
#pragma warning disable CS0618

namespace ObservabilityLint.Tool.Checking;

/// <summary>
/// Runs rules over one compilation. The compiler's own driver binds every body of the project to raise its events, which is nearly all of the work where a few files have to do with telemetry; here only that is bound which the rules ask for.
/// What they say is then judged by the compiler: settings, suppressions, and what is written in the code against it.
/// </summary>
/// <param name="compilation">The project.</param>
/// <param name="options">Its settings.</param>
/// <param name="failed">Told of rules that fail.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class RuleRun(Compilation compilation, AnalyzerOptions options, Action<DiagnosticAnalyzer, Exception> failed, CancellationToken cancellation)
{
    private readonly ConcurrentBag<Diagnostic> found = [];

    /// <summary>All that the rules find, suppressed or not.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="levels">The options of the compilation that tell the levels.</param>
    public ImmutableArray<Diagnostic> Find(ImmutableArray<DiagnosticAnalyzer> rules, CompilationOptions levels)
    {
        var registered = rules.Where(rule => MayReport(rule, levels)).Select(Register).ToList();
        foreach (var tree in compilation.SyntaxTrees) Models.Of(compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis));
        var ofFiles = registered.Where(static rule => rule.OfFiles.Count > 0).ToList();
        // The rules of one file by one thread: what one of them has bound serves the others.
        if (ofFiles.Count > 0) Parallel.ForEach(compilation.SyntaxTrees, new ParallelOptions { CancellationToken = cancellation }, tree => RunOn(tree, ofFiles));
        RunOnTypes([.. registered.Where(static rule => rule.OfTypes.Count > 0)]);
        foreach (var rule in registered)
            foreach (var action in rule.OfCompilation)
                Try(rule.Rule, () => action(new CompilationAnalysisContext(compilation, options, found.Add, static _ => true, cancellation)));
        if (found.IsEmpty) return [];
        return [.. CompilationWithAnalyzers.GetEffectiveDiagnostics(found, compilation.WithOptions(levels.WithSyntaxTreeOptionsProvider(new BulkLevels(levels, options.AnalyzerConfigOptionsProvider, rules))))];
    }

    /// <summary>False for a rule that is off in all files: the compiler does not run it either.</summary>
    private bool MayReport(DiagnosticAnalyzer rule, CompilationOptions levels)
        => rule.SupportedDiagnostics.Any(said => said.GetEffectiveSeverity(levels) != ReportDiagnostic.Suppress || IsOnInAFile(said.Id, levels.SyntaxTreeOptionsProvider));

    private bool IsOnInAFile(string id, SyntaxTreeOptionsProvider? levels)
        => levels != null && compilation.SyntaxTrees.Any(tree => levels.TryGetDiagnosticValue(tree, id, cancellation, out var level) && level != ReportDiagnostic.Suppress);

    private RuleActions Register(DiagnosticAnalyzer rule)
    {
        var actions = new RuleActions(rule, compilation, options, cancellation);
        Try(rule, () => rule.Initialize(actions));
        return actions;
    }

    private void RunOn(SyntaxTree tree, IReadOnlyList<RuleActions> rules)
    {
        var model = Models.Of(compilation).For(tree)!;
        foreach (var rule in rules)
            foreach (var action in rule.OfFiles)
                Try(rule.Rule, () => action(new SemanticModelAnalysisContext(model, options, found.Add, static _ => true, cancellation)));
    }

    private void RunOnTypes(IReadOnlyList<RuleActions> rules)
    {
        if (rules.Count == 0) return;
        foreach (var type in TypesIn(compilation.Assembly.GlobalNamespace))
            foreach (var rule in rules)
                foreach (var action in rule.OfTypes)
                    Try(rule.Rule, () => action(new SymbolAnalysisContext(type, compilation, options, found.Add, static _ => true, cancellation)));
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type) yield return type;
            foreach (var inner in TypesIn(member)) yield return inner;
        }
    }

    /// <summary>A rule that fails keeps no other from being run.</summary>
    private void Try(DiagnosticAnalyzer rule, Action run)
    {
        try
        {
            run();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed(rule, e);
        }
    }
}
