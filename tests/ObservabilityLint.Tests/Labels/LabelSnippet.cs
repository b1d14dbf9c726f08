using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A snippet with a label at each mark, on which edits are tried without any rule.</summary>
internal sealed class LabelSnippet
{
    private readonly Project project;
    private readonly Markup markup;

    private LabelSnippet(Project project, Markup markup) => (this.project, this.markup) = (project, markup);

    public static LabelSnippet Parse(string source)
    {
        var markup = Markup.Parse(source);
        return new LabelSnippet(TestProject.Create(markup), markup);
    }

    /// <summary>The merged edits of all marks give the text, and so does one after the other; null for the text means that the first of them has none.</summary>
    public async Task GivesAsync(string? after, Func<Document, LabelPlace, Task<SolutionEdits?>> edit)
    {
        await TestProject.AssertCompilesAsync(project);
        var merged = new SolutionEdits();
        foreach (var mark in markup.Marks)
        {
            var edits = await EditsAsync(mark, edit);
            if (after is null) Assert.Null(edits);
            if (after is null) return;
            Assert.True(merged.TryMerge(Assert.IsType<SolutionEdits>(edits), project.Solution));
        }
        var changed = (await merged.ApplyAsync(project.Solution, default)).GetProject(project.Id)!;
        Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after!))), await TestProject.TextOfAsync(changed));
        await TestProject.AssertCompilesAsync(changed);
    }

    private async Task<SolutionEdits?> EditsAsync(Mark mark, Func<Document, LabelPlace, Task<SolutionEdits?>> edit)
    {
        var document = project.Documents.Single(document => document.Name == mark.File);
        var location = Location.Create((await document.GetSyntaxTreeAsync())!, mark.Span);
        return await edit(document, Assert.IsType<LabelPlace>(await LabelPlace.FindAsync(document, location, default)));
    }
}
