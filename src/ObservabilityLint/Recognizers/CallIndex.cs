using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>A call, creation, base-constructor call, attribute or assignment in a file, by the bare name that stands there. Nothing is bound yet.</summary>
internal readonly record struct NamedNode(string Name, SyntaxNode Node);

/// <summary>
/// The calls of one file by name: pure syntax, so that it outlives the compilation and an edit re-reads one file only.
/// This filter is what keeps the analyzers cheap: only what has the right name is ever bound.
/// </summary>
internal sealed class CallIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, CallIndex> Indexes = new();

    /// <summary>A file that declares or views an instrument has one of these words in it.</summary>
    private static readonly string[] TelemetryWords = ["Counter", "Gauge", "Histogram", "CreateSummary", "AddView"];

    private readonly SyntaxTree tree;
    private Mention telemetry;
    private Contents? contents;

    private CallIndex(SyntaxTree tree) => this.tree = tree;

    private enum Mention : byte
    {
        NotSearched,
        None,
        Some,
    }

    public static CallIndex Of(SyntaxTree tree) => Indexes.GetValue(tree, static t => new CallIndex(t));

    /// <summary>False if the file cannot declare an instrument by itself. What is generated is its generator's business.</summary>
    public bool MentionsTelemetry(CancellationToken cancellation)
    {
        if (telemetry == Mention.NotSearched)
            telemetry = MentionsAny(TelemetryWords, cancellation) && !GeneratedFile.Is(tree, cancellation) ? Mention.Some : Mention.None;
        return telemetry == Mention.Some;
    }

    public ImmutableArray<NamedNode> Calls(CancellationToken cancellation) => ContentsOf(cancellation).Calls;

    /// <summary>Assignments, and arguments passed by reference, by the name of the variable.</summary>
    public ImmutableArray<NamedNode> Writes(CancellationToken cancellation) => ContentsOf(cancellation).Writes;

    /// <summary>Searches the text itself: hundreds of times cheaper than walking the tree.</summary>
    public bool MentionsAny(string[] words, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation);
        const int overlap = 128; // longer than any word looked for
        var buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
        try
        {
            for (var start = 0; start < text.Length; start += buffer.Length - overlap)
            {
                var length = Math.Min(buffer.Length, text.Length - start);
                text.CopyTo(start, buffer, 0, length);
                foreach (var word in words)
                    if (buffer.AsSpan(0, length).IndexOf(word.AsSpan()) >= 0) return true;
            }
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private Contents ContentsOf(CancellationToken cancellation)
    {
        // Two threads may both read the file; they read the same.
        if (contents is { } known) return known;
        var (calls, writes) = CallCollector.Collect(tree.GetRoot(cancellation));
        return contents = new Contents(calls, writes);
    }

    private sealed record Contents(ImmutableArray<NamedNode> Calls, ImmutableArray<NamedNode> Writes);
}
