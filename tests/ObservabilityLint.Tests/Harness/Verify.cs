using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Checks one rule on snippets, with the test library: where it fires, where it is quiet, and what its fix writes. All snippets compile.</summary>
public static class Verify<TRule> where TRule : Rule, new()
{
    private static readonly string Id = new TRule().Descriptor.Id;

    private static CodeFixProvider? Fix => FixRunner.FixOf(Id);

    /// <summary>The rule reports exactly at the marks.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FiresAsync(string source, params string[] options)
    {
        var markup = Markup.Parse(source);
        Assert.NotEmpty(markup.Marks);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        await RunAsync(new RuleTest<TRule>(markup, options) { DiagnosticVerifier = (actual, _, _) => found.Add(actual) });
        return found.ToImmutable();
    }

    /// <summary>The rule reports at the mark with this message.</summary>
    public static async Task SaysAsync(string source, string message, params string[] options)
        => Assert.Equal(message, Assert.Single(await FiresAsync(source, options)).GetMessage(CultureInfo.InvariantCulture));

    /// <summary>The rule reports nothing.</summary>
    public static Task QuietAsync(string source, params string[] options)
    {
        var markup = Markup.Parse(source);
        Assert.Empty(markup.Marks);
        return RunAsync(new RuleTest<TRule>(markup, options));
    }

    /// <summary>The rule reports at the marks (all of them), and its fix, one by one and as fix-all, gives the second source, in which it has nothing more to do.</summary>
    public static Task FixesAsync(string before, string after, params string[] options) => FixesAsync(Fix!, before, after, options);

    /// <summary>The same for a rule with several fixes, with the one of this choice.</summary>
    public static Task ChosenFixesAsync(string choice, string before, string after, params string[] options) => FixesAsync(new ChosenFix(Fix!, choice), before, after, options);

    /// <summary>The rule reports at the marks, and no fix is offered.</summary>
    public static Task OffersNoFixAsync(string source, params string[] options)
    {
        var markup = Markup.Parse(source);
        Assert.NotEmpty(markup.Marks);
        return RunAsync(new RuleTest<TRule>(markup, options, Fix).Gives(markup));
    }

    /// <summary>The fixes that can be chosen among for each diagnostic, the best first: <c>sibling span drop</c>. The test library takes one action, and does not tell which there were.</summary>
    public static async Task OffersAsync(string source, string choices, params string[] options)
    {
        await FiresAsync(source, options);
        var project = TestProject.Create(Markup.Parse(source), options);
        foreach (var diagnostic in await TestProject.DiagnosticsAsync(project, new TRule()))
            Assert.Equal(choices, string.Join(' ', await FixRunner.ChoicesAsync(project, diagnostic)));
    }

    /// <summary>The rule reports at the marks, and its fix gives the second source where an author chooses it; fixing all leaves everything as it is. The test library asks for both at once.</summary>
    public static async Task DraftsAsync(string before, string after, params string[] options)
    {
        await FiresAsync(before, options);
        var project = TestProject.Create(Markup.Parse(before), options);
        var drafted = await FixRunner.OneByOneAsync(project, new TRule());
        Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after), options)), await TestProject.TextOfAsync(drafted));
        await TestProject.AssertCompilesAsync(drafted);
        Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(await FixRunner.AllAsync(project, new TRule())));
    }

    private static Task FixesAsync(CodeFixProvider fix, string before, string after, string[] options)
    {
        var markup = Markup.Parse(before);
        Assert.NotEmpty(markup.Marks);
        return RunAsync(new RuleTest<TRule>(markup, options, fix).Gives(Markup.Parse(after)));
    }

    private static Task RunAsync(RuleTest<TRule> test) => test.RunAsync(TestContext.Current.CancellationToken);
}
