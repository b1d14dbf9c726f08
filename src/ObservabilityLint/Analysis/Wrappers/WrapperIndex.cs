using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The wrappers of a compilation, and the methods that hand a name on to these. Many code bases never call a metrics library directly. What they are is bound when a call has the shape of one.</summary>
internal sealed class WrapperIndex
{
    private const int MaximumLevels = 3;

    /// <summary>The calls that hand a parameter on as an instrument's name: to the library, and then to a wrapper of the level before.</summary>
    private static readonly FileQuestion<WrapperNote>[] HandingOn = [.. Enumerable.Range(0, MaximumLevels).Select(static _ => new FileQuestion<WrapperNote>())];

    private readonly List<List<KeptFacts<Wrapper, WrapperNote>>> levels = [];
    private readonly CallShapes shapes = new();
    private readonly IReadOnlyList<WrapperIndex> others;
    private ImmutableArray<Dictionary<IMethodSymbol, List<Wrapper>>> byMethod = ImmutableArray<Dictionary<IMethodSymbol, List<Wrapper>>>.Empty;

    /// <param name="compilation">The project.</param>
    /// <param name="state">What is kept of it.</param>
    /// <param name="trees">The files that speak of telemetry.</param>
    /// <param name="recognizers">Those of the libraries that it refers to.</param>
    /// <param name="others">The wrappers of the other projects in sight, whose methods it may call.</param>
    /// <param name="cancellation">Stops the search.</param>
    public WrapperIndex(Compilation compilation, ProjectState state, IEnumerable<SyntaxTree> trees, RecognizersByCall recognizers, IReadOnlyList<WrapperIndex> others, CancellationToken cancellation)
    {
        this.others = others;
        var called = new CallShapes();
        foreach (var other in others) called.Add(other.shapes);
        shapes.Add(called);
        called.Add(AddLevel(trees, "",
            tree => TelemetryFile.Of(tree).LibraryCalls(cancellation).Where(call => recognizers.Of(call.Name).Length > 0 && (EnclosingParameters.MayBePassedBy(call.Node) || EnclosingParameters.MayGoThrough(call.Node))),
            (call, texts, found) => Bind(call, texts, recognizers, found)));
        for (var level = 1; level < MaximumLevels && !called.IsEmpty; level++)
        {
            var (last, depth) = (called, level);
            called = AddLevel(state.Words(cancellation).WithOneOf(last.Names, cancellation).Where(tree => !GeneratedFile.Is(tree, cancellation)), last.ToString(),
                tree => last.In(CallIndex.Of(tree), cancellation).Where(static call => EnclosingParameters.MayBePassedBy(call.Node) || call.Node.Parent is LambdaExpressionSyntax && EnclosingParameters.MayGoThrough(call.Node)),
                (call, texts, found) => BindCall(call, depth, texts, found));
        }
        FilesThatMayCall = [.. state.Words(cancellation).WithOneOf(shapes.Names, cancellation)];
        NamesAndThoseOfLibraries = Libraries.CallNames.With(shapes.Names);
        Summary = shapes.ToString();

        CallShapes AddLevel(IEnumerable<SyntaxTree> files, string given, Func<SyntaxTree, IEnumerable<NamedNode>> candidates, Action<NamedNode, TextReader, ImmutableArray<Wrapper>.Builder> bind)
        {
            var (level, added) = (new List<KeptFacts<Wrapper, WrapperNote>>(), new CallShapes());
            foreach (var tree in files)
            {
                var file = new KeptFacts<Wrapper, WrapperNote>(state.NotesOf(tree), HandingOn[levels.Count], given)
                {
                    Candidates = _ => candidates(tree),
                    Binder = (readings, cancelled) =>
                    {
                        var texts = new TextReader(new VariableValues(compilation, cancelled, readings));
                        return (call, found) => bind(call, texts, found);
                    },
                    Note = static (wrappers, _) => new WrapperNote(ShapesOf(wrappers)),
                };
                level.Add(file);
                foreach (var noted in file.Noted(cancellation)) added.Add(noted.Note.Shapes);
            }
            levels.Add(level);
            shapes.Add(added);
            return added;
        }
    }

    /// <summary>The files with a name in them by which a wrapper is called.</summary>
    public HashSet<SyntaxTree> FilesThatMayCall { get; }

    public NamedWords NamesAndThoseOfLibraries { get; }

    /// <summary>As long as it stays the same, so do the calls of a file that may be calls of wrappers.</summary>
    public string Summary { get; }

    public bool MayBeCalledBy(NamedNode call) => shapes.Fit(call);

    /// <summary>The declarations that a call of a wrapper makes: several where the wrapper creates several instruments.</summary>
    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        foreach (var wrapper in Of(call.Method, levels.Count, texts.Variables.Cancellation)) wrapper.Add(call, texts, found);
    }

    /// <summary>The wrappers that a method is, by the first levels.</summary>
    private List<Wrapper> Of(IMethodSymbol method, int level, CancellationToken cancellation)
    {
        method = Wrapper.Definition(method);
        if (Find(ByMethod(level, cancellation), method) is { } own) return own;
        foreach (var other in others)
            if (Find(other.ByMethod(other.levels.Count, cancellation), method) is { } known) return known;
        return [];
    }

    private static List<Wrapper>? Find(ImmutableArray<Dictionary<IMethodSymbol, List<Wrapper>>> known, IMethodSymbol method)
    {
        foreach (var level in known)
            if (level.TryGetValue(method, out var wrappers)) return wrappers;
        return null;
    }

    private ImmutableArray<Dictionary<IMethodSymbol, List<Wrapper>>> ByMethod(int level, CancellationToken cancellation)
    {
        if (byMethod is var known && known.Length >= level) return known;
        lock (levels)
        {
            while (byMethod.Length < level) byMethod = byMethod.Add(WrappersOf(levels[byMethod.Length], cancellation));
            return byMethod;
        }
    }

    private Dictionary<IMethodSymbol, List<Wrapper>> WrappersOf(List<KeptFacts<Wrapper, WrapperNote>> level, CancellationToken cancellation)
    {
        var all = new Dictionary<IMethodSymbol, List<Wrapper>>(SourceSymbols.Comparer);
        var uncertain = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var file in level)
            foreach (var wrapper in file.Facts(cancellation))
                foreach (var method in wrapper.Callable)
                {
                    // What is nearer to the library tells what the method makes.
                    if (Find(byMethod, method) != null) continue;
                    if (!all.TryGetValue(method, out var others)) all.Add(method, others = []);
                    else if (wrapper.Described is null && IsOther(wrapper, others[0])) uncertain.Add(method);
                    if (wrapper.Described is null || !IsKnown(wrapper, others)) others.Add(wrapper);
                }
        foreach (var method in uncertain) all[method] = [];
        return all;
    }

    /// <summary>Several places may make instruments of such objects. Where these are of several kinds, each object may be of any.</summary>
    private static bool IsKnown(Wrapper descriptor, List<Wrapper> others)
    {
        var name = descriptor.Template.Name.Pieces[0].Member;
        var index = others.FindIndex(other => other.Described != null && SymbolEqualityComparer.Default.Equals(other.Template.Name.Pieces[0].Member, name));
        if (index < 0) return false;
        var other = others[index];
        if (other.Template.Kind != descriptor.Template.Kind) others[index] = other with { Template = other.Template with { Kind = InstrumentKind.Unknown } };
        return true;
    }

    private static void Bind(NamedNode call, TextReader texts, RecognizersByCall recognizers, ImmutableArray<Wrapper>.Builder found)
    {
        if (CallSite.At(call.Node, texts.Variables.ModelOf(call.Node.SyntaxTree)!, texts.Variables.Cancellation) is not { } site) return;
        var declarations = new List<InstrumentDeclaration>();
        foreach (var recognizer in recognizers.Of(call.Name))
        {
            declarations.Clear();
            recognizer.Recognize(site, texts, declarations);
            foreach (var declaration in declarations)
                if ((WrapperArguments.WrapperAround(declaration, recognizer, texts.Variables) ?? WrapperArguments.WrapperOfList(declaration, recognizer, texts.Variables)
                    ?? WrapperArguments.WrapperOfDescriptor(declaration, recognizer, texts.Variables)) is { } wrapper) found.Add(wrapper);
        }
    }

    /// <summary>The wrappers that a call makes of the method around it, if it calls one of the levels before.</summary>
    private void BindCall(NamedNode call, int level, TextReader texts, ImmutableArray<Wrapper>.Builder found)
    {
        if (CallSite.At(call.Node, texts.Variables.ModelOf(call.Node.SyntaxTree)!, texts.Variables.Cancellation) is not { } site) return;
        var declarations = new List<InstrumentDeclaration>();
        foreach (var wrapper in Of(site.Method, level, texts.Variables.Cancellation))
        {
            declarations.Clear();
            wrapper.Add(site, texts, declarations);
            foreach (var declaration in declarations)
                if (WrapperArguments.WrapperAround(declaration, wrapper.Library, texts.Variables) is { } outer) found.Add(outer);
        }
    }

    private static ImmutableArray<CallShape> ShapesOf(IReadOnlyList<Wrapper> wrappers)
    {
        var shapes = ImmutableArray.CreateBuilder<CallShape>();
        foreach (var wrapper in wrappers)
            foreach (var method in wrapper.Callable) shapes.Add(CallShape.Of(method));
        return shapes.ToImmutable();
    }

    /// <summary>Behind one interface several implementations may hide, even of two dialects: no claim about such a call is certain.</summary>
    private static bool IsOther(Wrapper one, Wrapper other)
        => one.Template.Convention != other.Template.Convention || !SymbolEqualityComparer.Default.Equals(one.Method, other.Method);

    private sealed record WrapperNote(ImmutableArray<CallShape> Shapes);
}
