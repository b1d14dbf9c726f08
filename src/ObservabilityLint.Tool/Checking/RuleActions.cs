using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tool.Checking;

/// <summary>What one rule wants to be asked in a compilation. Our rules see files, types and the whole; none sees single nodes or operations, for which every body would have to be bound.</summary>
internal sealed class RuleActions(DiagnosticAnalyzer rule, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation) : AnalysisContext
{
    public DiagnosticAnalyzer Rule => rule;

    public List<Action<SemanticModelAnalysisContext>> OfFiles { get; } = [];

    public List<Action<SymbolAnalysisContext>> OfTypes { get; } = [];

    public List<Action<CompilationAnalysisContext>> OfCompilation { get; } = [];

    public override void EnableConcurrentExecution()
    {
    }

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode)
    {
    }

    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => action(new Start(this, compilation, options, cancellation));

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => OfCompilation.Add(action);

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => OfFiles.Add(action);

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => AddOfTypes(action, symbolKinds);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unexpected();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unexpected();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unexpected();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unexpected();

    private void AddOfTypes(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> kinds)
    {
        if (kinds is not [SymbolKind.NamedType]) throw Unexpected();
        OfTypes.Add(action);
    }

    private static NotSupportedException Unexpected() => new("No rule is asked in this way.");

    /// <summary>The same once the compilation is there.</summary>
    private sealed class Start(RuleActions actions, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation) : CompilationStartAnalysisContext(compilation, options, cancellation)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => actions.OfCompilation.Add(action);

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => actions.OfFiles.Add(action);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => actions.AddOfTypes(action, symbolKinds);

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unexpected();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unexpected();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unexpected();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unexpected();
    }
}
