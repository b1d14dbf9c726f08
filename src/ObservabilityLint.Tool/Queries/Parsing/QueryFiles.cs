using System.Text;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>Reads the files that a user names.</summary>
internal static class QueryFiles
{
    /// <summary>One of them is in every file with queries, in whatever it is encoded.</summary>
    private static readonly byte[][] Words = [.. ((Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode]).SelectMany(static encoding => ((string[])["expr", "\"query\"", "PrometheusTimeSeriesQuery"]).Select(encoding.GetBytes))];

    /// <param name="named">Files, folders, or patterns of files.</param>
    /// <param name="isExcluded">Those to leave out.</param>
    /// <param name="takesRefused">Whether queries that read well, and Prometheus refuses, will do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Some cannot be read; all are told.</exception>
    public static IReadOnlyList<ParsedFile> Read(IReadOnlyList<string> named, Func<string, bool> isExcluded, bool takesRefused, CancellationToken cancellation)
    {
        var paths = named.SelectMany(NamedFiles.Find).DistinctBy(static file => file.Path).Where(file => !isExcluded(file.Path)).ToList();
        var (files, errors) = (new ParsedFile?[paths.Count], new List<string>[paths.Count]);
        Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellation }, i => (files[i], errors[i]) = Read(paths[i], takesRefused));
        var wrong = errors.SelectMany(static each => each).ToList();
        if (wrong.Count > 0) throw new UserException(string.Join("\nobslint: ", wrong.Append($"Nothing was done: {(wrong.Count == 1 ? "this" : $"these {wrong.Count}")} must be mended first, or left out with --exclude.")));
        return [.. files.OfType<ParsedFile>()];
    }

    private static (ParsedFile? File, List<string> Errors) Read(NamedFile named, bool takesRefused)
    {
        try
        {
            var bytes = SourceFile.BytesOf(named.Path);
            // A folder holds much else; what has no word of a query is none of ours, whatever is wrong with it.
            if (!named.IsNamed && !MayHaveQueries(bytes)) return (null, []);
            return Read(SourceFile.Of(named.Path, bytes), takesRefused);
        }
        catch (UserException e)
        {
            return (null, [e.Message]);
        }
    }

    private static (ParsedFile? File, List<string> Errors) Read(SourceFile source, bool takesRefused)
    {
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

    private static bool MayHaveQueries(ReadOnlySpan<byte> file)
    {
        foreach (var word in Words)
            if (file.IndexOf(word) >= 0) return true;
        return false;
    }
}
