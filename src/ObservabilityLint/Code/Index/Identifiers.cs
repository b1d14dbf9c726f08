using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>
/// The words of a file that can be names, as their hashes, and where those stand that an opening parenthesis follows: one pass over the text, after which any number of names is looked for without reading it again.
/// It may take a word of a comment or a string for a name, and (once in millions) one name for another, but it misses none.
/// </summary>
internal sealed class Identifiers
{
    private readonly HashSet<uint> hashes = [];

    /// <summary>Each the hash of a name and, in its lower half, the position at which a call of it stands; in ascending order.</summary>
    private readonly ulong[] calls;

    public Identifiers(SourceText text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            calls = Read(buffer.AsSpan(0, text.Length));
            Array.Sort(calls);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private const uint Seed = 2166136261;

    public bool Contains(string name) => hashes.Contains(HashOf(name.AsSpan()));

    /// <summary>Adds where the words with this name begin that have an opening parenthesis behind them, type arguments between them or not; in the order of the text.</summary>
    public void AddCalls(string name, List<int> positions)
    {
        var first = (ulong)HashOf(name.AsSpan()) << 32;
        for (var i = FirstFrom(first); i < calls.Length && calls[i] >> 32 == first >> 32; i++) positions.Add((int)(uint)calls[i]);
    }

    private int FirstFrom(ulong call)
    {
        var found = Array.BinarySearch(calls, call);
        return found < 0 ? ~found : found;
    }

    private ulong[] Read(ReadOnlySpan<char> text)
    {
        var found = new List<ulong>();
        var isInWord = false;
        var hash = Seed;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsOfName(c))
            {
                hash = Next(isInWord ? hash : Seed, c);
                isInWord = true;
                continue;
            }
            if (isInWord) hashes.Add(hash);
            isInWord = false;
            if (c != '(') continue;
            var end = AfterName(text, i);
            var start = end;
            while (start > 0 && IsOfName(text[start - 1])) start--;
            if (start < end) found.Add((ulong)HashOf(text.Slice(start, end - start)) << 32 | (uint)start);
        }
        if (isInWord) hashes.Add(hash);
        return [.. found];
    }

    /// <summary>Where the name before a parenthesis ends: before the type arguments, if the call has some, and before spaces.</summary>
    private static int AfterName(ReadOnlySpan<char> text, int parenthesis)
    {
        var end = WithoutSpaces(text, parenthesis);
        if (end < 2 || text[end - 1] != '>' || text[end - 2] == '=') return end;
        var depth = 0;
        for (var i = end - 1; i > 0 && text[i] is not (';' or '{' or '}'); i--)
        {
            if (text[i] == '>') depth++;
            if (text[i] == '<' && --depth == 0) return WithoutSpaces(text, i);
        }
        return end;
    }

    private static int WithoutSpaces(ReadOnlySpan<char> text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }

    private static bool IsOfName(char c) => c < 128 ? c == '_' || (uint)(c - '0') <= 9 || (uint)((c | 32) - 'a') <= 25 : char.IsLetterOrDigit(c);

    private static uint HashOf(ReadOnlySpan<char> name)
    {
        var hash = Seed;
        foreach (var c in name) hash = Next(hash, c);
        return hash;
    }

    private static uint Next(uint hash, char c) => (hash ^ c) * 16777619;
}
