using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>Names that are looked for in the text of files. Those that are kept for the life of the process are looked for once in each file.</summary>
internal sealed class NamedWords
{
    private readonly string[] words;
    private readonly HashSet<string> set;

    /// <summary>Of each word the names in it, all of which a file must hold.</summary>
    private readonly string[][] names;

    public NamedWords(IEnumerable<string> words, bool isKept = false)
    {
        IsKept = isKept;
        set = new HashSet<string>(words);
        // Of code that somebody is still writing.
        set.Remove("");
        this.words = [.. set];
        names = Array.ConvertAll(this.words, Identifiers.NamesIn);
    }

    public bool IsKept { get; }

    public string[] Words => words;

    public bool Contains(string name) => set.Contains(name);

    public NamedWords With(IEnumerable<string> more) => new([.. words, .. more]);

    /// <summary>The positions of these names and of the other words, in ascending order. It may hold some that are in comments.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="known">The words of that text.</param>
    /// <param name="others">More words.</param>
    /// <param name="within">The part of the text that is searched; null for all of it.</param>
    public List<int> PositionsIn(SourceText text, Identifiers known, string[] others, TextSpan? within = null)
    {
        var positions = new List<int>();
        if (others.Length == 0 && !Array.Exists(names, word => AreIn(known, word))) return positions;
        var part = within ?? new TextSpan(0, text.Length);
        var buffer = ArrayPool<char>.Shared.Rent(part.Length);
        try
        {
            text.CopyTo(part.Start, buffer, 0, part.Length);
            var searched = buffer.AsSpan(0, part.Length);
            for (var i = 0; i < words.Length; i++)
                if (AreIn(known, names[i])) AddPositions(words[i], searched, part.Start, positions);
            foreach (var word in others) AddPositions(word, searched, part.Start, positions);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
        positions.Sort();
        return positions;
    }

    private static bool AreIn(Identifiers known, string[] names)
    {
        foreach (var name in names)
            if (!known.Contains(name)) return false;
        return true;
    }

    /// <summary>Whole words only.</summary>
    private static void AddPositions(string word, ReadOnlySpan<char> text, int offset, List<int> positions)
    {
        var start = 0;
        while (text.Slice(start).IndexOf(word.AsSpan()) is >= 0 and var found)
        {
            var position = start + found;
            start = position + word.Length;
            if ((position == 0 || !Identifiers.IsOfName(text[position - 1])) && (start == text.Length || !Identifiers.IsOfName(text[start]) || !Identifiers.IsOfName(word[word.Length - 1]))) positions.Add(offset + position);
        }
    }
}
