using System.Text;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Loading;

/// <summary>What a user has named on the command line: a solution, a filter of one, a project, or a folder that holds them.</summary>
/// <param name="File">What MSBuild is called on; for a folder without a solution or project of its own a list of the projects below it.</param>
/// <param name="Folder">The folder to which paths in reports are relative.</param>
internal sealed record Entry(string File, string Folder)
{
    private static readonly string[] Solutions = [".sln", ".slnx", ".slnf"];

    /// <exception cref="UserException">There is nothing of the kind, or it is not clear what is meant.</exception>
    public static Entry Of(string path, string temporary)
    {
        if (System.IO.File.Exists(path))
        {
            var extension = Path.GetExtension(path).ToLowerInvariant();
            if (!Solutions.Contains(extension) && extension is not (".csproj" or ".proj"))
                throw new UserException($"'{path}' is neither a solution (.sln, .slnx, .slnf) nor a C# project (.csproj).");
            var file = Path.GetFullPath(path);
            return new Entry(file, Path.GetDirectoryName(file)!);
        }
        if (!Directory.Exists(path)) throw new UserException($"'{path}' does not exist. Name a solution, a project, or a folder that holds one.");

        var folder = Path.GetFullPath(path);
        if (OnlyOne(path, [.. FilesIn(folder, ".sln", ".slnx")], "solutions") is { } solution) return new Entry(solution, folder);
        if (OnlyOne(path, [.. FilesIn(folder, ".csproj")], "projects") is { } project) return new Entry(project, folder);
        var below = ProjectsBelow(folder);
        if (below.Count == 0) throw new UserException($"There is no solution and no C# project in '{path}', nor in a folder below it.");
        return new Entry(WriteList(below, temporary), folder);
    }

    private static IEnumerable<string> FilesIn(string folder, params string[] extensions)
        => Directory.EnumerateFiles(folder).Where(file => extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal);

    private static string? OnlyOne(string named, List<string> files, string kind)
    {
        // A solution that was rewritten in the newer format often stands beside the older one.
        if (files is [var first, var second] && Path.ChangeExtension(first, null) == Path.ChangeExtension(second, null)) return second;
        if (files.Count > 1) throw new UserException($"'{named}' holds several {kind}. Name the one that is meant: {string.Join(", ", files.Select(file => named == "." ? Path.GetFileName(file) : Path.Combine(named, Path.GetFileName(file))))}.");
        return files.FirstOrDefault();
    }

    private static List<string> ProjectsBelow(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Directory.EnumerateFiles(folder, "*.csproj", options).Where(file => !IsOutput(Path.GetRelativePath(folder, file))).Order(StringComparer.Ordinal)];
    }

    private static bool IsOutput(string path) => path.Split('/', '\\').Any(static part => part is "bin" or "obj" or "node_modules" or ".git");

    /// <summary>Writes a project that does for others what it is asked to do, whatever fails in some of them.</summary>
    public static string WriteList(List<string> projects, string temporary)
    {
        var text = new StringBuilder("<Project>\n  <ItemGroup>\n");
        foreach (var project in projects) text.Append("    <Listed Include=\"").Append(System.Security.SecurityElement.Escape(project)).Append("\" />\n");
        text.Append("  </ItemGroup>\n");
        foreach (var target in (string[])["ObslintCollect", "Restore"])
            text.Append("  <Target Name=\"").Append(target).Append("\"><MSBuild Projects=\"@(Listed)\" Targets=\"").Append(target).Append("\" BuildInParallel=\"true\" SkipNonexistentTargets=\"true\" ContinueOnError=\"WarnAndContinue\" /></Target>\n");
        var file = Path.Combine(temporary, "listed.proj");
        System.IO.File.WriteAllText(file, text.Append("</Project>\n").ToString());
        return file;
    }
}
