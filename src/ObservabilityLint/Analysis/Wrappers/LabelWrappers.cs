using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Begins to read tags. What else is read for it is added to the readings.</summary>
/// <param name="readings">Told of that.</param>
/// <param name="cancellation">Stops it.</param>
internal delegate TagReader TagReading(Readings readings, CancellationToken cancellation);

/// <summary>
/// The methods of a compilation that hand one of their parameters on as the value of a label, through as many others as it takes: each of their calls gives that label its argument.
/// Only calls that look like one of such a method are bound, and only where there is such a call the methods themselves.
/// </summary>
internal sealed class LabelWrappers
{
    // Nobody hands a value on through so many; but methods that call each other do it for ever.
    private const int MaximumLevels = 10;

    // An object (the context of a message, of a request) is handed on by everything that has to do with it. What its members are is told by who writes them, not by who hands it on.
    private const int MaximumLevelsOfObjects = 3;

    /// <summary>For each number of methods in between: the calls that hand a parameter on to such a method.</summary>
    private static readonly FileQuestion<HandOverNote>[] HandingOver = [.. Enumerable.Range(0, MaximumLevels).Select(static _ => new FileQuestion<HandOverNote>())];

    private readonly List<IReadOnlyList<KeptFacts<LabelWrapper, HandOverNote>>> levels = [];
    private readonly Dictionary<(string Type, string Method), List<WrapperMaker>> makers = [];
    private readonly ConcurrentDictionary<IMethodSymbol, (int Level, List<LabelWrapper> Wrappers)> byMethod = new(SourceSymbols.Comparer);
    private readonly CallShapes shapes = new();
    private readonly IReadOnlyList<LabelWrappers> others;
    private readonly OriginAnalysis origins;
    private readonly TagReading read;
    private readonly ProjectState state;
    private string[] searchWords = [];
    private volatile FilePass<KeptFacts<LabelWrapper, HandOverNote>>? reading;

    /// <param name="measurements">Those of the files that give tags.</param>
    /// <param name="others">The methods of the other projects in sight, which this one may call.</param>
    /// <param name="origins">Follows values.</param>
    /// <param name="read">Begins to read tags.</param>
    /// <param name="state">The project.</param>
    /// <param name="cancellation">Stops the search.</param>
    public LabelWrappers(IEnumerable<KeptFacts<Measurement, HandOverNote>> measurements, IReadOnlyList<LabelWrappers> others, OriginAnalysis origins, TagReading read, ProjectState state, CancellationToken cancellation)
    {
        (this.others, this.origins, this.read, this.state) = (others, origins, read, state);
        foreach (var file in measurements)
        {
            var noted = file.Noted(cancellation);
            for (var i = 0; i < noted.Length; i++)
            {
                var (place, note) = (i, noted[i].Note);
                shapes.Add(note.Shapes);
                Add(new WrapperMaker(0, cancelled => Direct(file.FactsAt(place, cancelled))), note);
            }
        }
        foreach (var other in others) shapes.Add(other.shapes);
        reading = Next(shapes, cancellation);
    }

    /// <summary>Finds all of them, level by level; who comes meanwhile reads along.</summary>
    public void Complete(CancellationToken cancellation)
    {
        while (reading is { } level)
        {
            level.TakePart(file => file.Noted(cancellation), cancellation);
            lock (levels)
                if (reading == level) reading = Next(AddedBy(levels[levels.Count - 1], cancellation), cancellation);
        }
    }

    /// <summary>The calls of such methods in a file, in the order of the text.</summary>
    public ImmutableArray<Measurement> CallsIn(SemanticModel model, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (searchWords.Length == 0 || !index.MentionsOneOf(searchWords, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) return ImmutableArray<Measurement>.Empty;
        var (found, tags) = (ImmutableArray.CreateBuilder<Measurement>(), read(new Readings(), cancellation));
        foreach (var call in shapes.In(index, cancellation))
        {
            if (CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            var wrappers = AllOf(site.Method, MaximumLevels, cancellation);
            foreach (var wrapper in Open(wrappers))
                if (Told(wrapper, wrappers, site, tags) is { } measurement) found.Add(measurement);
        }
        return found.ToImmutable();
    }

    /// <summary>Begins with the methods that call those of the last level with a parameter of their own; null where there can be none.</summary>
    private FilePass<KeptFacts<LabelWrapper, HandOverNote>>? Next(CallShapes called, CancellationToken cancellation)
    {
        searchWords = shapes.Names;
        if (called.IsEmpty || levels.Count == MaximumLevels) return null;
        var (level, last, given) = (levels.Count, new CallShapes(), called.ToString());
        last.Add(called);
        var files = new List<KeptFacts<LabelWrapper, HandOverNote>>();
        foreach (var tree in state.Words(cancellation).WithOneOf(last.Names, cancellation))
            if (!GeneratedFile.Is(tree, cancellation))
                files.Add(new KeptFacts<LabelWrapper, HandOverNote>(state.NotesOf(tree), HandingOver[level], given)
                {
                    Candidates = cancelled => last.In(CallIndex.Of(tree), cancelled),
                    Binder = (readings, cancelled) =>
                    {
                        var tags = read(readings, cancelled);
                        return (call, found) => AddCallers(call, level, tags, readings, found, cancelled);
                    },
                    Note = static (wrappers, _) => HandOverNote.Of(wrappers),
                });
        levels.Add(files);
        return new(files);
    }

    private CallShapes AddedBy(IReadOnlyList<KeptFacts<LabelWrapper, HandOverNote>> level, CancellationToken cancellation)
    {
        var added = new CallShapes();
        foreach (var file in level)
        {
            var noted = file.Noted(cancellation);
            for (var i = 0; i < noted.Length; i++)
            {
                var place = i;
                added.Add(noted[i].Note.Shapes);
                Add(new WrapperMaker(levels.Count, cancelled => file.FactsAt(place, cancelled)), noted[i].Note);
            }
        }
        shapes.Add(added);
        return added;
    }

    /// <summary>The wrappers that a call makes of the methods around it, if it calls one of the level before.</summary>
    private void AddCallers(NamedNode call, int level, TagReader tags, Readings readings, ImmutableArray<LabelWrapper>.Builder found, CancellationToken cancellation)
    {
        if (origins.OperationAt(call.Node) is not { } operation || CallSite.Of(operation) is not { } site) return;
        foreach (var wrapper in Of(site.Method, level, cancellation))
            if (LevelOf(wrapper) == level && wrapper.At(site, tags) is { } measurement)
                foreach (var (_, given, parameter) in HandOverNote.HandedOnTo([measurement], origins, readings))
                    if (level < MaximumLevelsOfObjects || !IsObject(parameter.Type)) found.Add(new LabelWrapper(Wrapper.Definition((IMethodSymbol)parameter.ContainingSymbol), parameter, measurement, given, given?.HandedOn is null || wrapper.Tag is null ? null : new LabelHandOver(wrapper, site), level + 1));
    }

    /// <summary>What is called in another project is there from the beginning, however far from the measurement it is there.</summary>
    private int LevelOf(LabelWrapper wrapper) => SymbolEqualityComparer.Default.Equals(wrapper.Method.ContainingAssembly, origins.Compilation.Assembly) ? wrapper.Level : 0;

    /// <summary>The wrappers that a method is, with no more others in between than this: of those found so far, and of the other projects in sight.</summary>
    private IEnumerable<LabelWrapper> Of(IMethodSymbol method, int level, CancellationToken cancellation) => Open(AllOf(method, level, cancellation));

    private List<LabelWrapper> AllOf(IMethodSymbol method, int level, CancellationToken cancellation)
    {
        method = Wrapper.Definition(method);
        if (Own(method, level, cancellation) is { Count: > 0 } own) return own;
        foreach (var other in others)
            if (other.Own(method, MaximumLevels, cancellation) is { Count: > 0 } known) return known;
        return [];
    }

    /// <summary>What a call amounts to. Of an object, whose members become several labels, the one is told of that nothing bounds.</summary>
    private static Measurement? Told(LabelWrapper wrapper, List<LabelWrapper> wrappers, CallSite call, TagReader tags)
    {
        var first = wrapper.At(call, tags);
        if (!IsObject(wrapper.Parameter.Type) || first is { Tags: [{ Origin: UnboundedOrigin }] }) return first;
        foreach (var other in wrappers)
            if (other != wrapper && other.Parameter.Ordinal == wrapper.Parameter.Ordinal && other.Template.Kind == wrapper.Template.Kind && other.IsOpen && other.At(call, tags) is { Tags: [{ Origin: UnboundedOrigin }] } unbounded) return unbounded;
        return first;
    }

    /// <summary>Two threads may both bind what makes them; they find the same.</summary>
    private List<LabelWrapper>? Own(IMethodSymbol method, int level, CancellationToken cancellation)
    {
        if (byMethod.TryGetValue(method, out var known) && known.Level >= level) return known.Wrappers.FindAll(wrapper => wrapper.Level <= level);
        if (!makers.TryGetValue((method.ContainingType?.Name ?? "", CallShape.NameOf(method)), out var ofName)) return null;
        var found = new List<LabelWrapper>();
        foreach (var maker in ofName)
            if (maker.Level <= level)
                foreach (var wrapper in maker.Of(method, cancellation)) found.Add(wrapper);
        byMethod[method] = (level, found);
        return found;
    }

    /// <summary>One argument is judged once, however many labels it ends in. Of a metric there is more to say than of a span.</summary>
    private static IEnumerable<LabelWrapper> Open(List<LabelWrapper> wrappers)
    {
        for (var i = 0; i < wrappers.Count; i++)
        {
            if (!wrappers[i].IsOpen) continue;
            var first = wrappers.FindIndex(other => other.Parameter.Ordinal == wrappers[i].Parameter.Ordinal && other.IsOpen);
            var ofMetric = wrappers.FindIndex(other => other.Parameter.Ordinal == wrappers[i].Parameter.Ordinal && other.IsOpen && other.Template.Kind != MeasurementKind.Annotation);
            if (i == (ofMetric < 0 ? first : ofMetric)) yield return wrappers[i];
        }
    }

    private IReadOnlyList<LabelWrapper> Direct(ImmutableArray<Measurement> measurements)
        => [.. HandOverNote.HandedOnTo(measurements, origins, new Readings()).Select(static given => new LabelWrapper(Wrapper.Definition((IMethodSymbol)given.Parameter.ContainingSymbol), given.Parameter, given.Measurement, given.Tag, null, 0))];

    private void Add(WrapperMaker maker, HandOverNote note)
    {
        foreach (var shape in note.Shapes)
        {
            if (!makers.TryGetValue((shape.Type, shape.Name), out var known)) makers.Add((shape.Type, shape.Name), known = []);
            if (known.Count == 0 || known[known.Count - 1] != maker) known.Add(maker);
        }
    }

    /// <summary>An object, of which the label's value is a member; and not a text, a number or a list of labels.</summary>
    private static bool IsObject(ITypeSymbol type)
        => type is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } && type.AllInterfaces.All(static part => part.SpecialType != SpecialType.System_Collections_IEnumerable);
}
