using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Writing;

/// <summary>A file before and after a change, byte for byte: its encoding, its byte order mark and its line ends are those that it had.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Old">Its bytes as they must still be when it is written; null for a file that may or may not be there.</param>
/// <param name="New">Its bytes as they are to be.</param>
internal sealed record ChangedFile(string Path, byte[]? Old, byte[] New)
{
    /// <summary>The files that are not the same in two states of a solution, each once.</summary>
    /// <exception cref="UserException">A file is not as it was when it was read.</exception>
    public static async Task<IReadOnlyList<ChangedSource>> OfAsync(Solution before, Solution after, CancellationToken cancellation)
    {
        var files = new SortedDictionary<string, ChangedSource>(StringComparer.Ordinal);
        foreach (var project in after.GetChanges(before).GetProjectChanges())
            foreach (var id in project.GetChangedDocuments(onlyGetDocumentsWithTextChanges: true))
            {
                var path = after.GetDocument(id)!.FilePath!;
                if (files.ContainsKey(path)) continue;
                var (old, now) = (await before.GetDocument(id)!.GetTextAsync(cancellation), await after.GetDocument(id)!.GetTextAsync(cancellation));
                if (!old.ContentEquals(now)) files.Add(path, ChangedSource.Of(path, old, now));
            }
        return [.. files.Values];
    }
}

/// <summary>A changed file of code, with its text.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="Encoding">How its text is written.</param>
/// <param name="OldText">With the byte order mark, where it has one.</param>
/// <param name="NewText">Likewise.</param>
internal sealed record ChangedSource(ChangedFile File, Encoding Encoding, string OldText, string NewText)
{
    public static ChangedSource Of(string path, SourceText old, SourceText now)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var strict = (Encoding)(old.Encoding ?? Encoding.UTF8).Clone();
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        var preamble = strict.CodePage == Encoding.UTF8.CodePage ? Encoding.UTF8.Preamble : strict.Preamble;
        var mark = preamble.Length > 0 && bytes.AsSpan().StartsWith(preamble) ? "\uFEFF" : "";
        var (oldText, newText) = (mark + old, mark + now);
        try
        {
            if (!strict.GetBytes(oldText).AsSpan().SequenceEqual(bytes)) throw new UserException($"'{path}' is not what it was when it was read, or not written in {strict.WebName} throughout. Nothing was changed.");
            return new ChangedSource(new ChangedFile(path, bytes, strict.GetBytes(newText)), strict, oldText, newText);
        }
        catch (EncoderFallbackException e)
        {
            throw new UserException($"'{path}' is written in {strict.WebName}, which has no '{e.CharUnknown}'. Nothing was changed.", e);
        }
    }
}
