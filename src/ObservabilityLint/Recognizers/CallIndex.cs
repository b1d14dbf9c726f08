using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Recognizers;

/// <summary>A call, creation, base-constructor call or attribute in a file, by the bare name that stands there. Nothing is bound yet.</summary>
/// <param name="MayPassParameter">An argument names a parameter of the enclosing member: the member may be a wrapper.</param>
internal readonly record struct NamedCall(string Name, SyntaxNode Node, bool MayPassParameter);

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
    private bool? mentionsTelemetry;
    private ImmutableArray<NamedCall> calls;

    private CallIndex(SyntaxTree tree) => this.tree = tree;

    public static CallIndex Of(SyntaxTree tree) => Indexes.GetValue(tree, static t => new CallIndex(t));

    /// <summary>False if the file cannot declare an instrument by itself.</summary>
    public bool MentionsTelemetry(CancellationToken cancellation) => mentionsTelemetry ??= MentionsAny(TelemetryWords, cancellation);

    public ImmutableArray<NamedCall> Calls(CancellationToken cancellation)
    {
        if (calls.IsDefault) calls = CallCollector.Collect(tree.GetRoot(cancellation));
        return calls;
    }

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
                    if (buffer.AsSpan(0, length).IndexOf(word.AsSpan(), StringComparison.Ordinal) >= 0) return true;
            }
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }
}
