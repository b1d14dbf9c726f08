using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>A span that the code of a project starts.</summary>
/// <param name="Start">The call.</param>
/// <param name="Source">The name of the source that it is started from; null where it has none, or it is not certain.</param>
internal sealed record EmittedSpan(SpanStart Start, string? Source);

/// <summary>All spans that a compilation starts, and the attributes that it gives to spans: for an inventory, where the rules ask about one member at a time.</summary>
internal sealed class EmittedSpans
{
    private static readonly NamedWords Starts = new(["StartActivity", "CreateActivity", "StartSpan", "StartActiveSpan", "StartRootSpan", "Activity"], isKept: true);

    private EmittedSpans(ImmutableArray<EmittedSpan> spans, ImmutableArray<(SyntaxNode, Tag)> attributes, ImmutableArray<Tag> others) => (Spans, Attributes, Others) = (spans, attributes, others);

    /// <summary>In the order of the files and their texts.</summary>
    public ImmutableArray<EmittedSpan> Spans { get; }

    /// <summary>The attributes, each with the call that starts the span; that may stand in a project that is referred to.</summary>
    public ImmutableArray<(SyntaxNode Start, Tag Attribute)> Attributes { get; }

    /// <summary>The attributes of spans that are started out of sight, or handed in.</summary>
    public ImmutableArray<Tag> Others { get; }

    /// <param name="compilation">The project.</param>
    /// <param name="measurements">All calls of it that give tags.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static EmittedSpans In(Compilation compilation, IEnumerable<Measurement> measurements, CancellationToken cancellation)
    {
        var texts = new TextReader(new VariableValues(compilation, cancellation));
        var spans = StartedIn(compilation, texts, cancellation);
        var behind = new SpanBehind(spans, texts.Variables);
        var (attributes, others) = (ImmutableArray.CreateBuilder<(SyntaxNode, Tag)>(), ImmutableArray.CreateBuilder<Tag>());
        foreach (var measurement in measurements)
        {
            if (measurement is not { Kind: MeasurementKind.Annotation, Tags: [{ Target: TagTarget.SpanAttribute }, ..] } || behind.Of(measurement) is not { } starts) continue;
            foreach (var tag in measurement.Tags)
                if (starts.Count == 0) others.Add(tag);
                else
                    foreach (var start in starts) attributes.Add((start, tag));
        }
        return new EmittedSpans(spans, attributes.ToImmutable(), others.ToImmutable());
    }

    private static ImmutableArray<EmittedSpan> StartedIn(Compilation compilation, TextReader texts, CancellationToken cancellation)
    {
        IContextRecognizer[] libraries = [.. new IContextRecognizer[] { new Activities(), new OpenTelemetryTracers() }.Where(library => library.IsReferencedBy(compilation))];
        var spans = ImmutableArray.CreateBuilder<EmittedSpan>();
        var found = new List<object>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (libraries.Length == 0 || CallIndex.Of(tree).Calls(Starts, cancellation) is not { IsEmpty: false } calls || GeneratedFile.Is(tree, cancellation)) continue;
            foreach (var call in calls)
            {
                if (texts.Variables.ModelOf(tree)!.GetOperation(call.Node, cancellation) is not { } operation) continue;
                found.Clear();
                foreach (var library in libraries) library.Recognize(operation, texts, found);
                foreach (var start in found.OfType<SpanStart>()) spans.Add(new EmittedSpan(start, SourceOf(start, texts)));
            }
        }
        return spans.ToImmutable();
    }

    private static string? SourceOf(SpanStart start, TextReader texts)
    {
        if (start.IsWithoutSource || CallSite.Of(start.Call)?.Receiver is not { } receiver) return null;
        return NamedCreations.Of(texts.Variables.Follow(CallSite.ObjectOf(receiver)), texts)?.Name;
    }
}
