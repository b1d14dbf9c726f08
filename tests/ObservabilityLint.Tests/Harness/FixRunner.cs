using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tests.Harness;

/// <summary>
/// Applies fixes as an IDE does: the real CodeFixProvider, its first action, or its fix-all. The test library, behind <see cref="Verify{TRule}"/>, does so for one rule and compares texts;
/// this is for what it cannot do: several rules one after the other, solutions whose projects have options of their own, and results that are compiled, run or analysed further.
/// </summary>
public static class FixRunner
{
    private static readonly ImmutableDictionary<string, CodeFixProvider> Fixes = typeof(Fixes.Fix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .ToImmutableDictionary(fix => Assert.Single(fix.FixableDiagnosticIds));

    public static CodeFixProvider? FixOf(string id) => Fixes.GetValueOrDefault(id);

    public static IEnumerable<string> FixableIds => Fixes.Keys;

    /// <summary>Fixes the first diagnostic that can be fixed, analyses again, and so on until none can.</summary>
    public static Task<Project> OneByOneAsync(Project project, params DiagnosticAnalyzer[] analyzers) => OneByOneAsync(project, null, analyzers);

    /// <summary>The same, where a rule has several fixes, with the one of this choice; with the first if there is none.</summary>
    public static Task<Project> OneByOneAsync(Project project, string? choice, params DiagnosticAnalyzer[] analyzers)
        => RepeatAsync(project, (current, diagnostic) => ActionAsync(current, diagnostic, choice), analyzers);

    /// <summary>The same where nobody looks: without the fixes that an author must decide on, which fix-all leaves out too.</summary>
    public static Task<Project> UnattendedAsync(Project project, params DiagnosticAnalyzer[] analyzers) => RepeatAsync(project, UnattendedActionAsync, analyzers);

    private static async Task<Project> RepeatAsync(Project project, Func<Project, Diagnostic, Task<CodeAction?>> choose, DiagnosticAnalyzer[] analyzers)
    {
        for (var round = 0; round < 100; round++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in await TestProject.DiagnosticsAsync(project, analyzers))
                if ((action = await choose(project, diagnostic)) != null) break;
            if (action is null) return project;
            project = await ApplyAsync(project, action);
        }
        throw new InvalidOperationException("The fixes never come to an end:\n" + await TestProject.TextOfAsync(project));
    }

    /// <summary>Fixes everything in the project with the fix-all of each rule, in the order of the analyzers.</summary>
    public static async Task<Project> AllAsync(Project project, params DiagnosticAnalyzer[] analyzers)
        => (await AllAsync(project.Solution, FixAllScope.Project, analyzers)).GetProject(project.Id)!;

    /// <summary>Fixes everything in the solution: with one fix-all for each rule, for each rule and project, or for each rule and document.</summary>
    public static async Task<Solution> AllAsync(Solution solution, FixAllScope scope, params DiagnosticAnalyzer[] analyzers)
    {
        // The rules are asked together, and once for each state of a project: most fixes leave most projects as they are.
        var known = new Dictionary<Compilation, ImmutableArray<Diagnostic>>();
        foreach (var id in analyzers.Select(static analyzer => analyzer.SupportedDiagnostics[0].Id))
        {
            if (FixOf(id) is not { } fix) continue;
            foreach (var project in scope == FixAllScope.Solution ? solution.ProjectIds.Take(1) : solution.ProjectIds)
            {
                var documents = scope == FixAllScope.Document ? solution.GetProject(project)!.DocumentIds : [solution.GetProject(project)!.DocumentIds[0]];
                foreach (var document in documents)
                {
                    var found = await Found.InAsync(scope == FixAllScope.Solution ? solution.Projects : [solution.GetProject(project)!], id, analyzers, known);
                    if (found.IsEmpty) continue;
                    var context = scope == FixAllScope.Document
                        ? new FixAllContext(solution.GetDocument(document)!, fix, scope, id, [id], found, CancellationToken.None)
                        : new FixAllContext(solution.GetProject(project)!, fix, scope, id, [id], found, CancellationToken.None);
                    if (await fix.GetFixAllProvider()!.GetFixAsync(context) is { } action) solution = await ApplyAsync(action);
                }
            }
        }
        return solution;
    }

    public static Task<CodeAction?> FirstActionAsync(Project project, Diagnostic diagnostic) => ActionAsync(project, diagnostic, null);

    /// <summary>The first action, unless that is for an author to decide on.</summary>
    public static async Task<CodeAction?> UnattendedActionAsync(Project project, Diagnostic diagnostic)
        => await ProposalsAsync(project, diagnostic) is [{ NeedsAuthor: false }, ..] ? await ActionAsync(project, diagnostic, null) : null;

    /// <summary>What can be chosen among for a diagnostic, the best first.</summary>
    public static async Task<IEnumerable<string?>> ChoicesAsync(Project project, Diagnostic diagnostic)
        => (await ProposalsAsync(project, diagnostic)).Select(proposal => proposal.Choice);

    private static async Task<ImmutableArray<ObservabilityLint.Fixes.Editing.Proposal>> ProposalsAsync(Project project, Diagnostic diagnostic)
        => FixOf(diagnostic.Id) is ObservabilityLint.Fixes.Fix fix && project.GetDocument(diagnostic.Location.SourceTree) is { } document
            ? await fix.ProposeAllAsync(document, diagnostic, CancellationToken.None)
            : [];

    /// <summary>The action of the choice, the first one if there is none: null if it is not offered.</summary>
    public static async Task<CodeAction?> ActionAsync(Project project, Diagnostic diagnostic, string? choice)
    {
        if (FixOf(diagnostic.Id) is not { } fix || project.GetDocument(diagnostic.Location.SourceTree) is not { } document) return null;
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        if (choice is null) return actions.FirstOrDefault();
        // The best one goes by the rule's own key.
        return (await ChoicesAsync(project, diagnostic)).FirstOrDefault() == choice ? actions[0] : actions.Find(action => action.EquivalenceKey == ObservabilityLint.Fixes.Fix.EquivalenceKey(diagnostic.Id, choice));
    }

    public static async Task<Project> ApplyAsync(Project project, CodeAction action) => (await ApplyAsync(action)).GetProject(project.Id)!;

    private static async Task<Solution> ApplyAsync(CodeAction action)
        => Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;

    private sealed class Found(ImmutableDictionary<ProjectId, ImmutableArray<Diagnostic>> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public bool IsEmpty => diagnostics.Values.All(found => found.IsEmpty);

        public static async Task<Found> InAsync(IEnumerable<Project> projects, string id, DiagnosticAnalyzer[] analyzers, Dictionary<Compilation, ImmutableArray<Diagnostic>> known)
        {
            var diagnostics = ImmutableDictionary.CreateBuilder<ProjectId, ImmutableArray<Diagnostic>>();
            foreach (var project in projects)
            {
                var compilation = (await project.GetCompilationAsync())!;
                if (!known.TryGetValue(compilation, out var all)) known[compilation] = all = await TestProject.DiagnosticsAsync(project, analyzers);
                diagnostics.Add(project.Id, [.. all.Where(diagnostic => diagnostic.Id == id)]);
            }
            return new Found(diagnostics.ToImmutable());
        }

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics[project.Id]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult(diagnostics[project.Id].Where(d => !d.Location.IsInSource));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellation);
            return diagnostics[document.Project.Id].Where(d => d.Location.SourceTree == tree);
        }
    }
}
