using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Tests.Checking;

/// <summary>The rules run as the compiler would run them.</summary>
public class RuleRunTests
{
    private const string Code = """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.Threading.Tasks;

        static class Shop
        {
            static readonly Meter Meter = new("Shop");
            static readonly ActivitySource Source = new("Shop");
            static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders.total", "{order}", "Orders.");
        #pragma warning disable OBS1009
            static readonly Counter<long> Known = Meter.CreateCounter<long>("shop.known.total", "{order}", "Known.");
        #pragma warning restore OBS1009
            [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "OBS1009")]
            static readonly Counter<long> Excused = Meter.CreateCounter<long>("shop.excused.total", "{order}", "Excused.");

            static void Run(string id)
            {
                var activity = Source.StartActivity("run");
                Orders.Add(-1);
                _ = Task.Run(() => Orders.Add(1));
            }
        }
        """;

    private static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Shop", [CSharpSyntaxTree.ParseText(Code, path: "/src/Shop.cs", cancellationToken: TestContext.Current.CancellationToken)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(static file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal)).Select(static file => MetadataReference.CreateFromFile(file)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, reportSuppressedDiagnostics: false));

    [Fact]
    public async Task All_rules_find_what_they_find_in_the_compilers_own_driver()
    {
        var expected = await Compilation.WithAnalyzers(RuleChoice.All).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.True(expected.Length > 2, $"{expected.Length} findings");
        var (found, failures) = Run(RuleChoice.All);
        Assert.Empty(failures);
        Assert.Equal(expected.Select(static each => each.ToString()).Order(StringComparer.Ordinal), found.Where(static each => !each.IsSuppressed).Select(static each => each.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rule_that_fails_is_told_and_keeps_no_other_from_being_run()
    {
        var (found, failures) = Run([new Failing(), RuleChoice.AnalyzerOf("OBS1009")]);
        Assert.Equal(["Failing: Out of order."], failures);
        Assert.Equal("OBS1009", Assert.Single(found, static each => !each.IsSuppressed).Id);
    }

    private static (ImmutableArray<Diagnostic> Found, List<string> Failures) Run(ImmutableArray<DiagnosticAnalyzer> rules)
    {
        var failures = new List<string>();
        var run = new RuleRun(Compilation, new AnalyzerOptions([]), (rule, failure) => failures.Add($"{rule.GetType().Name}: {failure.Message}"), TestContext.Current.CancellationToken);
        return (run.Find(rules, Compilation.Options), failures);
    }

#pragma warning disable RS1001 // Nothing looks for it.
    private sealed class Failing : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleChoice.AnalyzerOf("OBS1003").SupportedDiagnostics;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSemanticModelAction(static _ => throw new InvalidOperationException("Out of order."));
        }
    }
}
