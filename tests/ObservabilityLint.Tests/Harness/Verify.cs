using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Fixes;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Checks one rule on snippets: where it fires, where it is quiet, and what its fix writes.</summary>
public static class Verify<TRule> where TRule : Rule, new()
{
    private static readonly string Id = new TRule().Descriptor.Id;

    /// <summary>The rule reports exactly at the marks; the code compiles.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FiresAsync(string source, params string[] options)
    {
        var markup = Markup.Parse(source, Id);
        Assert.NotEmpty(markup.Marks);
        return await MatchesAsync(markup, options);
    }

    /// <summary>The rule reports at the mark with this message.</summary>
    public static async Task SaysAsync(string source, string message, params string[] options)
        => Assert.Equal(message, Assert.Single(await FiresAsync(source, options)).GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The rule reports nothing; the code compiles.</summary>
    public static async Task QuietAsync(string source, params string[] options)
    {
        var markup = Markup.Parse(source, Id);
        Assert.Empty(markup.Marks);
        await MatchesAsync(markup, options);
    }

    /// <summary>The rule reports at the marks (all of them), and its fix, one by one and as fix-all, gives the second source.</summary>
    public static Task FixesAsync(string before, string after, params string[] options) => FixesAsync(null, before, after, options);

    /// <summary>The same for a rule with several fixes, with the one of this choice.</summary>
    public static Task ChosenFixesAsync(string choice, string before, string after, params string[] options) => FixesAsync(choice, before, after, options);

    /// <summary>The fixes that can be chosen among for each diagnostic, the best first: <c>sibling span drop</c>.</summary>
    public static async Task OffersAsync(string source, string choices, params string[] options)
    {
        await FiresAsync(source, options);
        var project = TestProject.Create(Markup.Parse(source, Id), options);
        foreach (var diagnostic in await TestProject.DiagnosticsAsync(project, new TRule()))
            Assert.Equal(choices, string.Join(' ', await FixRunner.ChoicesAsync(project, diagnostic)));
    }

    /// <summary>The rule reports at the marks, and its fix gives the second source where an author chooses it; fixing all leaves everything as it is.</summary>
    public static async Task DraftsAsync(string before, string after, params string[] options)
    {
        await FiresAsync(before, options);
        var project = TestProject.Create(Markup.Parse(before, Id), options);
        var drafted = await FixRunner.OneByOneAsync(project, new TRule());
        Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after, Id), options)), await TestProject.TextOfAsync(drafted));
        await TestProject.AssertCompilesAsync(drafted);
        Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(await FixRunner.AllAsync(project, new TRule())));
    }

    private static async Task FixesAsync(string? choice, string before, string after, string[] options)
    {
        await FiresAsync(before, options);
        var project = TestProject.Create(Markup.Parse(before, Id), options);
        var expected = await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after, Id), options));

        var oneByOne = await FixRunner.OneByOneAsync(project, choice, new TRule());
        Assert.Equal(expected, await TestProject.TextOfAsync(oneByOne));
        await TestProject.AssertCompilesAsync(oneByOne);

        var all = await FixRunner.AllAsync(project, choice, new TRule());
        Assert.Equal(expected, await TestProject.TextOfAsync(all));

        // Idempotent: what a fix has written, it does not want to change again.
        Assert.Equal(expected, await TestProject.TextOfAsync(await FixRunner.AllAsync(all, choice, new TRule())));
    }

    /// <summary>The rule reports at the marks, and no fix is offered.</summary>
    public static async Task OffersNoFixAsync(string source, params string[] options)
    {
        await FiresAsync(source, options);
        var project = TestProject.Create(Markup.Parse(source, Id), options);
        var text = await TestProject.TextOfAsync(project);
        Assert.Equal(text, await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(project, new TRule())));
        Assert.Equal(text, await TestProject.TextOfAsync(await FixRunner.AllAsync(project, new TRule())));
    }

    private static async Task<ImmutableArray<Diagnostic>> MatchesAsync(Markup markup, string[] options)
    {
        var project = TestProject.Create(markup, options);
        await TestProject.AssertCompilesAsync(project);
        var diagnostics = await TestProject.DiagnosticsAsync(project, new TRule());
        var expected = markup.Marks.Select(mark => Line(mark.Id, mark.File, mark.Span, markup)).Order(StringComparer.Ordinal);
        var actual = diagnostics.Select(d => Line(d.Id, Path.GetFileName(d.Location.SourceTree?.FilePath ?? ""), d.Location.SourceSpan, markup)).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join("\n", expected), string.Join("\n", actual));
        return diagnostics;
    }

    private static string Line(string id, string file, Microsoft.CodeAnalysis.Text.TextSpan span, Markup markup)
    {
        var text = markup.Files.FirstOrDefault(f => f.Name == file).Text;
        return text is null ? $"{id} without location" : $"{id} {file}{span}: {text.Substring(span.Start, span.Length)}";
    }
}
