using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
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

    /// <summary>The calls that declare or view an instrument, by themselves or as a wrapper does.</summary>
    private static readonly FileQuestion<InstrumentNote> Declaring = new();

    private readonly Compilation compilation;
    private readonly ProjectState state;
    private readonly RecognizersByCall recognizers;
    private readonly ConcurrentDictionary<SyntaxTree, KeptFacts<InstrumentDeclaration, InstrumentNote>?> files = new();
    private readonly object building = new();
    private readonly FilePass<SyntaxTree> declarations;
    private readonly WrittenLabels written;
    private WrapperIndex? wrappers;
    private NegativeRecordings? negative;
    private HashSet<SyntaxTree>? telemetryTrees;
    private HashSet<string>? recording;
    private bool? hasTelemetry, hasSpans, suppressesFlow;

    private TelemetryFacts(Compilation compilation, CancellationToken cancellation)
    {
        (this.compilation, state) = (compilation, ProjectState.Of(compilation, cancellation));
        declarations = new FilePass<SyntaxTree>(state.Files);
        recognizers = new RecognizersByCall(compilation);
        Measurements = new MeasurementFacts(this, compilation, state);
        written = new WrittenLabels(compilation, this);
        Contexts = new ContextFacts(compilation, state);
        Repeated = new RepeatedCode(Contexts);
    }

    /// <summary>The members that have to do with spans and their context.</summary>
    public ContextFacts Contexts { get; }

    /// <summary>The code that runs again and again.</summary>
    public RepeatedCode Repeated { get; }

    /// <summary>The calls that give labels, attributes and other tags.</summary>
    public MeasurementFacts Measurements { get; }

    /// <summary>The facts of a compilation, or null if it has no telemetry, so that nothing is registered.</summary>
    public static TelemetryFacts? For(Compilation compilation, CancellationToken cancellation)
    {
        // A solution may hold projects in other languages.
        if (compilation.Language != LanguageNames.CSharp) return null;
        var facts = ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new TelemetryFacts(c, cancellation));
        return facts.recognizers.IsEmpty && facts.Measurements.IsEmpty || !facts.HasTelemetry(cancellation) && !facts.HasSpans(cancellation) && !facts.SuppressesFlow(cancellation) ? null : facts;
    }

    /// <summary>The instruments that a file declares, in the order of the text.</summary>
    public ImmutableArray<InstrumentDeclaration> Instruments(SemanticModel model, CancellationToken cancellation)
        => Of(model.SyntaxTree, cancellation)?.Facts(cancellation) ?? ImmutableArray<InstrumentDeclaration>.Empty;

    /// <summary>The instruments of all files, in the order of the files.</summary>
    public IEnumerable<InstrumentDeclaration> AllInstruments(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (Of(tree, cancellation) is { } file)
                foreach (var instrument in file.Facts(cancellation)) yield return instrument;
    }

    /// <summary>The files that declare instruments, in their order. They are bound when asked for the declarations.</summary>
    public IReadOnlyList<InstrumentFile> InstrumentFiles(CancellationToken cancellation)
    {
        var declaring = new List<InstrumentFile>();
        foreach (var tree in compilation.SyntaxTrees)
            if (Of(tree, cancellation) is { } file && file.Noted(cancellation) is { IsEmpty: false } noted) declaring.Add(new InstrumentFile(noted, file.Facts));
        return declaring;
    }

    /// <summary>The label names that other files use and that are written in this one.</summary>
    public ImmutableArray<LabelNames> LabelsWrittenIn(SemanticModel model, CancellationToken cancellation) => written.In(model, cancellation);

    /// <summary>Reads files that may declare instruments, beside whoever does so already.</summary>
    public void ReadAhead(CancellationToken cancellation) => declarations.TakePart(tree => Of(tree, cancellation)?.Noted(cancellation), cancellation);

    /// <summary>True if the name is put together from the parameters of a wrapper, whose callers settle what it is.</summary>
    public bool IsSettledByCallers(InstrumentDeclaration instrument, CancellationToken cancellation)
        => CallersOfWrapper.Settle(instrument, compilation, AllInstruments(cancellation), cancellation);

    /// <summary>The recordings of negative values in a file.</summary>
    public ImmutableArray<Recording> NegativeRecordings(SemanticModel model, CancellationToken cancellation)
    {
        // Two threads may both collect the constants; they collect the same.
        var recordings = negative ??= new NegativeRecordings(compilation, Measurements, MethodsThatRecord(cancellation), cancellation);
        return recordings.Of(Models.Of(model), TelemetryTrees(cancellation).Contains(model.SyntaxTree), cancellation);
    }

    /// <summary>The names of the methods that may record a number as they are given it.</summary>
    public HashSet<string> MethodsThatRecord(CancellationToken cancellation)
    {
        if (recording is { } known) return known;
        var names = new HashSet<string>();
        foreach (var tree in TelemetryTrees(cancellation)) names.UnionWith(HandedOnNumbers.MethodsIn(tree, cancellation));
        foreach (var other in OfOtherProjects(cancellation)) names.UnionWith(other.MethodsThatRecord(cancellation));
        return recording = names;
    }

    /// <summary>Some code of the compilation has to do with spans.</summary>
    public bool HasSpans(CancellationToken cancellation) => hasSpans ??= TracingGate.IsOpen(compilation, cancellation);

    /// <summary>Some code of the compilation suppresses the flow of the execution context, which does harm with or without spans.</summary>
    public bool SuppressesFlow(CancellationToken cancellation) => suppressesFlow ??= TracingGate.SuppressesFlow(compilation, cancellation);

    /// <summary>Null for a file that can declare none.</summary>
    internal KeptFacts<InstrumentDeclaration, InstrumentNote>? Of(SyntaxTree tree, CancellationToken cancellation)
        => files.TryGetValue(tree, out var known) ? known : files.GetOrAdd(tree, Facts(tree, cancellation));

    private KeptFacts<InstrumentDeclaration, InstrumentNote>? Facts(SyntaxTree tree, CancellationToken cancellation)
    {
        var wrappers = Wrappers(cancellation);
        var index = CallIndex.Of(tree);
        var hasWrapperCalls = wrappers.FilesThatMayCall.Contains(tree);
        if (!hasWrapperCalls && !TelemetryTrees(cancellation).Contains(tree) || GeneratedFile.Is(tree, cancellation)) return null;
        return new(state.NotesOf(tree), Declaring, wrappers.Summary)
        {
            Candidates = cancelled => hasWrapperCalls ? index.Calls(wrappers.NamesAndThoseOfLibraries, cancelled) : TelemetryFile.Of(tree).LibraryCalls(cancelled),
            Binder = (readings, cancelled) =>
            {
                var texts = new TextReader(new VariableValues(compilation, cancelled, readings));
                return (call, found) =>
                {
                    var mayBeWrapper = hasWrapperCalls && wrappers.MayBeCalledBy(call);
                    var known = recognizers.Of(call.Name);
                    if (!mayBeWrapper && known.Length == 0 || CallSite.At(call.Node, texts.Variables.ModelOf(tree)!, cancelled) is not { } site) return;
                    var first = found.Count;
                    foreach (var recognizer in known) recognizer.Recognize(site, texts, found);
                    for (var (i, end) = (first, found.Count); i < end; i++) ListedInstruments.Add(found[i], texts, found);
                    if (mayBeWrapper) wrappers.Recognize(site, texts, found);
                };
            },
            Note = static (instruments, _) => new InstrumentNote(ImmutableArray.CreateRange(instruments.Where(static instrument => !instrument.IsView).Select(HeldInstrument.Of)), LabelNames.FilesOf(instruments.Select(LabelNames.Of))),
        };
    }

    /// <summary>Those of the projects of the same solution that the compilation refers to, where these are in sight.</summary>
    public IEnumerable<TelemetryFacts> OfOtherProjects(CancellationToken cancellation)
    {
        foreach (var other in Sources.OtherProjects(compilation))
            if (For(other, cancellation) is { } facts) yield return facts;
    }

    /// <summary>A project may use the instruments of another one, or have nothing but spans.</summary>
    private bool HasTelemetry(CancellationToken cancellation)
    {
        if (hasTelemetry is { } known) return known;
        var has = TelemetryTrees(cancellation).Count > 0;
        foreach (var tree in compilation.SyntaxTrees)
            if (has) break;
            else has = TelemetryFile.Of(tree).MentionsTags(cancellation);
        // It may give values to methods of another project that make labels of them.
        has = has || OfOtherProjects(cancellation).Any();
        hasTelemetry = has;
        return has;
    }

    private WrapperIndex Wrappers(CancellationToken cancellation)
    {
        if (wrappers is { } known) return known;
        var trees = TelemetryTrees(cancellation);
        lock (building)
            return wrappers ??= new WrapperIndex(compilation, state, trees, recognizers, [.. OfOtherProjects(cancellation).Select(other => other.Wrappers(cancellation))], cancellation);
    }

    private HashSet<SyntaxTree> TelemetryTrees(CancellationToken cancellation)
    {
        if (telemetryTrees is { } known) return known;
        var mentioning = state.Words(cancellation).WithAny(TelemetryFile.TelemetryWords, cancellation);
        lock (building)
        {
            if (telemetryTrees is { } meanwhile) return meanwhile;
            var trees = new HashSet<SyntaxTree>();
            foreach (var tree in mentioning)
                if (TelemetryFile.Of(tree).MentionsTelemetry(cancellation)) trees.Add(tree);
            return telemetryTrees = trees;
        }
    }
}
