using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The queues of one compilation, with what is written to them and read from them in whichever file. Only the files are bound whose queues may be the one in question.</summary>
internal sealed class QueueFacts(Compilation compilation, ProjectState state, ContextFacts contexts)
{
    /// <summary>Of each family of queues, its calls.</summary>
    private static readonly FileQuestion<QueueNote>[] Queueing = [.. Queues.Families.Select(static _ => new FileQuestion<QueueNote>())];

    private readonly object building = new();
    private readonly ConcurrentDictionary<QueueCall, LostContext?> lost = new();
    private ILookup<SyntaxTree, LostContext>? lostWhereGiven;
    private volatile Dictionary<SyntaxTree, List<KeptFacts<QueueCall, QueueNote>>>? files;
    private FilePass<KeptFacts<QueueCall, QueueNote>>? reading;

    /// <summary>All calls of queues.</summary>
    public IEnumerable<QueueCall> Calls(CancellationToken cancellation) => Files(cancellation).Values.SelectMany(ofFile => ofFile).SelectMany(file => file.Facts(cancellation));

    /// <summary>The calls of a file.</summary>
    public IEnumerable<QueueCall> CallsIn(SyntaxTree tree, CancellationToken cancellation)
        => Files(cancellation).TryGetValue(tree, out var ofFile) ? ofFile.SelectMany(file => file.Facts(cancellation)) : [];

    /// <summary>The calls of one queue.</summary>
    public IEnumerable<QueueCall> CallsOf(ItemQueue queue, CancellationToken cancellation)
    {
        var note = QueueNote.Of(queue);
        foreach (var file in Files(cancellation).Values.SelectMany(ofFile => ofFile))
        {
            if (!file.Noted(cancellation).Any(noted => noted.Note.MayBe(note))) continue;
            foreach (var call in file.Facts(cancellation))
                if (call.Queue.IsSame(queue)) yield return call;
        }
    }

    /// <summary>The writes of a file that lose the context.</summary>
    public IEnumerable<LostContext> LostIn(SyntaxTree tree, CancellationToken cancellation)
    {
        foreach (var call in CallsIn(tree, cancellation))
            if (call.Kind == QueueCallKind.Write && Lost(call, cancellation) is { } found) yield return found;
        // Two threads may both find them; they find the same.
        foreach (var found in (lostWhereGiven ??= LostWhereGiven(cancellation))[tree]) yield return found;
    }

    /// <summary>The blocks of a file whose delegate works on items in the context of whichever post woke it.</summary>
    public IEnumerable<(CallSite Creation, LostContext Lost)> BlocksIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!Queues.MentionsBlock(tree, cancellation)) yield break;
        var variables = new VariableValues(compilation, cancellation);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var call in Calls(cancellation))
        {
            if (call.Queue.Holder is not { } holder || !Queues.IsBlock(TypeOf(holder)) || seen.Contains(holder) || variables.Of(holder) is not { } value || CallSite.Of(CallSite.Unwrap(value)) is not { } creation) continue;
            if (creation.Syntax.SyntaxTree != tree || new QueueJudge(this, contexts, cancellation).JudgeBlock(call, creation) is not { } found) continue;
            seen.Add(holder);
            yield return (creation, found);
        }
    }

    /// <summary>These, and those of the libraries of its solution, with what is known of the code of each.</summary>
    public IEnumerable<(QueueFacts Queues, ContextFacts Contexts)> InSight(CancellationToken cancellation)
    {
        yield return (this, contexts);
        foreach (var library in UsedFiles.LibrariesOf(compilation))
            if (TelemetryFacts.For(library, cancellation) is { Contexts: var ofLibrary }) yield return (ofLibrary.Queues, ofLibrary);
    }

    /// <summary>Delegates, and what is given to a library's queue, by the file in which they are given to it, which need not be one that knows the queue.</summary>
    private ILookup<SyntaxTree, LostContext> LostWhereGiven(CancellationToken cancellation)
    {
        var found = new List<LostContext>();
        var (delegates, items) = (new QueuedDelegates(this, contexts, cancellation), new GivenItems(this, contexts, cancellation));
        foreach (var (queues, _) in InSight(cancellation))
        {
            foreach (var call in queues.DelegateWrites(cancellation))
                if (delegates.QueueOf(call) is { } queue) found.AddRange(delegates.LostAt(call with { Queue = queue }));
            if (queues == this) continue;
            foreach (var call in queues.WritesForOthers(state, cancellation)) found.AddRange(items.LostAt(call));
        }
        return found.ToLookup(lost => lost.Write.Syntax.SyntaxTree);
    }

    /// <summary>The writes of what a method is given that the other project names, as the text tells: no other write is bound.</summary>
    private IEnumerable<QueueCall> WritesForOthers(ProjectState other, CancellationToken cancellation)
    {
        foreach (var file in Files(cancellation).Values.SelectMany(ofFile => ofFile))
        {
            var noted = file.Noted(cancellation);
            for (var i = 0; i < noted.Length; i++)
            {
                if (GivenItems.HandedOnBy(noted[i].Node.Node) is not { } method || other.Words(cancellation).With(method, cancellation).Count == 0) continue;
                foreach (var call in file.FactsAt(i, cancellation))
                    if (call.Kind == QueueCallKind.Write) yield return call;
            }
        }
    }

    /// <summary>The writes to queues of delegates, or to such as may be.</summary>
    private IEnumerable<QueueCall> DelegateWrites(CancellationToken cancellation)
    {
        var all = Files(cancellation).Values.SelectMany(ofFile => ofFile);
        reading!.TakePart(file => file.Noted(cancellation), cancellation);
        foreach (var file in all)
        {
            if (!file.Noted(cancellation).Any(noted => noted.Note.IsDelegate)) continue;
            foreach (var call in file.Facts(cancellation))
                if (call.Kind == QueueCallKind.Write) yield return call;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol holder) => holder switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, ILocalSymbol local => local.Type, _ => null };

    private LostContext? Lost(QueueCall write, CancellationToken cancellation)
    {
        if (lost.TryGetValue(write, out var known)) return known;
        return lost[write] = new QueueJudge(this, contexts, cancellation).Judge(write);
    }

    /// <summary>The files that may call queues; nothing in them is bound yet.</summary>
    private Dictionary<SyntaxTree, List<KeptFacts<QueueCall, QueueNote>>> Files(CancellationToken cancellation)
    {
        if (files is { } known) return known;
        var ofLibraries = HoldersInLibraries(cancellation);
        lock (building)
        {
            if (files != null) return files;
            var all = new Dictionary<SyntaxTree, List<KeptFacts<QueueCall, QueueNote>>>();
            var project = state.Words(cancellation);
            for (var i = 0; i < Queues.Families.Count; i++)
            {
                var (words, methods, isLocal) = Queues.Families[i];
                var mentioned = new HashSet<SyntaxTree>(project.WithAny(words, cancellation));
                var isOfLibrary = mentioned.Count == 0;
                if (isOfLibrary && !isLocal) mentioned.UnionWith(project.WithOneOf(ofLibraries, cancellation));
                if (mentioned.Count == 0) continue;
                foreach (var tree in project.WithOneOf(methods.Words, cancellation))
                {
                    if ((isLocal || isOfLibrary) && !mentioned.Contains(tree) || GeneratedFile.Is(tree, cancellation)) continue;
                    if (!all.TryGetValue(tree, out var ofFile)) all.Add(tree, ofFile = []);
                    ofFile.Add(FactsOf(tree, Queueing[i], methods));
                }
            }
            reading = new([.. all.Values.SelectMany(ofFile => ofFile)]);
            return files = all;
        }
    }

    /// <summary>The names of the variables that hold queues of libraries: who writes to these need not name their type.</summary>
    private string[] HoldersInLibraries(CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var (queues, _) in InSight(cancellation))
        {
            if (queues == this) continue;
            foreach (var file in queues.Files(cancellation).Values.SelectMany(ofFile => ofFile))
                foreach (var noted in file.Noted(cancellation))
                    if (noted.Note.Holder is { } holder) names.Add(holder);
        }
        return [.. names];
    }

    private KeptFacts<QueueCall, QueueNote> FactsOf(SyntaxTree tree, FileQuestion<QueueNote> question, NamedWords methods) => new(state.NotesOf(tree), question, "")
    {
        Candidates = cancelled => CallIndex.Of(tree).Calls(methods, cancelled),
        Binder = (readings, cancelled) =>
        {
            var variables = new VariableValues(compilation, cancelled, readings);
            return (call, found) =>
            {
                if (variables.ModelOf(tree)!.GetOperation(call.Node, cancelled) is IInvocationOperation operation && Queues.Of(operation, variables) is { } queue) found.Add(queue);
            };
        },
        Note = static (calls, _) => QueueNote.Of(calls[0].Queue),
    };

    /// <summary>What is noted of the queue of a call.</summary>
    /// <param name="Holder">The name of the variable that it is created for; null where it is injected.</param>
    /// <param name="Item">The name of the type of its items.</param>
    /// <param name="IsDelegate">They are delegates, or may be, in a generic class of queues.</param>
    private sealed record QueueNote(string? Holder, string Item, bool IsDelegate)
    {
        public static QueueNote Of(ItemQueue queue) => new(queue.Holder?.Name, queue.Item.Name, queue.Item is ITypeParameterSymbol || QueuedDelegates.Is(queue));

        public bool MayBe(QueueNote other) => Holder != null && other.Holder != null ? Holder == other.Holder : Item == other.Item;
    }
}
