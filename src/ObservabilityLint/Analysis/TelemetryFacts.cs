using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The telemetry of one compilation, found once and shared by all rules. Files are indexed by syntax alone; only calls with a telling name are bound.
/// </summary>
internal sealed class TelemetryFacts
{
    private static readonly ConditionalWeakTable<Compilation, TelemetryFacts> ByCompilation = new();

    private readonly Compilation compilation;
    private readonly RecognizersByCall recognizers;
    private readonly ConcurrentDictionary<SyntaxTree, FileFacts> files = new();
    private readonly object building = new();
    private WrapperIndex? wrappers;
    private NegativeRecordings? negative;
    private HashSet<SyntaxTree>? telemetryTrees;
    private bool? hasTelemetry, hasSpans, suppressesFlow;

    private TelemetryFacts(Compilation compilation)
    {
        this.compilation = compilation;
        recognizers = new RecognizersByCall(compilation);
        Measurements = new MeasurementFacts(this, compilation);
        Contexts = new ContextFacts(compilation);
    }

    /// <summary>The members that have to do with spans and their context.</summary>
    public ContextFacts Contexts { get; }

    /// <summary>The calls that give labels, attributes and other tags.</summary>
    public MeasurementFacts Measurements { get; }

    /// <summary>The facts of a compilation, or null if it has no telemetry, so that nothing is registered.</summary>
    public static TelemetryFacts? For(Compilation compilation, CancellationToken cancellation)
    {
        // A solution may hold projects in other languages.
        if (compilation.Language != LanguageNames.CSharp) return null;
        var facts = ByCompilation.GetValue(compilation, static c => new TelemetryFacts(c));
        return facts.recognizers.IsEmpty && facts.Measurements.IsEmpty || !facts.HasTelemetry(cancellation) && !facts.HasSpans(cancellation) && !facts.SuppressesFlow(cancellation) ? null : facts;
    }

    /// <summary>The instruments that a file declares, in the order of the text.</summary>
    public ImmutableArray<InstrumentDeclaration> Instruments(SemanticModel model, CancellationToken cancellation)
    {
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new FileFacts());
        if (!file.Instruments.IsDefault) return file.Instruments;
        // All rules come for the same file at once: one reads it, the others wait. Other files go on meanwhile.
        lock (file)
        {
            if (file.Instruments.IsDefault) file.Instruments = Find(model, cancellation);
            return file.Instruments;
        }
    }

    /// <summary>The instruments of all files, in the order of the files.</summary>
    public IEnumerable<InstrumentDeclaration> AllInstruments(CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var known = files.TryGetValue(tree, out var file) ? file.Instruments : default;
            foreach (var instrument in known.IsDefault ? Instruments(variables.ModelOf(tree)!, cancellation) : known)
                yield return instrument;
        }
    }

    /// <summary>True if the name is put together from the parameters of a wrapper, whose callers settle what it is.</summary>
    public bool IsSettledByCallers(InstrumentDeclaration instrument, CancellationToken cancellation)
        => CallersOfWrapper.Settle(instrument, compilation, AllInstruments(cancellation), cancellation);

    /// <summary>The recordings of negative values in a file.</summary>
    public ImmutableArray<Recording> NegativeRecordings(SemanticModel model, CancellationToken cancellation)
    {
        // Two threads may both collect the constants; they collect the same.
        var recordings = negative ??= new NegativeRecordings(compilation, cancellation);
        return recordings.Of(model, TelemetryTrees(cancellation).Contains(model.SyntaxTree), cancellation);
    }

    /// <summary>Some code of the compilation has to do with spans.</summary>
    public bool HasSpans(CancellationToken cancellation) => hasSpans ??= TracingGate.IsOpen(compilation, cancellation);

    /// <summary>Some code of the compilation suppresses the flow of the execution context, which does harm with or without spans.</summary>
    public bool SuppressesFlow(CancellationToken cancellation) => suppressesFlow ??= TracingGate.SuppressesFlow(compilation, cancellation);

    private ImmutableArray<InstrumentDeclaration> Find(SemanticModel model, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree;
        var wrappers = Wrappers(cancellation);
        var index = CallIndex.Of(tree);
        var hasWrapperCalls = wrappers.SearchWords.Length > 0 && index.MentionsOneOf(wrappers.SearchWords, cancellation);
        if (!hasWrapperCalls && !TelemetryTrees(cancellation).Contains(tree) || GeneratedFile.Is(tree, cancellation)) return ImmutableArray<InstrumentDeclaration>.Empty;

        var texts = new TextReader(new VariableValues(model, cancellation));
        var found = ImmutableArray.CreateBuilder<InstrumentDeclaration>();
        foreach (var call in hasWrapperCalls ? index.Calls(wrappers.NamesAndThoseOfLibraries, cancellation) : TelemetryFile.Of(tree).LibraryCalls(cancellation))
        {
            var mayBeWrapper = hasWrapperCalls && wrappers.MayBeCalledBy(call);
            var known = recognizers.Of(call.Name);
            if (!mayBeWrapper && known.Length == 0 || CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            foreach (var recognizer in known) recognizer.Recognize(site, texts, found);
            if (mayBeWrapper) wrappers.Recognize(site, texts, found);
        }
        return found.ToImmutable();
    }

    /// <summary>A project may use the instruments of another one, or have nothing but spans.</summary>
    private bool HasTelemetry(CancellationToken cancellation)
    {
        if (hasTelemetry is { } known) return known;
        var has = TelemetryTrees(cancellation).Count > 0;
        foreach (var tree in compilation.SyntaxTrees)
            if (has) break;
            else has = TelemetryFile.Of(tree).MentionsTags(cancellation);
        hasTelemetry = has;
        return has;
    }

    private WrapperIndex Wrappers(CancellationToken cancellation)
    {
        if (wrappers is { } known) return known;
        var trees = TelemetryTrees(cancellation);
        lock (building)
            return wrappers ??= WrapperIndex.Build(compilation, trees, recognizers, cancellation);
    }

    private HashSet<SyntaxTree> TelemetryTrees(CancellationToken cancellation)
    {
        if (telemetryTrees is { } known) return known;
        lock (building)
        {
            if (telemetryTrees is { } meanwhile) return meanwhile;
            var trees = new HashSet<SyntaxTree>();
            foreach (var tree in compilation.SyntaxTrees)
                if (TelemetryFile.Of(tree).MentionsTelemetry(cancellation)) trees.Add(tree);
            return telemetryTrees = trees;
        }
    }

    private sealed class FileFacts
    {
        public ImmutableArray<InstrumentDeclaration> Instruments;
    }
}
