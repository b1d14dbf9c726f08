using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The methods of a compilation that hand one of their parameters on as the value of a label, through as many others as it takes: each of their calls gives that label its argument.
/// Only calls that look like one of such a method are bound, and only where there is such a call the methods themselves.
/// </summary>
internal sealed class LabelWrappers
{
    // Nobody hands a value on through so many; but methods that call each other do it for ever.
    private const int MaximumLevels = 10;

    /// <summary>For each number of methods in between: the calls that hand a parameter on to such a method.</summary>
    private static readonly FileQuestion<HandOverNote>[] HandingOver = [.. Enumerable.Range(0, MaximumLevels).Select(static _ => new FileQuestion<HandOverNote>())];

    private readonly List<KeptFacts<Measurement, HandOverNote>> direct = [];
    private readonly List<IReadOnlyList<KeptFacts<LabelWrapper, HandOverNote>>> levels = [];
    private readonly Dictionary<IMethodSymbol, List<LabelWrapper>> byMethod = new(SourceSymbols.Comparer);
    private readonly CallShapes shapes = new();
    private readonly IReadOnlyList<LabelWrappers> others;
    private readonly OriginAnalysis origins;
    private readonly ProjectState state;
    private string[] searchWords = [];
    private volatile FilePass<KeptFacts<LabelWrapper, HandOverNote>>? reading;
    private int bound = -1;

    /// <param name="measurements">Those of the files that give tags.</param>
    /// <param name="others">The methods of the other projects in sight, which this one may call.</param>
    /// <param name="origins">Follows values.</param>
    /// <param name="state">The project.</param>
    /// <param name="cancellation">Stops the search.</param>
    public LabelWrappers(IEnumerable<KeptFacts<Measurement, HandOverNote>> measurements, IReadOnlyList<LabelWrappers> others, OriginAnalysis origins, ProjectState state, CancellationToken cancellation)
    {
        (this.others, this.origins, this.state) = (others, origins, state);
        foreach (var file in measurements)
        {
            foreach (var noted in file.Noted(cancellation)) shapes.Add(noted.Note.Shapes);
            direct.Add(file);
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
        var found = ImmutableArray.CreateBuilder<Measurement>();
        foreach (var call in shapes.In(index, cancellation))
        {
            if (CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            Bind(levels.Count, cancellation);
            foreach (var wrapper in Of(site.Method, cancellation))
                if (wrapper.At(site, origins) is { } measurement) found.Add(measurement);
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
                    Binder = (readings, cancelled) => (call, found) => AddCallers(call, level, readings, found, cancelled),
                    Note = static (wrappers, _) => HandOverNote.Of(wrappers),
                });
        levels.Add(files);
        return new(files);
    }

    private CallShapes AddedBy(IReadOnlyList<KeptFacts<LabelWrapper, HandOverNote>> level, CancellationToken cancellation)
    {
        var added = new CallShapes();
        foreach (var file in level)
            foreach (var noted in file.Noted(cancellation)) added.Add(noted.Note.Shapes);
        shapes.Add(added);
        return added;
    }

    /// <summary>The wrappers that a call makes of the methods around it, if it calls one of the level before.</summary>
    private void AddCallers(NamedNode call, int level, Readings readings, ImmutableArray<LabelWrapper>.Builder found, CancellationToken cancellation)
    {
        if (origins.OperationAt(call.Node) is not { } operation || CallSite.Of(operation) is not { } site) return;
        Bind(level, cancellation);
        foreach (var wrapper in Of(site.Method, cancellation))
            if (LevelOf(wrapper) == level && wrapper.At(site, origins) is { Tags: [var given] } measurement && HandOverNote.ParameterOf(given, origins, readings) is { } parameter)
                found.Add(new LabelWrapper(Wrapper.Definition((IMethodSymbol)parameter.ContainingSymbol), parameter, measurement, given, new LabelHandOver(wrapper, site), level + 1));
    }

    /// <summary>What is called in another project is there from the beginning, however far from the measurement it is there.</summary>
    private int LevelOf(LabelWrapper wrapper) => SymbolEqualityComparer.Default.Equals(wrapper.Method.ContainingAssembly, origins.Compilation.Assembly) ? wrapper.Level : 0;

    /// <summary>The wrappers that a method is: of those found so far, and of the other projects in sight.</summary>
    private IEnumerable<LabelWrapper> Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = Wrapper.Definition(method);
        if (byMethod.TryGetValue(method, out var known)) return Open(known);
        foreach (var other in others)
        {
            other.Bind(other.levels.Count, cancellation);
            if (other.byMethod.TryGetValue(method, out known)) return Open(known);
        }
        return [];
    }

    /// <summary>One argument is judged once, however many labels it ends in.</summary>
    private static IEnumerable<LabelWrapper> Open(List<LabelWrapper> wrappers)
    {
        for (var i = 0; i < wrappers.Count; i++)
            if (wrappers[i].IsOpen && wrappers.FindIndex(other => other.Parameter.Ordinal == wrappers[i].Parameter.Ordinal && other.IsOpen) == i) yield return wrappers[i];
    }

    /// <summary>Finds the methods with no more others in between than this.</summary>
    private void Bind(int level, CancellationToken cancellation)
    {
        lock (byMethod)
            while (bound < level)
            {
                if (bound < 0) BindDirect(cancellation);
                else
                    foreach (var file in levels[bound])
                        foreach (var wrapper in file.Facts(cancellation)) Add(wrapper);
                bound++;
            }
    }

    private void BindDirect(CancellationToken cancellation)
    {
        foreach (var file in direct)
        {
            if (!file.Noted(cancellation).Any(static noted => !noted.Note.Shapes.IsEmpty)) continue;
            foreach (var (measurement, tag, parameter) in HandOverNote.HandedOnTo(file.Facts(cancellation), origins, new Readings()))
                Add(new LabelWrapper(Wrapper.Definition((IMethodSymbol)parameter.ContainingSymbol), parameter, measurement, tag, null, 0));
        }
    }

    private void Add(LabelWrapper wrapper)
    {
        foreach (var method in Wrapper.CallableAs(wrapper.Method))
        {
            if (!byMethod.TryGetValue(method, out var known)) byMethod.Add(method, known = []);
            known.Add(wrapper);
        }
    }
}

/// <summary>The call by which one wrapper hands its parameter on to the next.</summary>
internal sealed record LabelHandOver(LabelWrapper To, CallSite Call);

/// <summary>A method, constructor or local function that hands a parameter on as the value of a label: itself, or to another that does.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameter">The parameter that it hands on.</param>
/// <param name="Template">What is measured, or called, in it.</param>
/// <param name="Tag">The label, as it is given there.</param>
/// <param name="Next">The call that hands the value on; null where the method itself measures.</param>
/// <param name="Level">How many others of its own project stand between it and the measurement, or the other project.</param>
internal sealed record LabelWrapper(IMethodSymbol Method, IParameterSymbol Parameter, Measurement Template, Tag Tag, LabelHandOver? Next, int Level)
{
    // 0 before it is known, then 1 or -1: two threads may both follow the value, and find the same.
    private int open;

    /// <summary>
    /// Its callers are judged: not so where the method itself tells enough of the value. That all callers give known texts says nothing yet of whether these are the right ones.
    /// Only asked of methods that are called: it takes following the value.
    /// </summary>
    public bool IsOpen => (open != 0 ? open : open = IsTold ? -1 : 1) > 0;

    private bool IsTold => Tag.Origin is UnboundedOrigin || Tag.Origin is BoundedOrigin && Parameter.Type.SpecialType != SpecialType.System_String;

    /// <summary>What a call of the method amounts to; null where it leaves the argument out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="origins">Follows values in the project of the call, from where the method is in sight, and not the other way round.</param>
    public Measurement? At(CallSite call, IValueOrigins origins)
    {
        if (call.ArgumentFor(Parameter) is not { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument }) return null;
        var (measured, frame) = (Measured.Tag, FrameOf(call, null));
        // Not a copy, which would keep the origin that the tag has in the method.
        var given = new Tag
        {
            Target = Tag.Target,
            Key = Tag.Key,
            Value = argument,
            Syntax = CallSite.Unwrap(argument).Syntax,
            IsPositional = true,
            HandedOn = new HandedOnValue(measured.HandedOn?.Value ?? measured.Value!, measured.HandedOn?.Frame.SeenFrom(frame) ?? frame, Names, measured.HandedOn?.Place ?? measured.ValueLocation),
            Origins = origins,
        };
        return new Measurement
        {
            Kind = MeasurementKind.WrapperCall,
            Convention = Template.Convention,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray.Create(given),
            DeclaredBy = () => Template.Declaration,
        };
    }

    /// <summary>The wrapper that gives the label its value.</summary>
    private LabelWrapper Measured => Next is null ? this : Next.To.Measured;

    /// <summary>The methods that the value goes through, in that order.</summary>
    private ImmutableArray<string> Names => (Next is null ? Tag.HandedOn?.Via ?? ImmutableArray<string>.Empty : Next.To.Names).Insert(0, CallShape.NameOf(Method));

    private CallFrame FrameOf(CallSite call, CallFrame? caller)
    {
        var frame = new CallFrame(Method, call, caller);
        return Next is null ? frame : Next.To.FrameOf(Next.Call, frame);
    }
}
