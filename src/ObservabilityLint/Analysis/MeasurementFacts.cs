using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The tags that one compilation gives, found once and shared by all rules.</summary>
internal sealed class MeasurementFacts
{
    private readonly TelemetryFacts telemetry;
    private readonly Compilation compilation;
    private readonly OriginAnalysis origins;
    private readonly Dictionary<string, IMeasurementRecognizer[]> recognizers = new();
    private readonly ConcurrentDictionary<SyntaxTree, FileFacts> files = new();
    private readonly object building = new();
    private InstrumentHolders? holders;
    private LabelWrappers? wrappers;

    public MeasurementFacts(TelemetryFacts telemetry, Compilation compilation)
    {
        (this.telemetry, this.compilation, origins) = (telemetry, compilation, new OriginAnalysis(compilation));
        foreach (var library in Libraries.Measurements)
        {
            if (!library.IsReferencedBy(compilation)) continue;
            foreach (var name in library.CallNames) recognizers[name] = recognizers.TryGetValue(name, out var known) ? [.. known, library] : [library];
        }
    }

    /// <summary>True if the compilation sees no library that takes tags.</summary>
    public bool IsEmpty => recognizers.Count == 0;

    /// <summary>The measurements of a file, in the order of the text; after them the calls of methods that hand a label's value on.</summary>
    public ImmutableArray<Measurement> Of(SemanticModel model, CancellationToken cancellation)
    {
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new FileFacts());
        if (!file.Measurements.IsDefault) return file.Measurements;
        var direct = Direct(file, model, cancellation);
        // No file is locked while others are read for the methods in them.
        var methods = Wrappers(cancellation);
        lock (file)
        {
            if (!file.Measurements.IsDefault) return file.Measurements;
            var found = ImmutableArray.CreateBuilder<Measurement>();
            found.AddRange(direct);
            methods.CollectCalls(model, found, cancellation);
            return file.Measurements = found.ToImmutable();
        }
    }

    /// <summary>Those of all files, in the order of the files.</summary>
    public IEnumerable<Measurement> All(CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var known = files.TryGetValue(tree, out var file) ? file.Measurements : default;
            foreach (var measurement in known.IsDefault ? Of(variables.ModelOf(tree)!, cancellation) : known)
                yield return measurement;
        }
    }

    private ImmutableArray<Measurement> Direct(FileFacts file, SemanticModel model, CancellationToken cancellation)
    {
        lock (file)
        {
            if (file.Direct.IsDefault) file.Direct = Find(model, cancellation);
            return file.Direct;
        }
    }

    private LabelWrappers Wrappers(CancellationToken cancellation)
    {
        if (wrappers is { } known) return known;
        lock (building)
            return wrappers ??= new LabelWrappers(AllDirect(cancellation), origins, cancellation);
    }

    private IEnumerable<Measurement> AllDirect(CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var file = files.GetOrAdd(tree, static _ => new FileFacts());
            foreach (var measurement in file.Direct.IsDefault ? Direct(file, variables.ModelOf(tree)!, cancellation) : file.Direct)
                yield return measurement;
        }
    }

    private ImmutableArray<Measurement> Find(SemanticModel model, CancellationToken cancellation)
    {
        var file = TelemetryFile.Of(model.SyntaxTree);
        var instruments = Holders(cancellation);
        if (!file.MentionsTags(cancellation) && !file.MentionsTelemetry(cancellation) && !CallIndex.Of(model.SyntaxTree).MentionsOneOf(instruments.NamesElsewhere, cancellation)) return ImmutableArray<Measurement>.Empty;
        if (GeneratedFile.Is(model.SyntaxTree, cancellation)) return ImmutableArray<Measurement>.Empty;
        var tags = new TagReader(new TextReader(new VariableValues(model, cancellation)), origins, instruments);
        var found = ImmutableArray.CreateBuilder<Measurement>();
        foreach (var call in file.MeasurementCalls(cancellation))
            if (recognizers.TryGetValue(call.Name, out var libraries)) Recognize(call, libraries, model, tags, found, cancellation);
        return found.ToImmutable();
    }

    private static void Recognize(NamedNode call, IMeasurementRecognizer[] libraries, SemanticModel model, TagReader tags, ImmutableArray<Measurement>.Builder found, CancellationToken cancellation)
    {
        CallSite? site = null;
        foreach (var library in libraries)
        {
            if (!library.MayRecognize(call, tags.Holders)) continue;
            site ??= CallSite.At(call.Node, model, cancellation);
            if (site is null) return;
            library.Recognize(site, tags, found);
        }
    }

    private InstrumentHolders Holders(CancellationToken cancellation) => holders ??= new InstrumentHolders(telemetry.AllInstruments(cancellation));

    private sealed class FileFacts
    {
        public ImmutableArray<Measurement> Direct;
        public ImmutableArray<Measurement> Measurements;
    }
}
