using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>Code is broken most of the time that it is being typed: no rule and no fix may fail on it.</summary>
public class BrokenCode
{
    private const int Step = 50;

    /// <summary>Files that share a compilation: each is cut off somewhere, and its types are its own.</summary>
    private const int FilesInBatch = 25;

    [Fact]
    public async Task Code_cut_off_anywhere_breaks_no_rule_and_no_fix()
    {
        var files = CutOff().ToList();
        Assert.True(files.Count > 60, $"Only {files.Count} files are left of the corpus.");
        var empty = TestProject.Create([(Snippet.UsingsFile, Snippet.Usings)]);
        await empty.GetCompilationAsync(TestContext.Current.CancellationToken);
        var diagnostics = 0;
        foreach (var batch in files.Chunk(FilesInBatch))
        {
            var project = empty;
            for (var i = 0; i < batch.Length; i++)
                project = project.AddDocument($"Cut{i}.cs", SourceText.From(batch[i].Replace("partial class Test", $"partial class Test{i}", StringComparison.Ordinal)), filePath: $"/test/Cut{i}.cs").Project;
            diagnostics += await SurviveAsync(project);
        }
        Assert.True(diagnostics > files.Count / 4, $"{diagnostics} findings in {files.Count} files: the corpus no longer means anything.");
    }

    /// <summary>Analyses with every rule, and carries out every fix; a crash of either fails the test.</summary>
    public static async Task<int> SurviveAsync(Project project)
    {
        var found = await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All]);
        foreach (var diagnostic in found)
            if (await FixRunner.FirstActionAsync(project, diagnostic) is { } action)
                Assert.NotNull(await FixRunner.ApplyAsync(project, action));
        return found.Length;
    }

    private static IEnumerable<string> CutOff()
    {
        foreach (var source in Sources())
        {
            var (text, offset) = Snippet.Complete(source);
            for (var length = offset + Step; length < text.Length; length += Step)
                yield return text[..length];
        }
    }

    private static IEnumerable<string> Sources()
    {
        foreach (var section in Manual.Sections)
            foreach (var example in section.Examples.Where(example => !example.IsOptions))
                foreach (var snippet in (string[])[example.Bad, example.Good])
                    foreach (var (_, text) in Markup.Parse(snippet).Files)
                        yield return text;
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories).Where(IsSample))
            yield return File.ReadAllText(file);
        foreach (var dense in Dense.All) yield return dense;
    }

    private static bool IsSample(string file)
    {
        var path = Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar);
        return path[0] == "samples" && !path.Contains("obj") && !path.Contains("bin");
    }
}
