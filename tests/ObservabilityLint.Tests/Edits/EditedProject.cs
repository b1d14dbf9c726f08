using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Edits;

/// <summary>A project in an editor: each edit makes another compilation of it, of which all files are the same but one.</summary>
internal sealed class EditedProject
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules = [.. RuleCatalog.All];

    private CSharpCompilation compilation;

    public EditedProject(IEnumerable<(string Name, string Text)> files)
        => compilation = CSharpCompilation.Create("Edited", files.Append((Snippet.UsingsFile, Snippet.Usings)).Select(file => Parse(file.Item1, file.Item2)), TestProject.AllReferences, Enabled());

    /// <summary>The files whose candidates were bound since the last edit.</summary>
    public IEnumerable<string> FilesRead => ProjectState.Of(compilation, default).FilesRead.Select(tree => Path.GetFileName(tree.FilePath)).Order(StringComparer.Ordinal);

    public void Edit(string file, string before, string after)
    {
        var tree = Tree(file);
        var text = tree.GetText().ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text.Replace(before, after, StringComparison.Ordinal))));
    }

    public void AddFile(string file, string text) => compilation = compilation.AddSyntaxTrees(Parse(file, text));

    public void RemoveFile(string file) => compilation = compilation.RemoveSyntaxTrees(Tree(file));

    /// <summary>What an editor asks after each keystroke: what is found in one file.</summary>
    public async Task<string[]> FoundInAsync(string file)
        => Texts(await compilation.WithAnalyzers(Rules).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(Tree(file)), null, default));

    /// <summary>What is found in all files.</summary>
    public async Task<string[]> FoundAsync() => Texts(await compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync());

    /// <summary>The same project, opened anew: nothing is known of it.</summary>
    public EditedProject Reopened() => new(compilation.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) != Snippet.UsingsFile).Select(tree => (Path.GetFileName(tree.FilePath), tree.GetText().ToString())));

    private SyntaxTree Tree(string file) => compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == file);

    private static SyntaxTree Parse(string file, string text) => CSharpSyntaxTree.ParseText(text, Snippet.ParseOptions, TestProject.Folder + file);

    /// <summary>Also the rules that are off by default.</summary>
    private static CSharpCompilationOptions Enabled() => TestProject.CompilationOptions.WithSpecificDiagnosticOptions(
        Rules.SelectMany(rule => rule.SupportedDiagnostics).Where(rule => !rule.IsEnabledByDefault).ToImmutableDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn));

    private static string[] Texts(ImmutableArray<Diagnostic> found)
    {
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Select(diagnostic => $"{Path.GetFileName(diagnostic.Location.SourceTree!.FilePath)} {diagnostic.Location.SourceSpan}: {diagnostic.Id} {diagnostic.GetMessage(null)}").Order(StringComparer.Ordinal)];
    }
}
