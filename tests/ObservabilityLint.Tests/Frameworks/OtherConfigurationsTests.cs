using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Frameworks;

/// <summary>What a fix writes compiles in the configuration at hand, and must in the one beside it.</summary>
public class OtherConfigurationsTests
{
    private const string Span = "        using var activity = source.StartActivity(\"load\");\n";

    /// <summary>The span is there in one configuration only, and what the fix writes is in both.</summary>
    [Theory]
    [InlineData("#if !RELEASE")]
    [InlineData("#if !RELEASE && !TRACE")]
    [InlineData("#if RELEASE\n        Console.WriteLine();\n#else")]
    public Task A_variable_of_one_configuration_is_named_in_no_other(string condition) => IsLeftAsync(new ActivityAcrossYield(), Loading($"{condition}\n{Span}#endif\n"));

    [Theory]
    [InlineData("#if !RELEASE\n        Console.WriteLine();\n#endif\n")]
    [InlineData("#if RELEASE\n        Missing.Call();\n#else\n        Console.WriteLine();\n#endif\n")]
    [InlineData("#region Start\n        Console.WriteLine();\n#endregion\n")]
    public Task Other_conditions_in_the_function_do_not_matter(string other) => IsFixedAsync(new ActivityAcrossYield(), Loading(Span + other));

    [Fact]
    public Task Conditions_of_other_functions_do_not_matter() => IsFixedAsync(new ActivityAcrossYield(), Loading(Span).Replace("static class C\n{\n", "static class C\n{\n#if !RELEASE\n    public static int Number;\n#else\n    Missing\n#endif\n", StringComparison.Ordinal));

    [Fact]
    public Task A_task_that_one_configuration_starts_is_awaited_in_no_other() => IsLeftAsync(new AwaitInSuppressedFlow(), """
        static class C
        {
            public static async Task SendAsync()
            {
                using (ExecutionContext.SuppressFlow())
                {
        #if !RELEASE
                    await Task.Run(() => Thread.Sleep(1));
        #endif
                }
            }
        }
        """);

    [Fact]
    public Task A_status_of_a_span_of_one_configuration_is_set_in_no_other() => IsLeftAsync(new ErrorStatusNotRecorded(), """
        #if !RELEASE
        using var activity = source.StartActivity("pay");
        #endif
        try { throw new InvalidOperationException("no money"); }
        catch (Exception ex)
        {
            Console.WriteLine(ex);
        }
        """);

    private static string Loading(string start) => "static class C\n{\n    public static async IAsyncEnumerable<int> LoadAsync()\n    {\n" + start + """
                for (var page = 0; page < 3; page++)
                {
                    yield return await QueryAsync(page);
                }
            }

            static async Task<int> QueryAsync(int page)
            {
                using var query = source.StartActivity("query");
                await Task.Delay(1);
                return page;
            }
        }
        """;

    private static async Task IsLeftAsync(Rule rule, string text)
    {
        var project = TestProject.Create(Markup.Parse(text));
        Assert.NotEmpty(await TestProject.DiagnosticsAsync(project, rule));
        Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(project, rule)));
        Assert.Equal(await TestProject.TextOfAsync(project), await TestProject.TextOfAsync(await FixRunner.AllAsync(project, rule)));
    }

    private static async Task IsFixedAsync(Rule rule, string text)
    {
        var project = TestProject.Create(Markup.Parse(text));
        Assert.Empty(await TestProject.DiagnosticsAsync(await FixRunner.OneByOneAsync(project, rule), rule));
    }
}
