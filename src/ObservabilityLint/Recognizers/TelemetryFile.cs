using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What the text of a file tells of telemetry before anything is bound, so that it outlives the compilation: whether it can have any, and the calls that may be.</summary>
internal sealed class TelemetryFile
{
    private static readonly ConditionalWeakTable<SyntaxTree, TelemetryFile> Files = new();

    /// <summary>A file that declares or views an instrument has one of these words in it.</summary>
    public static readonly TextWords TelemetryWords = new("Counter", "Gauge", "Histogram", "CreateSummary", "AddView");

    /// <summary>A file that gives tags to something has one of these words in it, unless it names an instrument of another file and writes <c>new("key", value)</c>.</summary>
    private static readonly TextWords TagWords = new(
        "WithLabels", ".Labels(", "RemoveLabelled", "SetStaticLabels", "Lease", "Exemplar", "TagList", "KeyValuePair<string, object", "Add(1, new", "MeterOptions", "new Meter(", "Measurement<",
        "SetTag", "AddTag", "AddCustomTag", "AddCustomLabel", "HttpCustomLabel", HttpMetricTags.Feature, "ActivityEvent", "ActivityLink", "AddEvent(", "AddLink(", "TagsCollection", "Tags.Add(", "StartActivity", "CreateActivity", "ActivitySource", "SetAttribute", "SpanAttributes", "Baggage", "DisplayName =", "DisplayName +=", "StartSpan", "StartActiveSpan", "StartRootSpan", "UpdateName", "new Activity(");

    /// <summary>A file that creates instruments with callbacks.</summary>
    private static readonly TextWords ObservableWords = new("CreateObservable");

    private readonly SyntaxTree tree;
    private readonly CallIndex index;
    private Mention telemetry, tags;

    private TelemetryFile(SyntaxTree tree) => (this.tree, index) = (tree, CallIndex.Of(tree));

    private enum Mention : byte
    {
        NotSearched,
        None,
        Some,
    }

    public static TelemetryFile Of(SyntaxTree tree) => Files.GetValue(tree, static t => new TelemetryFile(t));

    /// <summary>False if the file cannot declare an instrument by itself. What is generated is its generator's business.</summary>
    public bool MentionsTelemetry(CancellationToken cancellation)
    {
        if (telemetry == Mention.NotSearched)
            telemetry = index.MentionsAny(TelemetryWords, cancellation) && !GeneratedFile.Is(tree, cancellation) ? Mention.Some : Mention.None;
        return telemetry == Mention.Some;
    }

    /// <summary>False if the file can give tags only to an instrument that is declared in another one.</summary>
    public bool MentionsTags(CancellationToken cancellation)
    {
        if (tags == Mention.NotSearched)
            tags = index.MentionsAny(TagWords, cancellation) && !GeneratedFile.Is(tree, cancellation) ? Mention.Some : Mention.None;
        return tags == Mention.Some;
    }

    /// <summary>The calls that a recognizer knows by name, in the order of the text.</summary>
    public ImmutableArray<NamedNode> LibraryCalls(CancellationToken cancellation) => index.Calls(Libraries.CallNames, cancellation);

    /// <summary>The calls that may record or give tags, and the assignments that name a span, in the order of the text.</summary>
    public ImmutableArray<NamedNode> MeasurementCalls(CancellationToken cancellation)
    {
        var calls = index.Calls(Libraries.MeasurementCallNames, cancellation);
        var others = index.Writes(SpanNames.Property, cancellation);
        // `() => [new(1, tags)]`: what a callback gives may be written so.
        if (index.MentionsAny(ObservableWords, cancellation)) others = others.AddRange(index.UntypedCreations(cancellation).Select(static creation => new NamedNode(MeterRecordings.Measured, creation)));
        return others.IsEmpty ? calls : calls.AddRange(others).Sort(static (a, b) => a.Node.SpanStart.CompareTo(b.Node.SpanStart));
    }
}
