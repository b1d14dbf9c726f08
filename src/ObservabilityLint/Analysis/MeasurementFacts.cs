using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The tags that one compilation gives, found once and shared by all rules.</summary>
internal sealed class MeasurementFacts
{
    /// <summary>The calls that give tags, or record.</summary>
    private static readonly FileQuestion<HandOverNote> Measuring = new();

    private readonly TelemetryFacts telemetry;
    private readonly Compilation compilation;
    private readonly ProjectState state;
    private readonly OriginAnalysis origins;
    private readonly Dictionary<string, IMeasurementRecognizer[]> recognizers = new();
    private readonly ConcurrentDictionary<SyntaxTree, KeptFacts<Measurement, HandOverNote>?> direct = new();
    private readonly ConcurrentDictionary<SyntaxTree, MeasuredFile> files = new();
    private readonly object building = new();
    private readonly FilePass<SyntaxTree> measurements;

    /// <summary>The files that name a variable which holds an instrument of another file; known before the holders are.</summary>
    private HashSet<SyntaxTree>? naming;
    private volatile InstrumentHolders? holders;
    private LabelWrappers? wrappers;

    public MeasurementFacts(TelemetryFacts telemetry, Compilation compilation, ProjectState state)
    {
        (this.telemetry, this.compilation, this.state, origins, measurements) = (telemetry, compilation, state, new OriginAnalysis(compilation), new FilePass<SyntaxTree>(state.Files));
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
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new MeasuredFile());
        // No file is locked while others are read for the methods in them.
        var methods = Wrappers(cancellation);
        lock (file)
        {
            if (!file.Measurements.IsDefault) return file.Measurements;
            var given = Direct(model.SyntaxTree, cancellation)?.Facts(cancellation) ?? ImmutableArray<Measurement>.Empty;
            return file.Measurements = given.AddRange(methods.CallsIn(Models.Of(model), cancellation));
        }
    }

    /// <summary>Those of all files, in the order of the files.</summary>
    public IEnumerable<Measurement> All(CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var measurement in files.TryGetValue(tree, out var file) && !file.Measurements.IsDefault ? file.Measurements : Of(variables.ModelOf(tree)!, cancellation)) yield return measurement;
    }

    /// <summary>The recording that a call of a generated method makes, or null if it is none.</summary>
    public Recording? GeneratedRecording(IInvocationOperation call, CancellationToken cancellation) => GeneratedRecordings.Of(call, Holders(cancellation), cancellation);

    private LabelWrappers Wrappers(CancellationToken cancellation)
    {
        if (wrappers is null)
        {
            measurements.TakePart(tree => Direct(tree, cancellation)?.Noted(cancellation), cancellation);
            // Nobody else waits for the other projects: each of them is read by all who come.
            LabelWrappers[] others = [.. telemetry.OfOtherProjects(cancellation).Select(other => other.Measurements.Wrappers(cancellation))];
            lock (building)
                wrappers ??= new LabelWrappers(compilation.SyntaxTrees.Select(tree => Direct(tree, cancellation)).OfType<KeptFacts<Measurement, HandOverNote>>(), others, origins, (readings, cancelled) => Tags(Holders(cancelled), readings, cancelled), state, cancellation);
        }
        wrappers.Complete(cancellation);
        return wrappers;
    }

    /// <summary>The measurements of a file without the calls of methods that hand a label's value on; null for a file that can give none.</summary>
    public KeptFacts<Measurement, HandOverNote>? Direct(SyntaxTree tree, CancellationToken cancellation)
        => direct.TryGetValue(tree, out var known) ? known : direct.GetOrAdd(tree, Facts(tree, cancellation));

    private KeptFacts<Measurement, HandOverNote>? Facts(SyntaxTree tree, CancellationToken cancellation)
    {
        var file = TelemetryFile.Of(tree);
        var instruments = Holders(cancellation);
        if (!file.MentionsTags(cancellation) && !file.MentionsTelemetry(cancellation) && !naming!.Contains(tree) || GeneratedFile.Is(tree, cancellation)) return null;
        return new(state.NotesOf(tree), Measuring, instruments.Summary)
        {
            Candidates = cancelled => file.MeasurementCalls(cancelled).Where(call => recognizers.ContainsKey(call.Name)),
            Binder = (readings, cancelled) =>
            {
                var tags = Tags(instruments, readings, cancelled);
                return (call, found) => Recognize(call, recognizers[call.Name], tags.Texts.Variables.ModelOf(tree)!, tags, found, cancelled);
            },
            Note = (measurements, readings) => HandOverNote.Of(measurements, origins, readings),
        };
    }

    private TagReader Tags(InstrumentHolders instruments, Readings readings, CancellationToken cancellation)
        => new(new TextReader(new VariableValues(compilation, cancellation, readings)), origins, instruments);

    private static void Recognize(NamedNode call, IMeasurementRecognizer[] libraries, SemanticModel model, TagReader tags, ImmutableArray<Measurement>.Builder found, CancellationToken cancellation)
    {
        if (call.Node is AssignmentExpressionSyntax assignment)
        {
            SpanNames.Recognize(model.GetOperation(assignment, cancellation), tags, found);
            return;
        }
        CallSite? site = null;
        foreach (var library in libraries)
        {
            if (!library.MayRecognize(call, tags.Holders)) continue;
            site ??= CallSite.At(call.Node, model, cancellation);
            if (site is null) return;
            library.Recognize(site, tags, found);
        }
    }

    /// <summary>What holds the instruments of the compilation.</summary>
    public InstrumentHolders Holders(CancellationToken cancellation)
    {
        if (holders is { } known) return known;
        telemetry.ReadAhead(cancellation);
        foreach (var other in telemetry.OfOtherProjects(cancellation)) other.ReadAhead(cancellation);
        lock (building)
        {
            if (holders is { } meanwhile) return meanwhile;
            var found = new InstrumentHolders([.. telemetry.InstrumentFiles(cancellation), .. telemetry.OfOtherProjects(cancellation).SelectMany(other => other.InstrumentFiles(cancellation))]);
            naming = [.. state.Words(cancellation).WithOneOf(found.NamesElsewhere, cancellation)];
            return holders = found;
        }
    }

    private sealed class MeasuredFile
    {
        public ImmutableArray<Measurement> Measurements;
    }
}
