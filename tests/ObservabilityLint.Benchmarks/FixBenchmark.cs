using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Benchmarks;

/// <summary>Proposes the repairs of a generated solution as a bulk run does: rule by rule, all findings of a rule in all projects at once.</summary>
public static class FixBenchmark
{
    public static void Run(int projects, int rounds, TextWriter output, TextWriter progress)
    {
        var measured = new List<Sample>();
        for (var round = 0; round <= rounds; round++)
        {
            var sample = MeasureAsync(FixScenario.Create(projects, Scenario.ReferencesFor(hasTelemetry: true))).GetAwaiter().GetResult();
            progress.WriteLine(Invariant($"fixes, {(round > 0 ? $"round {round} of {rounds}" : "warm-up")}: {sample.Proposals.Values.Sum(cost => cost.Wall):F0} ms, CPU {sample.Proposals.Values.Sum(cost => cost.Processor):F0} ms"));
            if (round > 0) measured.Add(sample);
        }
        output.WriteLine(Invariant($"Solution to repair: {projects} projects, {measured[0].Findings} findings that have a fix, {measured[0].Changed} files to change; {rounds} round(s)"));
        output.WriteLine("| proposals of | least CPU ms | median CPU ms | least wall ms | median wall ms |");
        output.WriteLine("|--------------|-------------:|--------------:|--------------:|---------------:|");
        foreach (var id in measured[0].Proposals.Keys.Order(StringComparer.Ordinal)) Print(id, sample => [sample.Proposals[id]]);
        Print("all rules", sample => sample.Proposals.Values);

        void Print(string name, Func<Sample, IEnumerable<Cost>> of)
        {
            var processor = measured.Select(sample => of(sample).Sum(cost => cost.Processor)).Order().ToList();
            var wall = measured.Select(sample => of(sample).Sum(cost => cost.Wall)).Order().ToList();
            output.WriteLine(Invariant($"| {name,-12} | {processor[0],12:F0} | {processor[rounds / 2],13:F0} | {wall[0],13:F0} | {wall[rounds / 2],14:F0} |"));
        }
    }

    private static async Task<Sample> MeasureAsync(Solution solution)
    {
        var fixes = Fixes().ToDictionary(fix => fix.FixableDiagnosticIds[0]);
        var found = await FindAsync(solution, [.. fixes.Keys.Select(AnalyzerSet.Rule)]);
        var proposals = new Dictionary<string, Cost>();
        using var process = Process.GetCurrentProcess();
        var changed = new HashSet<DocumentId>();
        foreach (var (id, fix) in fixes)
        {
            var own = found.ToImmutableDictionary(project => project.Key, project => project.Value.RemoveAll(diagnostic => diagnostic.Id != id));
            if (own.Values.All(diagnostics => diagnostics.IsEmpty)) continue;
            var context = new FixAllContext(solution.Projects.First(), fix, FixAllScope.Solution, id, [id], new Given(own), CancellationToken.None);
            process.Refresh();
            var processor = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
            var wall = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            proposals.Add(id, new Cost(wall, (process.TotalProcessorTime - processor).TotalMilliseconds));
            foreach (var operation in action is null ? [] : await action.GetOperationsAsync(CancellationToken.None))
                if (operation is ApplyChangesOperation change)
                    changed.UnionWith(change.ChangedSolution.GetChanges(solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()));
        }
        return new Sample(found.Values.Sum(diagnostics => diagnostics.Length), changed.Count, proposals);
    }

    private static async Task<ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>>> FindAsync(Solution solution, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        var found = ImmutableDictionary.CreateBuilder<ProjectId, ImmutableArray<Diagnostic>>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error) throw new InvalidOperationException(error.ToString());
            found.Add(project.Id, await compilation.WithAnalyzers(rules, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync());
        }
        return found.ToImmutable();
    }

    /// <summary>The fixes of the rules that are on by default, in the order of their ids.</summary>
    private static IEnumerable<CodeFixProvider> Fixes()
        => from type in typeof(Fix).Assembly.GetTypes()
           where !type.IsAbstract && typeof(Fix).IsAssignableFrom(type)
           let fix = (CodeFixProvider)Activator.CreateInstance(type)!
           orderby fix.FixableDiagnosticIds[0]
           where AnalyzerSet.Rule(fix.FixableDiagnosticIds[0]).SupportedDiagnostics[0].IsEnabledByDefault
           select fix;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of one run over all rules: what each took, and how many files they would change.</summary>
    private sealed record Sample(int Findings, int Changed, Dictionary<string, Cost> Proposals);

    /// <summary>In milliseconds. On a busy machine the processor's time is what can be compared.</summary>
    private sealed record Cost(double Wall, double Processor);

    private sealed class Given(ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>(found[project.Id]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation) => GetAllDiagnosticsAsync(document.Project, cancellation);
    }
}
