using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace ObservabilityLint.Tool.Writing;

/// <summary>A change of a file in the form that <c>git apply</c> and <c>patch</c> take.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <param name="name">The file, from where the difference is applied, with slashes.</param>
    /// <param name="old">Its text.</param>
    /// <param name="now">Its new text.</param>
    public static string Of(string name, string old, string now)
    {
        var difference = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, new Lines());
        // A tab ends a name with a blank in it.
        var end = name.Contains(' ') ? "\t" : "";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"diff --git {Quoted("a/" + name)} {Quoted("b/" + name)}\n--- {Quoted("a/" + name)}{end}\n+++ {Quoted("b/" + name)}{end}\n");
        foreach (var hunk in Hunks(difference.DiffBlocks)) AppendHunk(text, difference, hunk);
        return text.ToString();
    }

    /// <summary>Blocks whose surroundings meet are one hunk.</summary>
    private static IEnumerable<List<DiffBlock>> Hunks(IEnumerable<DiffBlock> blocks)
    {
        var hunk = new List<DiffBlock>();
        foreach (var block in blocks)
        {
            if (hunk.Count > 0 && block.DeleteStartA - (hunk[^1].DeleteStartA + hunk[^1].DeleteCountA) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }
            hunk.Add(block);
        }
        if (hunk.Count > 0) yield return hunk;
    }

    private static void AppendHunk(StringBuilder text, DiffResult difference, List<DiffBlock> hunk)
    {
        var before = Math.Min(Context, hunk[0].DeleteStartA);
        var start = hunk[0].DeleteStartA - before;
        var end = Math.Min(difference.PiecesOld.Count, hunk[^1].DeleteStartA + hunk[^1].DeleteCountA + Context);
        var lines = end - start;
        var newStart = hunk[0].InsertStartB - before;
        var newLines = lines + hunk.Sum(static block => block.InsertCountB - block.DeleteCountA);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(start, lines)} +{Range(newStart, newLines)} @@\n");
        var position = start;
        foreach (var block in hunk)
        {
            for (; position < block.DeleteStartA; position++) Append(text, ' ', difference.PiecesOld[position]);
            for (; position < block.DeleteStartA + block.DeleteCountA; position++) Append(text, '-', difference.PiecesOld[position]);
            for (var i = 0; i < block.InsertCountB; i++) Append(text, '+', difference.PiecesNew[block.InsertStartB + i]);
        }
        for (; position < end; position++) Append(text, ' ', difference.PiecesOld[position]);
    }

    private static string Range(int start, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static void Append(StringBuilder text, char sign, string line)
    {
        text.Append(sign).Append(line);
        if (!line.EndsWith('\n')) text.Append("\n\\ No newline at end of file\n");
    }

    /// <summary>As git writes names with other characters than plain ones: the bytes in octal.</summary>
    private static string Quoted(string name)
    {
        if (name.All(static c => c is >= ' ' and <= '~' and not ('"' or '\\'))) return name;
        var quoted = new StringBuilder("\"");
        foreach (var part in Encoding.UTF8.GetBytes(name))
            if (part is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\')) quoted.Append((char)part);
            else quoted.Append('\\').Append(Convert.ToString(part, 8).PadLeft(3, '0'));
        return quoted.Append('"').ToString();
    }

    /// <summary>Lines with their ends: a change of an end is a change, and no other character than a line feed ends a line for git.</summary>
    private sealed class Lines : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = new List<string>();
            for (int start = 0, end; start < text.Length; start = end)
            {
                end = text.IndexOf('\n', start) + 1;
                if (end == 0) end = text.Length;
                lines.Add(text[start..end]);
            }
            return lines;
        }
    }
}
