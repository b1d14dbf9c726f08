using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Loading;

/// <summary>
/// The samples of this repository under a solution of their own, with its settings for all projects: copied, so that a build of them meets no other test's. What they refer to stays in its place, and what the compiler runs are the rules of the test's own folder.
/// </summary>
internal static partial class CopiedSamples
{
    public const string File = "Samples.slnx";

    public static TemporarySolution Write(TemporarySolution solution)
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", ".editorconfig"]) solution.Write(file, System.IO.File.ReadAllText(Sources.PathOf(file)));
        var projects = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Sources.PathOf("samples"), "*", SearchOption.AllDirectories))
        {
            var (name, extension) = (Path.GetRelativePath(Sources.Root, file).Replace('\\', '/'), Path.GetExtension(file));
            if (name.Split('/').Any(static part => part is "bin" or "obj") || extension is not (".cs" or ".csproj" or ".props" or ".targets" or ".editorconfig")) continue;
            var text = System.IO.File.ReadAllText(file);
            if (extension == ".csproj")
            {
                projects.Add(name);
                text = AnalyzerReference().Replace(text, "").Replace("../../src/", Sources.PathOf("src") + "/", StringComparison.Ordinal);
            }
            else if (extension == ".targets") text = text.Replace("<Project>", "<Project>\n  <Import Project=\"../Logs.targets\" />", StringComparison.Ordinal);
            solution.Write(name, text);
        }
        return solution.Write("Logs.targets", BuildLogs.Targets).WriteSolution(File, [.. projects]);
    }

    /// <summary>What stands beside each sample of what it shows: file, line and rule.</summary>
    public static HashSet<string> Expected()
        => [.. from file in Directory.EnumerateFiles(Sources.PathOf("samples"), "expected-findings.txt", SearchOption.AllDirectories)
               from line in System.IO.File.ReadLines(file)
               select $"samples/{Path.GetFileName(Path.GetDirectoryName(file))}/{FileLineAndRule().Match(line).Value}"];

    [GeneratedRegex(@"^.+\(\d+\): OBS\d+")]
    private static partial Regex FileLineAndRule();

    [GeneratedRegex("""<ProjectReference [^>]*OutputItemType="Analyzer"[^>]*/>""")]
    private static partial Regex AnalyzerReference();
}
