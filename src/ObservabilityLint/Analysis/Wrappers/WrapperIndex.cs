using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The wrappers of a compilation, one level deep. Many code bases never call a metrics library directly. What they are is bound when a call has the shape of one.</summary>
internal sealed class WrapperIndex
{
    /// <summary>The calls that hand a parameter on as an instrument's name.</summary>
    private static readonly FileQuestion<WrapperNote> HandingOn = new();

    private readonly List<KeptFacts<Wrapper, WrapperNote>> files = [];
    private readonly CallShapes shapes = new();
    private readonly IReadOnlyList<WrapperIndex> others;
    private Dictionary<IMethodSymbol, List<Wrapper>>? byMethod;

    /// <param name="compilation">The project.</param>
    /// <param name="state">What is kept of it.</param>
    /// <param name="trees">The files that speak of telemetry.</param>
    /// <param name="recognizers">Those of the libraries that it refers to.</param>
    /// <param name="others">The wrappers of the other projects in sight, whose methods it may call.</param>
    /// <param name="cancellation">Stops the search.</param>
    public WrapperIndex(Compilation compilation, ProjectState state, IEnumerable<SyntaxTree> trees, RecognizersByCall recognizers, IReadOnlyList<WrapperIndex> others, CancellationToken cancellation)
    {
        this.others = others;
        foreach (var other in others) shapes.Add(other.shapes);
        foreach (var tree in trees)
        {
            var file = new KeptFacts<Wrapper, WrapperNote>(state.NotesOf(tree), HandingOn, "")
            {
                Candidates = cancelled => TelemetryFile.Of(tree).LibraryCalls(cancelled).Where(call => recognizers.Of(call.Name).Length > 0 && (EnclosingParameters.MayBePassedBy(call.Node) || EnclosingParameters.MayGoThrough(call.Node))),
                Binder = (readings, cancelled) =>
                {
                    var texts = new TextReader(new VariableValues(compilation, cancelled, readings));
                    return (call, found) => Bind(call, texts, recognizers, found);
                },
                Note = static (wrappers, _) => new WrapperNote(ShapesOf(wrappers)),
            };
            files.Add(file);
            foreach (var noted in file.Noted(cancellation)) shapes.Add(noted.Note.Shapes);
        }
        FilesThatMayCall = [.. state.Words(cancellation).WithOneOf(shapes.Names, cancellation)];
        NamesAndThoseOfLibraries = Libraries.CallNames.With(shapes.Names);
        Summary = shapes.ToString();
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
        var method = Wrapper.Definition(call.Method);
        if (!ByMethod(texts.Variables.Cancellation).TryGetValue(method, out var wrappers) && !IsOfOther(method, texts.Variables.Cancellation, out wrappers)) return;
        foreach (var wrapper in wrappers) wrapper.Add(call, texts, found);
    }

    private bool IsOfOther(IMethodSymbol method, CancellationToken cancellation, out List<Wrapper> wrappers)
    {
        foreach (var other in others)
            if (other.ByMethod(cancellation).TryGetValue(method, out wrappers!)) return true;
        wrappers = [];
        return false;
    }

    private Dictionary<IMethodSymbol, List<Wrapper>> ByMethod(CancellationToken cancellation)
    {
        if (byMethod is { } known) return known;
        lock (files)
        {
            if (byMethod is { } meanwhile) return meanwhile;
            var all = new Dictionary<IMethodSymbol, List<Wrapper>>(SourceSymbols.Comparer);
            var uncertain = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            foreach (var file in files)
                foreach (var wrapper in file.Facts(cancellation))
                    foreach (var method in wrapper.Callable)
                    {
                        if (!all.TryGetValue(method, out var others)) all.Add(method, others = []);
                        else if (wrapper.Described is null && IsOther(wrapper, others[0])) uncertain.Add(method);
                        if (wrapper.Described is null || !IsKnown(wrapper, others)) others.Add(wrapper);
                    }
            foreach (var method in uncertain) all.Remove(method);
            return byMethod = all;
        }
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
