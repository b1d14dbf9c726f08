using ObservabilityLint.Model;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>What names a span, in the order of the text.</summary>
public class SpanNamesTests
{
    [Theory]
    [InlineData("static class Use { static void Do(ActivitySource s, Activity a, string x) { s.StartActivity(x + 1); s.CreateActivity(x + 2, ActivityKind.Client); a.DisplayName = x + 3; new Activity(x + 4) { DisplayName = x + 5 }.Start(); s.StartActivity(); } }", "x + 1, x + 2, x + 3, x + 4, x + 5")]
    [InlineData("static class Use { static void Do(OpenTelemetry.Trace.Tracer t, string x) { t.StartSpan(x + 1).UpdateName(x + 2); t.StartActiveSpan(x + 3); t.StartRootSpan(x + 4); } }", "x + 1, x + 2, x + 3, x + 4")]
    [InlineData("class Person { public string DisplayName = \"\"; } static class Use { static void Do(Person p, Activity a, string x) { p.DisplayName = x + a.DisplayName; a.SetTag(\"k\", x); } }", "")]
    public async Task Recognizes(string source, string expected)
    {
        var project = TestProject.Create(Markup.Parse(source));
        await TestProject.AssertCompilesAsync(project);
        var names = Measured.In((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!).Where(measurement => measurement.Kind == MeasurementKind.Naming).SelectMany(measurement => measurement.Tags);
        Assert.Equal(expected.Split(", ", StringSplitOptions.RemoveEmptyEntries), names.Select(name => name.Value!.Syntax.ToString()).Order(StringComparer.Ordinal));
    }
}
