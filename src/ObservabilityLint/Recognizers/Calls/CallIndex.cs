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
/// Finds calls and assignments in one file by name: pure syntax, so that it outlives the compilation and an edit re-reads one file only.
/// This filter is what keeps the analyzers cheap: the text is searched before any node is looked at, and only what has the right name is ever bound.
/// </summary>
internal sealed class CallIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, CallIndex> Indexes = new();

    /// <summary>A file that declares or views an instrument has one of these words in it.</summary>
    private static readonly string[] TelemetryWords = ["Counter", "Gauge", "Histogram", "CreateSummary", "AddView"];

    /// <summary>A file that gives tags to something has one of these words in it, unless it names an instrument of another file and writes <c>new("key", value)</c>.</summary>
    private static readonly string[] TagWords =
    [
        "WithLabels", ".Labels(", "RemoveLabelled", "SetStaticLabels", "Lease", "Exemplar", "TagList", "KeyValuePair<string, object", "Add(1, new", "MeterOptions", "new Meter(", "Measurement<",
        "SetTag", "AddTag", "AddCustomTag", "TagsCollection", "Tags.Add(", "StartActivity", "CreateActivity", "ActivitySource", "SetAttribute", "SpanAttributes", "Baggage",
    ];

    private readonly SyntaxTree tree;
    private Mention telemetry, tags;
    private ImmutableArray<NamedNode> libraryCalls, measurementCalls;

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

    /// <summary>False if the file can give tags only to an instrument that is declared in another one.</summary>
    public bool MentionsTags(CancellationToken cancellation)
    {
        if (tags == Mention.NotSearched)
            tags = MentionsAny(TagWords, cancellation) && !GeneratedFile.Is(tree, cancellation) ? Mention.Some : Mention.None;
        return tags == Mention.Some;
    }

    /// <summary>The calls that a recognizer knows by name, in the order of the text. Two threads may both search; they find the same.</summary>
    public ImmutableArray<NamedNode> LibraryCalls(CancellationToken cancellation)
    {
        if (libraryCalls.IsDefault) libraryCalls = Calls(Libraries.CallNames, cancellation);
        return libraryCalls;
    }

    /// <summary>The calls that may record or give tags, in the order of the text.</summary>
    public ImmutableArray<NamedNode> MeasurementCalls(CancellationToken cancellation)
    {
        if (measurementCalls.IsDefault) measurementCalls = Calls(Libraries.MeasurementCallNames, cancellation);
        return measurementCalls;
    }

    /// <summary>The calls with one of these names, in the order of the text.</summary>
    public ImmutableArray<NamedNode> Calls(NamedWords names, CancellationToken cancellation) => NameCollector.Calls(tree, names, cancellation);

    /// <summary>Assignments to a variable, and arguments that pass it by reference.</summary>
    public ImmutableArray<NamedNode> Writes(string variable, CancellationToken cancellation) => NameCollector.Writes(tree, variable, cancellation);

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
}
