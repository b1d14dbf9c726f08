using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>Finds and reads the files that a user names: files, folders, patterns.</summary>
internal static class QueryFiles
{
    private static readonly string[] Extensions = [".json", ".yml", ".yaml", ".rules"];

    /// <param name="named">Files, folders, or patterns of files.</param>
    /// <param name="isExcluded">Those to leave out.</param>
    /// <param name="takesRefused">Whether queries that read well, and Prometheus refuses, will do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Some cannot be read; all are told.</exception>
    public static IReadOnlyList<ParsedFile> Read(IReadOnlyList<string> named, Func<string, bool> isExcluded, bool takesRefused, CancellationToken cancellation)
    {
        var paths = named.SelectMany(Find).DistinctBy(static file => file.Path).Where(file => !isExcluded(file.Path)).ToList();
        var (files, errors) = (new ParsedFile?[paths.Count], new List<string>[paths.Count]);
        Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellation }, i => (files[i], errors[i]) = Read(paths[i].Path, paths[i].IsNamed, takesRefused));
        var wrong = errors.SelectMany(static each => each).ToList();
        if (wrong.Count > 0) throw new UserException(string.Join("\nobslint: ", wrong.Append($"Nothing was done: {(wrong.Count == 1 ? "this" : $"these {wrong.Count}")} must be mended first, or left out with --exclude.")));
        return [.. files.OfType<ParsedFile>()];
    }

    private static (ParsedFile? File, List<string> Errors) Read(string path, bool isNamed, bool takesRefused)
    {
        SourceFile source;
        try
        {
            source = SourceFile.Read(path);
        }
        catch (UserException e)
        {
            return (null, [e.Message]);
        }
        // A folder holds much else; what has no word of a query is none of ours, whatever is wrong with it.
        if (!isNamed && !MayHaveQueries(source.Text)) return (null, []);
        try
        {
            var file = ParsedFile.Of(QueryFileReader.Read(source));
            return (file, [.. file.Errors.Concat(takesRefused ? [] : file.Refusals).OrderBy(static error => error.Place).Select(static error => error.LineFrom(Directory.GetCurrentDirectory()))]);
        }
        catch (MalformedDocumentException e)
        {
            return (null, [new Remark(source, e.Place, "", e.Message).LineFrom(Directory.GetCurrentDirectory())]);
        }
    }

    private static bool MayHaveQueries(string text) => text.Contains("expr", StringComparison.Ordinal) || text.Contains("\"query\"", StringComparison.Ordinal) || text.Contains("PrometheusTimeSeriesQuery", StringComparison.Ordinal);

    private static IEnumerable<(string Path, bool IsNamed)> Find(string named)
    {
        if (Directory.Exists(named)) return Directory.EnumerateFiles(named, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Where(IsCandidate).Order(StringComparer.Ordinal).Select(static path => (Path.GetFullPath(path), false));
        if (!named.Contains('*', StringComparison.Ordinal)) return [(Path.GetFullPath(named), true)];
        var found = new Matcher(StringComparison.Ordinal).AddInclude(named.Replace('\\', '/')).Execute(new DirectoryInfoWrapper(new DirectoryInfo(Directory.GetCurrentDirectory())));
        return found.HasMatches ? found.Files.Select(static file => (Path.GetFullPath(file.Path), true)).Order() : throw new UserException($"No file fits '{named}'.");
    }

    private static bool IsCandidate(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
