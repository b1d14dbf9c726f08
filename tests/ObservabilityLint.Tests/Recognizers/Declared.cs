using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>What the recognizers see in a snippet, as text: one line a declaration, with what is known of it.</summary>
internal static class Declared
{
    /// <summary>The snippet compiles, and its declarations are these.</summary>
    public static async Task IsAsync(string source, params string[] expected)
        => Assert.Equal(string.Join("\n", expected), await LinesAsync(source));

    public static async Task<string> LinesAsync(string source)
    {
        var project = TestProject.Create(Markup.Parse(source, ""));
        await TestProject.AssertCompilesAsync(project);
        return Lines((await project.GetCompilationAsync())!);
    }

    /// <summary>As <see cref="IsAsync"/>, for code that does not compile.</summary>
    public static async Task IsInBrokenCodeAsync(string source, params string[] expected)
    {
        var compilation = (await TestProject.Create([("Broken.cs", source), (Snippet.UsingsFile, Snippet.Usings)]).GetCompilationAsync())!;
        Assert.Contains(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(string.Join("\n", expected), Lines(compilation));
    }

    public static string Lines(Compilation compilation)
        => TelemetryFacts.For(compilation, CancellationToken.None) is { } facts ? string.Join("\n", facts.AllInstruments(CancellationToken.None).Select(Line)) : "";

    private static string Line(InstrumentDeclaration declared)
    {
        var line = new StringBuilder($"{declared.Kind} {Show(declared.Name)}");
        if (declared.NumberType is { } type) line.Append($" of {type.ToDisplayString()}");
        if (declared.Unit is { } unit) line.Append($" unit={Show(unit)}");
        if (declared.Help is { } help) line.Append($" help={Show(help)}");
        if (!declared.Labels.IsDefault) line.Append($" labels=[{string.Join(",", declared.Labels.Select(Show))}]");
        if (declared.Buckets is { } buckets) line.Append($" buckets={buckets.Syntax}");
        if (declared.Scope.Name is { } name) line.Append($" scope=\"{name}\"");
        else if (declared.Scope.Symbol is { } scope) line.Append($" scope={scope.Name}");
        if (declared.Target is { } target) line.Append($" target={target.Name}");
        if (declared.IsObservable) line.Append(" observable");
        if (declared.IsView) line.Append(" view");
        if (declared.IsWrapped) line.Append(" wrapped");
        return line.ToString();
    }

    private static string Show(Text text)
    {
        var shown = string.Concat(text.Pieces.Select(piece => piece.Value ?? $"{{{piece.Parameter?.Name ?? piece.Kind.ToString()}}}"));
        return $"\"{shown}\"";
    }
}
