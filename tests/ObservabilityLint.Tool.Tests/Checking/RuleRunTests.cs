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

    /// <summary>How a rule that is off by default may be turned on, or not.</summary>
    public static TheoryData<string> Levels => ["nowhere", "for the project", "off for the project", "in the file", "in another file", "everywhere by a global file", "off by a global file", "in the file, but off for the project"];

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_rule_that_is_off_by_default_is_asked_where_the_compiler_asks_it(string where)
    {
        var options = Compilation.Options;
        if (where == "for the project") options = options.WithSpecificDiagnosticOptions([new(Quiet.Rule.Id, ReportDiagnostic.Warn)]);
        if (where.EndsWith("off for the project", StringComparison.Ordinal)) options = options.WithSpecificDiagnosticOptions([new(Quiet.Rule.Id, ReportDiagnostic.Suppress)]);
        options = options.WithSyntaxTreeOptionsProvider(new OfFiles(
            inFile: where.StartsWith("in the file", StringComparison.Ordinal) ? ReportDiagnostic.Warn : where == "in another file" ? ReportDiagnostic.Suppress : null,
            everywhere: where == "everywhere by a global file" ? ReportDiagnostic.Warn : where == "off by a global file" ? ReportDiagnostic.Suppress : null));
        var (theirs, ours) = (new Quiet(), new Quiet());
        var expected = await Compilation.WithOptions(options).WithAnalyzers([theirs]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        var found = new RuleRun(Compilation.WithOptions(options), new AnalyzerOptions([]), (_, failure) => Assert.Fail(failure.ToString()), TestContext.Current.CancellationToken).Find([ours], options);

        Assert.Equal(expected.Select(static each => each.ToString()), found.Select(static each => each.ToString()));
        Assert.Equal(where is "for the project" or "in the file" or "everywhere by a global file" or "in the file, but off for the project", ours.IsAsked);
        Assert.True(ours.IsAsked || !theirs.IsAsked);
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

#pragma warning disable RS1001, RS2008 // Nothing looks for it.
    private sealed class Quiet : DiagnosticAnalyzer
    {
        public static readonly DiagnosticDescriptor Rule = new("OBS9999", "Off", "Is asked", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: false);

        public bool IsAsked { get; private set; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            IsAsked = true;
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSemanticModelAction(static file => file.ReportDiagnostic(Diagnostic.Create(Rule, file.SemanticModel.SyntaxTree.GetRoot().GetLocation())));
        }
    }

#pragma warning restore RS1001, RS2008

    /// <summary>What an .editorconfig and a global file would say.</summary>
    private sealed class OfFiles(ReportDiagnostic? inFile, ReportDiagnostic? everywhere) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => TryGet(diagnosticId, inFile, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => TryGet(diagnosticId, everywhere, out severity);

        private static bool TryGet(string id, ReportDiagnostic? level, out ReportDiagnostic severity)
        {
            severity = level ?? ReportDiagnostic.Default;
            return id == Quiet.Rule.Id && level != null;
        }
    }
}
