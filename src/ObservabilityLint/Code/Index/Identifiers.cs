using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>
/// The words of a file that can be names, as their hashes, and where those stand that an opening parenthesis follows: one pass over the text, after which any number of names is looked for without reading it again.
/// It may take a word of a comment or a string for a name, and (once in millions) one name for another, but it misses none.
/// </summary>
internal sealed class Identifiers
{
    private const byte End = (byte)'\n';

    private readonly WordHashes hashes;

    /// <summary>Each word once, and an end behind it; what is not ASCII is left out.</summary>
    private readonly byte[] words;

    /// <summary>Each the hash of a name and, in its lower half, the position at which a call of it stands; in ascending order.</summary>
    private readonly ulong[] calls;

    public Identifiers(SourceText text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var distinct = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            (hashes, calls, var length) = Read(buffer.AsSpan(0, text.Length), distinct);
            words = distinct.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(distinct);
        }
        Array.Sort(calls);
    }

    private const uint Seed = 2166136261;

    /// <summary>Of ordinary code: so much room is made at once.</summary>
    private const int CharactersPerCall = 40;

    /// <summary>Those of all words; zero stands between them, and is none.</summary>
    public uint[] Hashes => hashes.Places;

    public bool Contains(string name) => hashes.Contains(HashOf(name));

    /// <summary>True if some word holds these letters.</summary>
    public bool ContainsPart(byte[] letters) => words.AsSpan().IndexOf(letters) >= 0;

    /// <summary>The words that end with these letters.</summary>
    public IEnumerable<string> EndingWith(byte[] letters)
    {
        for (var start = 0; start < words.Length;)
        {
            var end = Array.IndexOf(words, End, start);
            if (words.AsSpan(start, end - start).EndsWith(letters)) yield return Encoding.ASCII.GetString(words, start, end - start);
            start = end + 1;
        }
    }

    /// <summary>Adds where the words with this name begin that have an opening parenthesis behind them, type arguments between them or not; in the order of the text.</summary>
    public void AddCalls(string name, List<int> positions)
    {
        var first = (ulong)HashOf(name) << 32;
        for (var i = FirstFrom(first); i < calls.Length && calls[i] >> 32 == first >> 32; i++) positions.Add((int)(uint)calls[i]);
    }

    private int FirstFrom(ulong call)
    {
        var found = Array.BinarySearch(calls, call);
        return found < 0 ? ~found : found;
    }

    private static (WordHashes Hashes, ulong[] Calls, int Length) Read(ReadOnlySpan<char> text, byte[] distinct)
    {
        var (found, calls, length) = (new WordHashes(text.Length), new List<ulong>(text.Length / CharactersPerCall), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsOfName(text[i]))
            {
                if (text[i] == '(') AddCall(text, i, calls);
                continue;
            }
            var (start, hash) = (i, Seed);
            for (; i < text.Length && IsOfName(text[i]); i++) hash = Next(hash, text[i]);
            hash = Whole(hash);
            if (found.Add(hash))
            {
                foreach (var c in text.Slice(start, i - start))
                    if (c < 128) distinct[length++] = (byte)c;
                distinct[length++] = End;
            }
            // Mostly the parenthesis stands right behind the name, which then is not read again.
            if (i < text.Length && text[i] == '(') calls.Add((ulong)hash << 32 | (uint)start);
            else i--;
        }
        return (found, [.. calls], length);
    }

    private static void AddCall(ReadOnlySpan<char> text, int parenthesis, List<ulong> calls)
    {
        var end = AfterName(text, parenthesis);
        var start = end;
        while (start > 0 && IsOfName(text[start - 1])) start--;
        if (start < end) calls.Add((ulong)HashOf(text.Slice(start, end - start)) << 32 | (uint)start);
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

    /// <summary>True for what names are made of.</summary>
    public static bool IsOfName(char c) => c < 128 ? c == '_' || (uint)(c - '0') <= 9 || (uint)((c | 32) - 'a') <= 25 : char.IsLetterOrDigit(c);

    /// <summary>The names in a text, which may have something between them: <c>new Timer</c>, <c>Task.Run</c>.</summary>
    public static string[] NamesIn(string text)
    {
        var names = new List<string>();
        for (var (start, end) = (0, 0); end <= text.Length; end++)
        {
            if (end < text.Length && IsOfName(text[end])) continue;
            if (end > start) names.Add(text.Substring(start, end - start));
            start = end + 1;
        }
        return [.. names];
    }

    public static uint HashOf(string name) => HashOf(name.AsSpan());

    private static uint HashOf(ReadOnlySpan<char> name)
    {
        var hash = Seed;
        foreach (var c in name) hash = Next(hash, c);
        return Whole(hash);
    }

    private static uint Next(uint hash, char c) => (hash ^ c) * 16777619;

    /// <summary>Zero is the hash of no word.</summary>
    private static uint Whole(uint hash) => hash == 0 ? Seed : hash;
}
