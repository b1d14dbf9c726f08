using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The telemetry of one compilation, found once and shared by all rules. Files are indexed by syntax alone; only calls with a telling name are bound.
/// </summary>
internal sealed class TelemetryFacts
{
    private static readonly ConditionalWeakTable<Compilation, TelemetryFacts> ByCompilation = new();

    private readonly Compilation compilation;
    private readonly ImmutableArray<IInstrumentRecognizer> recognizers;
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<InstrumentDeclaration>> instruments = new();
    private readonly object building = new();
    private WrapperIndex? wrappers;
    private ImmutableHashSet<SyntaxTree>? telemetryTrees;

    private TelemetryFacts(Compilation compilation)
    {
        this.compilation = compilation;
        recognizers = Libraries.Instruments.Where(library => library.IsReferencedBy(compilation)).ToImmutableArray();
    }

    /// <summary>The facts of a compilation, or null if it has no telemetry, so that nothing is registered.</summary>
    public static TelemetryFacts? For(Compilation compilation, CancellationToken cancellation)
    {
        var facts = ByCompilation.GetValue(compilation, static c => new TelemetryFacts(c));
        return facts.recognizers.IsEmpty || facts.TelemetryTrees(cancellation).IsEmpty ? null : facts;
    }

    /// <summary>The instruments that a file declares, in the order of the text.</summary>
    public ImmutableArray<InstrumentDeclaration> Instruments(SemanticModel model, CancellationToken cancellation)
    {
        if (instruments.TryGetValue(model.SyntaxTree, out var known)) return known;
        lock (building)
            return instruments.GetOrAdd(model.SyntaxTree, _ => Find(model, cancellation));
    }

    /// <summary>The instruments of all files, in the order of the files.</summary>
    public IEnumerable<InstrumentDeclaration> AllInstruments(CancellationToken cancellation)
    {
        var texts = new TextReader(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var instrument in instruments.TryGetValue(tree, out var known) ? known : Instruments(texts.ModelOf(tree), cancellation))
                yield return instrument;
    }

    private ImmutableArray<InstrumentDeclaration> Find(SemanticModel model, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree;
        var texts = new TextReader(compilation, cancellation);
        var wrappers = this.wrappers ??= WrapperIndex.Build(TelemetryTrees(cancellation), recognizers, texts, cancellation);
        var index = CallIndex.Of(tree);
        var hasWrapperCalls = wrappers.SearchWords.Length > 0 && index.MentionsAny(wrappers.SearchWords, cancellation);
        if (!hasWrapperCalls && !TelemetryTrees(cancellation).Contains(tree)) return ImmutableArray<InstrumentDeclaration>.Empty;

        var found = new List<InstrumentDeclaration>();
        foreach (var call in index.Calls(cancellation))
        {
            var mayBeWrapper = hasWrapperCalls && wrappers.Names.Contains(call.Name);
            if (!mayBeWrapper && !IsKnown(call.Name) || CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            foreach (var recognizer in recognizers)
                if (recognizer.CallNames.Contains(call.Name)) recognizer.Recognize(site, texts, found);
            if (mayBeWrapper) wrappers.Recognize(site, texts, found);
        }
        return found.ToImmutableArray();
    }

    private bool IsKnown(string name)
    {
        foreach (var recognizer in recognizers)
            if (recognizer.CallNames.Contains(name)) return true;
        return false;
    }

    private ImmutableHashSet<SyntaxTree> TelemetryTrees(CancellationToken cancellation)
        => telemetryTrees ??= compilation.SyntaxTrees.Where(tree => CallIndex.Of(tree).MentionsTelemetry(cancellation)).ToImmutableHashSet();
}
