using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Applies fixes as an IDE does: the real CodeFixProvider, its first action, or its fix-all.</summary>
public static class FixRunner
{
    private static readonly ImmutableDictionary<string, CodeFixProvider> Fixes = typeof(Fixes.Fix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .ToImmutableDictionary(fix => Assert.Single(fix.FixableDiagnosticIds));

    public static CodeFixProvider? FixOf(string id) => Fixes.GetValueOrDefault(id);

    public static IEnumerable<string> FixableIds => Fixes.Keys;

    /// <summary>Fixes the first diagnostic that can be fixed, analyses again, and so on until none can.</summary>
    public static async Task<Project> OneByOneAsync(Project project, params DiagnosticAnalyzer[] analyzers)
    {
        for (var round = 0; round < 100; round++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in await TestProject.DiagnosticsAsync(project, analyzers))
                if ((action = await FirstActionAsync(project, diagnostic)) != null) break;
            if (action is null) return project;
            project = await ApplyAsync(project, action);
        }
        throw new InvalidOperationException("The fixes never come to an end:\n" + await TestProject.TextOfAsync(project));
    }

    /// <summary>Fixes everything in the project with the fix-all of each rule, in the order of the analyzers.</summary>
    public static async Task<Project> AllAsync(Project project, params DiagnosticAnalyzer[] analyzers)
    {
        foreach (var analyzer in analyzers)
        {
            var diagnostics = await TestProject.DiagnosticsAsync(project, analyzer);
            foreach (var id in diagnostics.Select(d => d.Id).Distinct().Where(id => FixOf(id) != null))
            {
                var fix = FixOf(id)!;
                var context = new FixAllContext(project, fix, FixAllScope.Project, id, [id], new Found(diagnostics), CancellationToken.None);
                if (await fix.GetFixAllProvider()!.GetFixAsync(context) is { } action) project = await ApplyAsync(project, action);
            }
        }
        return project;
    }

    public static async Task<CodeAction?> FirstActionAsync(Project project, Diagnostic diagnostic)
    {
        if (FixOf(diagnostic.Id) is not { } fix || project.GetDocument(diagnostic.Location.SourceTree) is not { } document) return null;
        CodeAction? first = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => first ??= action, CancellationToken.None));
        return first;
    }

    public static async Task<Project> ApplyAsync(Project project, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(project.Id)!;
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult(diagnostics.Where(d => !d.Location.IsInSource));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellation);
            return diagnostics.Where(d => d.Location.SourceTree == tree);
        }
    }
}
