using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Tests.Harness;

/// <summary>The test library's test of a rule and its fix, on the files of a test and against what the tests themselves run on.</summary>
internal sealed class RuleTest<TRule> : CSharpCodeFixTest<TRule, EmptyCodeFixProvider, DefaultVerifier> where TRule : Rule, new()
{
    private static readonly DiagnosticDescriptor Descriptor = new TRule().Descriptor;

    /// <summary>The references are those of <see cref="TestProject"/>: nothing is restored.</summary>
    private static readonly ReferenceAssemblies NoPackages = new("net10.0");

    private readonly CodeFixProvider? fix;

    public RuleTest(Markup markup, IEnumerable<string> options, CodeFixProvider? fix = null)
    {
        this.fix = fix;
        ReferenceAssemblies = NoPackages;
        MarkupOptions = Markup.Options;
        TestState.OutputKind = TestProject.KindOf(markup);
        TestState.AdditionalReferences.AddRange(TestProject.AllReferences);
        TestState.AnalyzerConfigFiles.Add((TestProject.Folder + ".editorconfig", TestProject.EditorConfig(options)));
        AddTo(TestState, markup);
        // A second run under #pragma would test the compiler, no generator runs here, and a solution of one project is that project once more. Silence holds for all rules that they say nothing about generated code.
        TestBehaviors |= TestBehaviors.SkipSuppressionCheck | TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipGeneratedSourcesCheck;
        CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        // What is only known at the end of a compilation has no light bulb while one types; `dotnet format` repairs it.
        if (Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)) CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
    }

    /// <summary>What the fix must write, one by one and all at once, in a document and in the project. The marks are what it leaves.</summary>
    public RuleTest<TRule> Gives(Markup markup)
    {
        FixedState.MarkupHandling = MarkupMode.Allow;
        AddTo(FixedState, markup);
        return this;
    }

    protected override string DefaultFilePathPrefix => TestProject.Folder + "Test";

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => fix is null ? [] : [fix];

    /// <summary>The library sets each rule to its default, which is how `-warnaserror-` is told: an `error` in .editorconfig would count for nothing.</summary>
    protected override Project ApplyCompilationOptions(Project project)
    {
        var severities = ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("AD0001", ReportDiagnostic.Error);
        if (!Descriptor.IsEnabledByDefault) severities = severities.Add(Descriptor.Id, ReportDiagnostic.Warn);
        return project.Solution.WithProjectCompilationOptions(project.Id, project.CompilationOptions!.WithSpecificDiagnosticOptions(severities)).GetProject(project.Id)!;
    }

    protected override CompilationOptions CreateCompilationOptions() => TestProject.CompilationOptions;

    protected override ParseOptions CreateParseOptions() => Snippet.ParseOptions;

    private static void AddTo(SolutionState state, Markup markup)
    {
        foreach (var (name, text) in markup.Marked.Add((Snippet.UsingsFile, Snippet.Usings))) state.Sources.Add((TestProject.Folder + name, text));
    }
}
