using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Flow;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The tags that one compilation gives, found once and shared by all rules.</summary>
internal sealed class MeasurementFacts
{
    private readonly TelemetryFacts telemetry;
    private readonly Compilation compilation;
    private readonly OriginAnalysis origins;
    private readonly Dictionary<string, List<IMeasurementRecognizer>> recognizers = new();
    private readonly NamedWords callNames;
    private readonly ConcurrentDictionary<SyntaxTree, FileFacts> files = new();
    private InstrumentHolders? holders;

    public MeasurementFacts(TelemetryFacts telemetry, Compilation compilation)
    {
        (this.telemetry, this.compilation, origins) = (telemetry, compilation, new OriginAnalysis(compilation));
        foreach (var library in Libraries.Measurements)
        {
            if (!library.IsReferencedBy(compilation)) continue;
            foreach (var name in library.CallNames)
            {
                if (!recognizers.TryGetValue(name, out var known)) recognizers.Add(name, known = []);
                known.Add(library);
            }
        }
        callNames = new NamedWords(recognizers.Keys);
    }

    /// <summary>The measurements of a file, in the order of the text.</summary>
    public ImmutableArray<Measurement> Of(SemanticModel model, CancellationToken cancellation)
    {
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new FileFacts());
        lock (file)
        {
            if (file.Measurements.IsDefault) file.Measurements = Find(model, cancellation);
            return file.Measurements;
        }
    }

    /// <summary>Those of all files, in the order of the files.</summary>
    public IEnumerable<Measurement> All(CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var measurement in Of(variables.ModelOf(tree)!, cancellation))
                yield return measurement;
    }

    private ImmutableArray<Measurement> Find(SemanticModel model, CancellationToken cancellation)
    {
        if (GeneratedFile.Is(model.SyntaxTree, cancellation)) return ImmutableArray<Measurement>.Empty;
        var tags = new TagReader(new TextReader(new VariableValues(model, cancellation)), origins, Holders(cancellation));
        var found = ImmutableArray.CreateBuilder<Measurement>();
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(callNames, cancellation))
            foreach (var library in recognizers[call.Name])
                if (library.MayRecognize(call) && CallSite.At(call.Node, model, cancellation) is { } site)
                    library.Recognize(site, tags, found);
        return found.ToImmutable();
    }

    private InstrumentHolders Holders(CancellationToken cancellation) => holders ??= new InstrumentHolders(telemetry.AllInstruments(cancellation));

    private sealed class FileFacts
    {
        public ImmutableArray<Measurement> Measurements;
    }
}
