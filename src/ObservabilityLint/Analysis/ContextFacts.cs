using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The members of one compilation that have to do with spans and their context, found once and shared by all rules.</summary>
internal sealed class ContextFacts
{
    private readonly Compilation compilation;
    private readonly NamedWords anchors;
    private readonly ConcurrentDictionary<SyntaxTree, FileFacts> files = new();

    private readonly ConcurrentDictionary<SyntaxNode, TracedBody?> members = new();
    private readonly BodyReader reader;
    private readonly LastingEffects effects;
    private readonly HandedInWork handedIn;

    public ContextFacts(Compilation compilation, ProjectState state)
    {
        this.compilation = compilation;
        Graph = new CallGraph(compilation);
        Choices = new TracingChoices(compilation);
        Queues = new QueueFacts(compilation, state, this);
        Baggage = new BaggageFacts(compilation, state);
        var recognizers = new ContextRecognizers(compilation);
        handedIn = new HandedInWork(compilation, recognizers, Graph);
        reader = new BodyReader(recognizers, Graph) { HandedIn = handedIn };
        effects = new LastingEffects(compilation, state, Graph, recognizers);
        Work = new ReachedWork(this, recognizers);
        OfCallers = new SpansOfCallers(this, isOfWhatGoesOn: false);
        OfCallersThatLeave = new SpansOfCallers(this, isOfWhatGoesOn: true);
        Endless = new EndlessWork(Graph);
        StartUp = new StartUp(this);
        Forgotten = new ForgottenWork(Graph);
        Sent = new SentContext(this);
        Factories = new SpanFactories(this);
        anchors = new NamedWords([.. recognizers.Anchors]);
    }

    public Compilation Compilation => compilation;

    /// <summary>Who calls whom.</summary>
    public CallGraph Graph { get; }

    /// <summary>What the program has decided about tracing as a whole.</summary>
    public TracingChoices Choices { get; }

    /// <summary>What code does that shows in a trace.</summary>
    public ReachedWork Work { get; }

    /// <summary>The spans under which methods are called.</summary>
    public SpansOfCallers OfCallers { get; }

    /// <summary>Those under which methods are called by somebody who does not stop what they begin.</summary>
    public SpansOfCallers OfCallersThatLeave { get; }

    /// <summary>What goes on until it is stopped.</summary>
    public EndlessWork Endless { get; }

    /// <summary>What the start of the program begins.</summary>
    public StartUp StartUp { get; }

    /// <summary>What nobody waits for.</summary>
    public ForgottenWork Forgotten { get; }

    /// <summary>How else the trace context is sent.</summary>
    public SentContext Sent { get; }

    /// <summary>The methods of the program that give out spans.</summary>
    public SpanFactories Factories { get; }

    /// <summary>The queues between flows of execution.</summary>
    public QueueFacts Queues { get; }

    /// <summary>The entries of baggage that are set and read.</summary>
    public BaggageFacts Baggage { get; }

    /// <summary>What methods of the program leave behind.</summary>
    public LastingEffects Effects(CancellationToken cancellation)
    {
        if (reader.Effects is { } known) return known;
        effects.ReadAhead(cancellation);
        lock (effects) return reader.Effects ??= effects.Found(cancellation);
    }

    /// <summary>The members of a file with something of interest in them, in the order of the text, with the spans too that methods of the program start for them.</summary>
    public ImmutableArray<TracedBody> Of(SemanticModel model, CancellationToken cancellation) => Factories.BodiesIn(model, cancellation);

    /// <summary>The same without the spans that methods give them.</summary>
    public ImmutableArray<TracedBody> OwnOf(SemanticModel model, CancellationToken cancellation)
    {
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new FileFacts());
        lock (file)
        {
            if (file.Bodies.IsDefault) file.Bodies = Find(Models.Of(model), cancellation);
            return file.Bodies;
        }
    }

    /// <summary>The member around an operation, whether anything is recognized in it or not; null in code that is not in a member.</summary>
    public TracedBody? BodyAround(IOperation place, CancellationToken cancellation) => OwnBodyAround(place, cancellation) is { } body ? Factories.Completed(body, cancellation) : null;

    /// <summary>The same without the spans that methods give it.</summary>
    public TracedBody? OwnBodyAround(IOperation place, CancellationToken cancellation)
    {
        if (place.SemanticModel is not { } model || BodyReader.MemberAt(model.SyntaxTree.GetRoot(cancellation), place.Syntax.SpanStart) is not { } member) return null;
        Effects(cancellation);
        // Two threads may both read it; they read the same.
        return members.TryGetValue(member, out var known) ? known : members.GetOrAdd(member, reader.ReadAll(member, Models.Of(model), cancellation));
    }

    /// <summary>The work that shows in a trace and that a piece of code does by itself, or in methods of the program that it calls.</summary>
    public WorkKinds WorkIn(IOperation code, CancellationToken cancellation)
    {
        var kinds = WorkKinds.None;
        foreach (var step in Work.StepsOf(code, cancellation)) kinds |= step.Kind;
        return kinds;
    }

    /// <summary>The method is mapped as an endpoint somewhere.</summary>
    public bool IsMapped(IMethodSymbol method, CancellationToken cancellation) => MappedMethods.In(compilation).Contain(method, cancellation);

    private ImmutableArray<TracedBody> Find(SemanticModel model, CancellationToken cancellation)
    {
        if (GeneratedFile.Is(model.SyntaxTree, cancellation)) return ImmutableArray<TracedBody>.Empty;
        var positions = new List<int>(CallIndex.Of(model.SyntaxTree).PositionsOf(anchors, cancellation));
        positions.AddRange(Effects(cancellation).CallsIn(model.SyntaxTree));
        positions.AddRange(ActivityPlaces.In(model.SyntaxTree, cancellation));
        positions.AddRange(LoopMentions.In(model.SyntaxTree, cancellation));
        positions.AddRange(BareCalls.In(model.SyntaxTree, compilation, cancellation));
        positions.AddRange(DelegateRunners.CallsIn(model.SyntaxTree, handedIn.Names(cancellation), cancellation));
        positions.Sort();
        return reader.Read(positions, model, cancellation);
    }

    private sealed class FileFacts
    {
        public ImmutableArray<TracedBody> Bodies;
    }
}
