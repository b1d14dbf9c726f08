using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>The tags that the recognizers see in a snippet, as text: one line a call.</summary>
internal static class Measured
{
    /// <summary>The snippet compiles, and its measurements are these.</summary>
    public static async Task IsAsync(string source, params string[] expected)
        => Assert.Equal(string.Join("\n", expected), await LinesAsync(source));

    public static async Task<string> LinesAsync(string source)
    {
        var project = TestProject.Create(Markup.Parse(source));
        await TestProject.AssertCompilesAsync(project);
        return Lines((await project.GetCompilationAsync())!);
    }

    /// <summary>The names of spans, which have no key, are left out.</summary>
    public static string Lines(Compilation compilation) => string.Join("\n", In(compilation).Where(measurement => measurement.Kind != MeasurementKind.Naming).Select(Line));

    public static IEnumerable<Measurement> In(Compilation compilation)
        => TelemetryFacts.For(compilation, CancellationToken.None)?.Measurements.All(CancellationToken.None) ?? [];

    private static string Line(Measurement measurement)
    {
        var line = new StringBuilder(measurement.Kind.ToString());
        if (measurement.Declaration is { } declaration) line.Append($" on {declaration.Name}");
        if (measurement.Tags.IsDefault) line.Append(" out of sight");
        else line.Append(" [").AppendJoin(", ", measurement.Tags.Select(Show)).Append(measurement.IsComplete ? "]" : ", …]");
        return line.ToString();
    }

    private static string Show(Tag tag)
    {
        var target = tag.Target == TagTarget.Label ? "" : tag.Target + " ";
        return $"{target}{tag.Key?.ToString() ?? "?"}{(tag.IsOptional ? "?=" : "=")}{tag.Value?.Syntax.ToString() ?? "?"}";
    }
}
