using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>A file that a user has named.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="IsNamed">It is meant itself, and not found in a folder.</param>
internal sealed record NamedFile(string Path, bool IsNamed);

/// <summary>The files that a user names: files, folders, patterns.</summary>
internal static class NamedFiles
{
    private static readonly string[] Extensions = [".json", ".yml", ".yaml", ".rules"];

    /// <exception cref="UserException">No file fits a pattern.</exception>
    public static IEnumerable<NamedFile> Find(string named)
    {
        if (Directory.Exists(named)) return FilesIn(Path.GetFullPath(named), isDeep: true, FileAttributes.Hidden).Where(IsCandidate).Order(StringComparer.Ordinal).Select(static path => new NamedFile(path, IsNamed: false));
        if (!named.Contains('*', StringComparison.Ordinal)) return [new NamedFile(Path.GetFullPath(named), IsNamed: true)];
        var slashed = named.Replace('\\', '/');
        var fixedLength = slashed.LastIndexOf('/', slashed.IndexOf('*', StringComparison.Ordinal)) + 1;
        var (folder, pattern) = (Path.GetFullPath(fixedLength == 0 ? "." : slashed[..fixedLength]), slashed[fixedLength..]);
        IEnumerable<string> files = Directory.Exists(folder) ? FilesIn(folder, isDeep: pattern.Contains('/', StringComparison.Ordinal), FileAttributes.None) : [];
        var found = new Matcher(StringComparison.Ordinal).AddInclude(pattern).Match(folder, files);
        return found.HasMatches ? found.Files.Select(file => new NamedFile(Path.GetFullPath(Path.Combine(folder, file.Path)), IsNamed: true)).OrderBy(static file => file.Path, StringComparer.Ordinal) : throw new UserException($"No file fits '{named}'.");
    }

    /// <summary>What lies in a folder. A link to another is not followed: it may lead back.</summary>
    private static FileSystemEnumerable<string> FilesIn(string folder, bool isDeep, FileAttributes leftOut)
        => new(folder, static (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = isDeep, IgnoreInaccessible = true, AttributesToSkip = leftOut })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private static bool IsCandidate(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
