using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>A call, creation, base-constructor call, attribute or assignment in a file, by the bare name that stands there. Nothing is bound yet.</summary>
internal readonly record struct NamedNode(string Name, SyntaxNode Node);

/// <summary>
/// Finds calls and assignments in one file by name: pure syntax, so that it outlives the compilation and an edit re-reads one file only.
/// This filter is what keeps the analyzers cheap: the text is searched before any node is looked at, and only what has the right name is ever bound.
/// </summary>
internal sealed class CallIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, CallIndex> Indexes = new();

    private readonly SyntaxTree tree;
    private readonly ConcurrentDictionary<TextWords, bool> mentions = new();
    private readonly ConcurrentDictionary<NamedWords, bool> inCode = new();
    private readonly ConcurrentDictionary<NamedWords, ImmutableArray<NamedNode>> calls = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<NamedNode>> writes = new();
    private Identifiers? identifiers;

    private CallIndex(SyntaxTree tree) => this.tree = tree;

    public static CallIndex Of(SyntaxTree tree) => Indexes.GetValue(tree, static t => new CallIndex(t));

    /// <summary>The calls with one of these names, in the order of the text. Two threads may both search; they find the same.</summary>
    public ImmutableArray<NamedNode> Calls(NamedWords names, CancellationToken cancellation)
    {
        if (names.IsKept && calls.TryGetValue(names, out var known)) return known;
        var found = MentionsOneOf(names.Words, cancellation) ? NameCollector.Calls(tree, Words(cancellation), names, cancellation) : ImmutableArray<NamedNode>.Empty;
        if (names.IsKept) calls.TryAdd(names, found);
        return found;
    }

    /// <summary>The calls of methods with one of these names.</summary>
    public IEnumerable<NamedNode> CallsOf(ICollection<string> names, CancellationToken cancellation) => Places(cancellation).Calls(names);

    /// <summary>The names in the file that end so.</summary>
    public IEnumerable<string> NamesEndingWith(TextWord ending, CancellationToken cancellation) => Words(cancellation).EndingWith(ending.Names[0]);

    /// <summary>The creations of objects of a type with this name.</summary>
    public IEnumerable<NamedNode> CreationsOf(string type, CancellationToken cancellation) => Places(cancellation).Creations(type);

    /// <summary>Each <c>new(…)</c> whose type only binding could tell.</summary>
    public IEnumerable<SyntaxNode> UntypedCreations(CancellationToken cancellation) => Places(cancellation).UntypedCreations();

    /// <summary>Where a member's name stands without being called.</summary>
    public IEnumerable<SyntaxNode> MentionsOf(string member, CancellationToken cancellation) => Places(cancellation).Mentions(member);

    /// <summary>Assignments to a variable, and arguments that pass it by reference.</summary>
    public ImmutableArray<NamedNode> Writes(string variable, CancellationToken cancellation)
    {
        if (writes.TryGetValue(variable, out var known)) return known;
        if (!Mentions(variable, cancellation)) return ImmutableArray<NamedNode>.Empty;
        return writes[variable] = NameCollector.Writes(tree, Words(cancellation), variable, cancellation);
    }

    /// <summary>Where words stand in the text, also in its comments; in ascending order.</summary>
    public List<int> PositionsOf(NamedWords words, CancellationToken cancellation) => words.PositionsIn(tree.GetText(cancellation), Words(cancellation), []);

    /// <summary>The same within a part of the text, whose ends are no ends of words.</summary>
    public List<int> PositionsOf(NamedWords words, TextSpan within, CancellationToken cancellation) => words.PositionsIn(tree.GetText(cancellation), Words(cancellation), [], within);

    /// <summary>True if one of the words, which are kept for the life of the process, is a name in the code of the file, or the text of a literal; in a comment it is neither.</summary>
    public bool HasInCode(NamedWords words, CancellationToken cancellation)
    {
        if (inCode.TryGetValue(words, out var known)) return known;
        var isThere = false;
        foreach (var position in PositionsOf(words, cancellation))
        {
            var token = tree.GetRoot(cancellation).FindToken(position);
            isThere = isThere || token.Span.Contains(position) && (token.SpanStart == position || words.Contains(token.ValueText));
        }
        return inCode[words] = isThere;
    }

    /// <summary>The hashes of all words of the file, each once; zero stands between them, and is none.</summary>
    public uint[] HashesOfWords(CancellationToken cancellation) => Words(cancellation).Hashes;

    /// <summary>False if the name stands nowhere in the file.</summary>
    public bool Mentions(string name, CancellationToken cancellation) => Words(cancellation).Contains(name);

    /// <summary>True if one of the names stands in the file.</summary>
    public bool MentionsOneOf(string[] names, CancellationToken cancellation)
    {
        foreach (var name in names)
            if (Mentions(name, cancellation)) return true;
        return false;
    }

    /// <summary>True if one of the texts stands in the file. Of most it is enough to look at the words of the file; the text itself is read where these may make up the text.</summary>
    public bool MentionsAny(TextWords texts, CancellationToken cancellation)
    {
        if (mentions.TryGetValue(texts, out var known)) return known;
        var isMentioned = false;
        foreach (var text in texts.Words) isMentioned = isMentioned || MentionsText(text, cancellation);
        return mentions[texts] = isMentioned;
    }

    /// <summary>The same of one text, which is not kept.</summary>
    public bool MentionsText(TextWord text, CancellationToken cancellation)
    {
        var words = Words(cancellation);
        foreach (var name in text.Names)
            if (!words.ContainsPart(name)) return false;
        return text.IsName || Holds(text.Text, cancellation);
    }

    private bool Holds(string searched, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            return buffer.AsSpan(0, text.Length).IndexOf(searched.AsSpan()) >= 0;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private NamedPlaces Places(CancellationToken cancellation) => new(tree, Words(cancellation), cancellation);

    /// <summary>Two threads may both read the text; they read the same.</summary>
    private Identifiers Words(CancellationToken cancellation) => identifiers ??= new Identifiers(tree.GetText(cancellation));
}
