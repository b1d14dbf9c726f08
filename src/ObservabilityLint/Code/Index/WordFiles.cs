using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// Which files of a project hold a word or a text: asked for that, where one would else ask file after file. It is made once for a project; after an edit only the files that were edited are asked themselves.
/// </summary>
internal sealed class WordFiles
{
    /// <summary>Of more edited files than these it is made anew.</summary>
    private const int MaximumEdited = 16;

    /// <summary>So many words lie in a drawer, about.</summary>
    private const int WordsPerDrawer = 8;

    private readonly ImmutableArray<SyntaxTree> trees;
    private readonly Table table;
    private readonly bool[] isEdited;
    private readonly int edited;

    private WordFiles(ImmutableArray<SyntaxTree> trees, Table table)
    {
        (this.trees, this.table, isEdited) = (trees, table, new bool[trees.Length]);
        for (var i = 0; i < trees.Length; i++)
        {
            isEdited[i] = trees[i] != table.Trees[i];
            if (isEdited[i]) edited++;
        }
    }

    /// <summary>The words of all files, as they were when they were read.</summary>
    /// <param name="Trees">The files.</param>
    /// <param name="Ends">Where each drawer ends.</param>
    /// <param name="Words">The hashes of words: in drawers, by their upper bits.</param>
    /// <param name="Files">In which file each of them stands.</param>
    /// <param name="LowerBits">How many bits do not tell the drawer.</param>
    private sealed record Table(ImmutableArray<SyntaxTree> Trees, int[] Ends, uint[] Words, int[] Files, int LowerBits)
    {
        /// <summary>The texts that were looked for, and of each file whether it holds one.</summary>
        public ConcurrentDictionary<TextWords, bool[]> Texts { get; } = new();
    }

    public static WordFiles In(Compilation compilation, CancellationToken cancellation) => ProjectState.Of(compilation, cancellation).Words(cancellation);

    /// <param name="trees">The files.</param>
    /// <param name="before">That of the state before, if any.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static WordFiles Of(ImmutableArray<SyntaxTree> trees, WordFiles? before, CancellationToken cancellation)
        => before?.table is { } table && table.Trees.Length == trees.Length && new WordFiles(trees, table) is { edited: <= MaximumEdited } kept ? kept : new WordFiles(trees, Read(trees, cancellation));

    /// <summary>The files that hold the word, in their order.</summary>
    public List<SyntaxTree> With(string word, CancellationToken cancellation) => WithOneOf([word], cancellation);

    /// <summary>The files that hold one of the words, in their order.</summary>
    public List<SyntaxTree> WithOneOf(string[] words, CancellationToken cancellation)
    {
        var holds = new bool[trees.Length];
        foreach (var word in words) Mark(Identifiers.HashOf(word), holds);
        return Now(holds, index => index.MentionsOneOf(words, cancellation));
    }

    /// <summary>The files that hold one of the texts, in their order. Two threads may both look for them; they find the same.</summary>
    public List<SyntaxTree> WithAny(TextWords texts, CancellationToken cancellation)
    {
        if (!table.Texts.TryGetValue(texts, out var holds))
        {
            holds = new bool[trees.Length];
            for (var i = 0; i < holds.Length; i++) holds[i] = CallIndex.Of(table.Trees[i]).MentionsAny(texts, cancellation);
            table.Texts[texts] = holds;
        }
        return Now(holds, index => index.MentionsAny(texts, cancellation));
    }

    private void Mark(uint word, bool[] holds)
    {
        var drawer = (int)(word >> table.LowerBits);
        for (var i = drawer == 0 ? 0 : table.Ends[drawer - 1]; i < table.Ends[drawer]; i++)
            if (table.Words[i] == word) holds[table.Files[i]] = true;
    }

    private List<SyntaxTree> Now(bool[] held, Func<CallIndex, bool> holdsNow)
    {
        var found = new List<SyntaxTree>();
        for (var i = 0; i < held.Length; i++)
            if (isEdited[i] ? holdsNow(CallIndex.Of(trees[i])) : held[i]) found.Add(trees[i]);
        return found;
    }

    private static Table Read(ImmutableArray<SyntaxTree> trees, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tree in trees)
            foreach (var hash in CallIndex.Of(tree).HashesOfWords(cancellation))
                if (hash != 0) count++;
        // A large table is zeroed and collected with what lives long: a small project is not given one.
        var bits = 1;
        while (bits < 16 && WordsPerDrawer << bits < count) bits++;
        var (ends, lowerBits) = (new int[1 << bits], 32 - bits);
        foreach (var tree in trees)
            foreach (var hash in CallIndex.Of(tree).HashesOfWords(cancellation))
                if (hash != 0) ends[hash >> lowerBits]++;
        var sum = 0;
        for (var i = 0; i < ends.Length; i++) (ends[i], sum) = (sum, sum + ends[i]);
        var (words, files) = (new uint[count], new int[count]);
        for (var i = 0; i < trees.Length; i++)
            foreach (var hash in CallIndex.Of(trees[i]).HashesOfWords(cancellation))
            {
                if (hash == 0) continue;
                var place = ends[hash >> lowerBits]++;
                (words[place], files[place]) = (hash, i);
            }
        return new Table(trees, ends, words, files, lowerBits);
    }
}
