using System;
using System.Buffers;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>
/// The words of a file that can be names, as their hashes: one pass over the text, after which any number of names is looked for without reading it again.
/// It may take a word of a comment or a string for a name, and (once in millions) one name for another, but it misses none.
/// </summary>
internal sealed class Identifiers
{
    private readonly HashSet<uint> hashes = [];

    public Identifiers(SourceText text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            var isInWord = false;
            uint hash = 0;
            foreach (var c in buffer.AsSpan(0, text.Length))
            {
                if (IsOfName(c))
                {
                    hash = isInWord ? Next(hash, c) : Next(Seed, c);
                    isInWord = true;
                }
                else if (isInWord)
                {
                    hashes.Add(hash);
                    isInWord = false;
                }
            }
            if (isInWord) hashes.Add(hash);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private const uint Seed = 2166136261;

    public bool Contains(string name)
    {
        var hash = Seed;
        foreach (var c in name) hash = Next(hash, c);
        return hashes.Contains(hash);
    }

    private static bool IsOfName(char c) => c < 128 ? c == '_' || (uint)(c - '0') <= 9 || (uint)((c | 32) - 'a') <= 25 : char.IsLetterOrDigit(c);

    private static uint Next(uint hash, char c) => (hash ^ c) * 16777619;
}
