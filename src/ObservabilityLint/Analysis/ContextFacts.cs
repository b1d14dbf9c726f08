using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The members of one compilation that have to do with spans and their context, found once and shared by all rules.</summary>
internal sealed class ContextFacts
{
    private readonly Compilation compilation;
    private readonly ImmutableArray<IContextRecognizer> recognizers;
    private readonly NamedWords anchors;
    private readonly ConcurrentDictionary<SyntaxTree, FileFacts> files = new();

    private readonly ConcurrentDictionary<SyntaxNode, TracedBody?> members = new();
    private HashSet<ISymbol>? mapped;

    public ContextFacts(Compilation compilation, ProjectState state)
    {
        this.compilation = compilation;
        Graph = new CallGraph(compilation);
        Choices = new TracingChoices(compilation);
        Queues = new QueueFacts(compilation, state, this);
        var referenced = ImmutableArray.CreateBuilder<IContextRecognizer>();
        var words = new List<string>();
        foreach (var library in Libraries.Contexts)
        {
            if (!library.IsReferencedBy(compilation)) continue;
            referenced.Add(library);
            words.AddRange(library.Anchors);
        }
        recognizers = referenced.ToImmutable();
        Work = new ReachedWork(this, recognizers);
        OfCallers = new SpansOfCallers(this);
        StartUp = new StartUp(this);
        Forgotten = new ForgottenWork(Graph);
        anchors = new NamedWords(words);
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

    /// <summary>What the start of the program begins.</summary>
    public StartUp StartUp { get; }

    /// <summary>What nobody waits for.</summary>
    public ForgottenWork Forgotten { get; }

    /// <summary>The queues between flows of execution.</summary>
    public QueueFacts Queues { get; }

    /// <summary>The members of a file with something of interest in them, in the order of the text.</summary>
    public ImmutableArray<TracedBody> Of(SemanticModel model, CancellationToken cancellation)
    {
        var file = files.GetOrAdd(model.SyntaxTree, static _ => new FileFacts());
        lock (file)
        {
            if (file.Bodies.IsDefault) file.Bodies = Find(model, cancellation);
            return file.Bodies;
        }
    }

    /// <summary>The member around an operation, whether anything is recognized in it or not; null in code that is not in a member.</summary>
    public TracedBody? BodyAround(IOperation place, CancellationToken cancellation)
    {
        if (place.SemanticModel is not { } model || MemberAt(model.SyntaxTree.GetRoot(cancellation), place.Syntax.SpanStart) is not { } member) return null;
        // Two threads may both read it; they read the same.
        return members.TryGetValue(member, out var known) ? known : members.GetOrAdd(member, ReadAll(member, model, cancellation));
    }

    /// <summary>The work that shows in a trace and that a piece of code does by itself, or in methods of the program that it calls.</summary>
    public WorkKinds WorkIn(IOperation code, CancellationToken cancellation)
    {
        var kinds = WorkKinds.None;
        foreach (var step in Work.StepsOf(code, cancellation)) kinds |= step.Kind;
        return kinds;
    }

    /// <summary>The method is mapped as an endpoint somewhere. Two threads may both search; they find the same.</summary>
    public bool IsMapped(IMethodSymbol method, CancellationToken cancellation) => (mapped ??= MappedMethods.In(compilation, cancellation)).Contains(method.OriginalDefinition);

    private ImmutableArray<TracedBody> Find(SemanticModel model, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree;
        if (GeneratedFile.Is(tree, cancellation)) return ImmutableArray<TracedBody>.Empty;
        var positions = CallIndex.Of(tree).PositionsOf(anchors, cancellation);
        if (positions.Count == 0) return ImmutableArray<TracedBody>.Empty;
        var bodies = ImmutableArray.CreateBuilder<TracedBody>();
        var texts = new TextReader(new VariableValues(model, cancellation));
        var root = tree.GetRoot(cancellation);
        SyntaxNode? last = null;
        foreach (var position in positions)
        {
            if (MemberAt(root, position) is not { } member || member == last) continue;
            last = member;
            if (Read(member, model, texts, cancellation) is { } body) bodies.Add(body);
        }
        return bodies.ToImmutable();
    }

    /// <summary>The member of a type that stands around a position; the file for top-level statements.</summary>
    private static SyntaxNode? MemberAt(SyntaxNode root, int position)
    {
        SyntaxNode? found = null;
        for (var node = root.FindToken(position).Parent; node != null; node = node.Parent)
        {
            if (node is GlobalStatementSyntax) return root;
            if (found is null && node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }) found = node;
        }
        return found;
    }

    private TracedBody? ReadAll(SyntaxNode member, SemanticModel model, CancellationToken cancellation)
        => RootOf(member, model, cancellation) is not { } root ? null
            : Read(member, model, new TextReader(new VariableValues(model, cancellation)), cancellation) ?? new TracedBody(MethodOf(member, model, cancellation), root, ImmutableArray<object>.Empty);

    private TracedBody? Read(SyntaxNode member, SemanticModel model, TextReader texts, CancellationToken cancellation)
    {
        if (RootOf(member, model, cancellation) is not { } root) return null;
        var found = new List<object>();
        foreach (var operation in root.DescendantsAndSelf())
            foreach (var recognizer in recognizers) recognizer.Recognize(operation, texts, found);
        return found.Count == 0 ? null : new TracedBody(MethodOf(member, model, cancellation), root, found.ToImmutableArray());
    }

    private static IMethodSymbol? MethodOf(SyntaxNode member, SemanticModel model, CancellationToken cancellation) => member switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(member, cancellation) as IMethodSymbol,
        PropertyDeclarationSyntax { ExpressionBody: not null } => (model.GetDeclaredSymbol(member, cancellation) as IPropertySymbol)?.GetMethod,
        CompilationUnitSyntax => model.GetDeclaredSymbol(member, cancellation) as IMethodSymbol,
        _ => null,
    };

    private static IOperation? RootOf(SyntaxNode member, SemanticModel model, CancellationToken cancellation) => member switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => model.GetOperation(arrow, cancellation),
        PropertyDeclarationSyntax { Initializer: { } initializer } => model.GetOperation(initializer, cancellation),
        VariableDeclaratorSyntax { Initializer: { } initializer } => model.GetOperation(initializer, cancellation),
        PropertyDeclarationSyntax or VariableDeclaratorSyntax => null,
        _ => model.GetOperation(member, cancellation),
    };

    private sealed class FileFacts
    {
        public ImmutableArray<TracedBody> Bodies;
    }
}
