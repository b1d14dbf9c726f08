using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Who calls whom in a compilation: read where it is asked for, bound once, and remembered. A name that half the program calls is not followed.</summary>
internal sealed class CallGraph(Compilation compilation)
{
    /// <summary>How many calls by the name of one method are bound to see whether they are of it.</summary>
    private const int MaximumCandidates = 60;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<CallSite>> callers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IOperation>> references = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<SyntaxNode>> declarations = new(SymbolEqualityComparer.Default);
    private int bound;

    /// <summary>How many calls have been bound to see whom they call.</summary>
    public int Bound => bound;

    /// <summary>The calls of a method of the compilation, and the creations by a constructor; none where there are too many to look at.</summary>
    public ImmutableArray<CallSite> CallersOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        // Two threads may both search; they find the same.
        return callers.TryGetValue(method, out var known) ? known : callers.GetOrAdd(method, FindCallers(method, cancellation));
    }

    /// <summary>The places that name the method without calling it: <c>Task.Run(Work)</c>. Default where its name stands in too many to look at.</summary>
    public ImmutableArray<IOperation> ReferencesTo(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        return references.TryGetValue(method, out var known) ? known : references.GetOrAdd(method, FindReferences(method, cancellation));
    }

    /// <summary>The operation of the code that a delegate (or a call) runs; null where it is out of sight.</summary>
    public IOperation? BodyOf(IOperation work, CancellationToken cancellation)
    {
        work = CallSite.Unwrap(work);
        return work switch
        {
            IDelegateCreationOperation { Target: var target } => BodyOf(target, cancellation),
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation { Method: var method } => BodyOf(method, cancellation),
            IInvocationOperation { TargetMethod: var method } => BodyOf(method, cancellation),
            { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } => WorkItems.MethodOf(type) is { } method ? BodyOf(method, cancellation) : null,
            _ => null,
        };
    }

    /// <summary>The same, and where a call is of a member without code of its own, the code of each type that has it.</summary>
    public ImmutableArray<IOperation> BodiesOf(IOperation work, CancellationToken cancellation)
        => BodyOf(work, cancellation) is { } only ? ImmutableArray.Create(only) : CalledBy(work) is { IsAbstract: true } method ? BodiesOf(method, cancellation) : ImmutableArray<IOperation>.Empty;

    /// <summary>The method that a call is of, or that a delegate is made from.</summary>
    private static IMethodSymbol? CalledBy(IOperation work) => CallSite.Unwrap(work) switch
    {
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var named } } => named,
        IMethodReferenceOperation { Method: var named } => named,
        IInvocationOperation { TargetMethod: var called } => called,
        _ => null,
    };

    /// <summary>The code of all that may run where a method is called; none where that is out of sight.</summary>
    public ImmutableArray<IOperation> BodiesOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var all = DeclarationsOf(method, cancellation);
        var found = ImmutableArray.CreateBuilder<IOperation>(all.Length);
        foreach (var declaration in all)
            if (OperationAt(declaration, cancellation) is { } body) found.Add(body);
        return found.ToImmutable();
    }

    /// <summary>The declarations of these, before they are bound.</summary>
    public ImmutableArray<SyntaxNode> DeclarationsOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.Locations is not [{ IsInSource: true }, ..]) return ImmutableArray<SyntaxNode>.Empty;
        return declarations.TryGetValue(method, out var known) ? known : declarations.GetOrAdd(method, FindDeclarations(method, cancellation));
    }

    /// <summary>The operation at a node of the compilation, or of another one of the solution; null for any other.</summary>
    public IOperation? OperationAt(SyntaxNode node, CancellationToken cancellation) => ModelOf(node.SyntaxTree)?.GetOperation(node, cancellation);

    /// <summary>The model of a file of the compilation, or of another one of the solution; null for any other.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => Models.Of(compilation).For(tree);

    private ImmutableArray<CallSite> FindCallers(IMethodSymbol method, CancellationToken cancellation)
    {
        var targets = new CallTargets(method);
        if (!AreFew(Callers.Candidates(method, targets, compilation, cancellation))) return ImmutableArray<CallSite>.Empty;
        var found = ImmutableArray.CreateBuilder<CallSite>();
        foreach (var site in Callers.Of(method, targets, compilation, Bind, cancellation))
            if (IsOfProgram(Callers.InstanceOf(site.Operation), site.Method, method)) found.Add(site);
        return found.ToImmutable();

        IOperation? Bind(SyntaxNode candidate)
        {
            Interlocked.Increment(ref bound);
            return OperationAt(candidate, cancellation);
        }
    }

    /// <summary>Of an interface or base class of a library there are implementations everywhere: it is not certain that a call through it is one of the method.</summary>
    private static bool IsOfProgram(IOperation? instance, IMethodSymbol called, IMethodSymbol method)
        => instance?.Type is not INamedTypeSymbol type || type.Locations is [{ IsInSource: true }, ..] || SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method);

    private ImmutableArray<IOperation> FindReferences(IMethodSymbol method, CancellationToken cancellation)
    {
        var targets = new CallTargets(method);
        return AreFew(Callers.Mentions(method, targets, compilation, cancellation)) ? ImmutableArray.CreateRange(Callers.ReferencesTo(method, targets, compilation, node => OperationAt(node, cancellation), cancellation)) : default;
    }

    /// <summary>Where they are too many, none of them is bound.</summary>
    private static bool AreFew(IEnumerable<SyntaxNode> candidates)
    {
        var count = 0;
        foreach (var _ in candidates)
            if (++count > MaximumCandidates) return false;
        return true;
    }

    private ImmutableArray<SyntaxNode> FindDeclarations(IMethodSymbol method, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (var implementation in Implementations.In(compilation).Of(method))
            if (DeclarationOf(implementation, cancellation) is { } declaration) found.Add(declaration);
        return found.ToImmutable();
    }

    /// <summary>Of a member without code of its own, that of the only type that has it.</summary>
    private IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.IsAbstract ? DeclarationsOf(method, cancellation) is [var only] ? only : null : DeclarationOf(method, cancellation);
        return declaration is null ? null : OperationAt(declaration, cancellation);
    }

    /// <summary>Null where there is no code in sight.</summary>
    private SyntaxNode? DeclarationOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        return method.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellation) is var declaration && SpanEnders.CodeOf(declaration) != null && ModelOf(declaration.SyntaxTree) != null ? declaration : null;
    }
}
