using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Benchmarks;

/// <summary>What one keystroke costs: an edit inside a body, and the question that an editor then asks, for what is found in that file. The sets of analyzers take turns on the same edits.</summary>
public static class EditBenchmark
{
    public static void Run(Scenario scenario, int rounds, TextWriter output, TextWriter progress)
    {
        var all = AnalyzerSet.All[^1];
        var sets = new List<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> { ("empty", [new Idle()]), (all.Name, all.Create()) };
        var project = scenario.Projects[0];
        var trees = project.Select((text, i) => CSharpSyntaxTree.ParseText(text, path: $"/src/File{i}.cs")).ToArray();
        var compilation = CSharpCompilation.Create("Shop", trees, scenario.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var samples = sets.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            // Another file each time, as somebody goes through a project.
            var file = round % trees.Length;
            var edited = trees[file].WithChangedText(Edited(trees[file].GetText(), round));
            compilation = compilation.ReplaceSyntaxTree(trees[file], edited);
            trees[file] = edited;
            for (var turn = 0; turn < sets.Count; turn++)
            {
                var set = (turn + round) % sets.Count;
                var took = MillisecondsFor(compilation, edited, sets[set].Analyzers);
                if (round > 0) samples[set].Add(took);
            }
        }
        progress.WriteLine(Invariant($"edits {scenario.Name}: {rounds} rounds"));
        output.WriteLine(Invariant($"Edits in a project {scenario.Name}: {trees.Length} files; {rounds} edit(s)"));
        output.WriteLine("| analyzers    | median ms | over empty, ms | over empty, ratio |");
        output.WriteLine("|--------------|----------:|---------------:|------------------:|");
        var empty = Median(samples[0]);
        for (var i = 0; i < sets.Count; i++)
            output.WriteLine(Invariant($"| {sets[i].Name,-12} | {Median(samples[i]),9:F1} | {Median(samples[i].Zip(samples[0], (mine, other) => mine - other)),14:F1} | {Median(samples[i]) / empty,17:F2} |"));
        output.WriteLine();
    }

    /// <summary>Each set has a compilation to itself, so that none finds bound what another one needed.</summary>
    private static double MillisecondsFor(CSharpCompilation compilation, SyntaxTree edited, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var own = compilation.Clone();
        var watch = Stopwatch.StartNew();
        var driver = own.WithAnalyzers(analyzers, new AnalyzerOptions([], new BuildOptions()));
        driver.GetAnalyzerSemanticDiagnosticsAsync(own.GetSemanticModel(edited), null, CancellationToken.None).GetAwaiter().GetResult();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>A statement more at the start of the first method.</summary>
    private static SourceText Edited(SourceText text, int round)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        var body = root.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BlockSyntax>().First();
        return text.WithChanges(new TextChange(new TextSpan(body.OpenBraceToken.Span.End, 0), Invariant($" _ = {round};")));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Looks at the file, as every rule does, and at nothing in it: without it, nothing would be bound at all.</summary>
#pragma warning disable RS1036 // It never leaves this benchmark.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Idle : DiagnosticAnalyzer
#pragma warning restore RS1036
    {
        private static readonly DiagnosticDescriptor Descriptor = new("BENCH2", "Never reported", "Never reported", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSemanticModelAction(static _ => { });
        }
    }
}
