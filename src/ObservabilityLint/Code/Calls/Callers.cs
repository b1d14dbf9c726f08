using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Who calls a method of the compilation.</summary>
internal static class Callers
{
    /// <summary>The method that an operation stands in itself, not in a lambda or local function of it.</summary>
    public static IMethodSymbol? MethodAround(IOperation operation)
    {
        for (var outer = operation.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
        var declaration = operation.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return declaration is null ? null : operation.SemanticModel?.GetDeclaredSymbol(declaration) as IMethodSymbol;
    }

    /// <summary>The calls of the method, also those through what it overrides or an interface that it implements, and the creations of an object by a constructor.</summary>
    /// <param name="method">The method's definition.</param>
    /// <param name="targets">What it can be called by.</param>
    /// <param name="compilation">Where they are looked for.</param>
    /// <param name="operationAt">Binds a node of it, and remembers what that took.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static IEnumerable<CallSite> Of(IMethodSymbol method, CallTargets targets, Compilation compilation, Func<SyntaxNode, IOperation?> operationAt, CancellationToken cancellation)
    {
        foreach (var call in KeptPlaces.Of(KeptPlaces.Calls, method, FilesThatName(targets.Name, method, compilation, cancellation), compilation, tree => CandidatesIn(tree, method, targets, cancellation), Bind, cancellation)) yield return call;

        CallSite? Bind(SyntaxNode node) => operationAt(node) is { } operation && CallAt(operation) is { } site && targets.Contains(site.Method, InstanceOf(operation)) ? site : null;
    }

    /// <summary>The call that an operation is; the read of a property is a call of its getter.</summary>
    public static CallSite? CallAt(IOperation operation)
        => operation is not IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } getter } } ? CallSite.Of(operation)
            : operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation ? null : new CallSite(getter, ImmutableArray<IArgumentOperation>.Empty, operation);

    /// <summary>The object that a method or getter is called on; null for a static one.</summary>
    public static IOperation? InstanceOf(IOperation call) => call switch
    {
        IInvocationOperation { Instance: { } instance } => CallSite.ObjectOf(instance),
        IPropertyReferenceOperation { Instance: { } instance } => CallSite.ObjectOf(instance),
        _ => null,
    };

    /// <summary>The calls that may be of the method, as far as the text tells: by the name and by the number of arguments.</summary>
    public static IEnumerable<SyntaxNode> Candidates(IMethodSymbol method, CallTargets targets, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in FilesThatName(targets.Name, method, compilation, cancellation))
            foreach (var node in CandidatesIn(tree, method, targets, cancellation)) yield return node;
    }

    private static IEnumerable<SyntaxNode> CandidatesIn(SyntaxTree tree, IMethodSymbol method, CallTargets targets, CancellationToken cancellation)
    {
        var index = CallIndex.Of(tree);
        if (method.MethodKind == MethodKind.PropertyGet)
            foreach (var read in index.MentionsOf(targets.Name, cancellation)) yield return read;
        else
            foreach (var call in method.MethodKind == MethodKind.Constructor ? index.CreationsOf(targets.Name, cancellation) : index.CallsOf([targets.Name], cancellation))
                if (targets.MayBeCalledBy(call.Node)) yield return call.Node;
    }

    /// <summary>The places that name the method, as far as the text tells, without calling it: <c>Task.Run(Work)</c>.</summary>
    public static IEnumerable<SyntaxNode> Mentions(IMethodSymbol method, CallTargets targets, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in FilesThatName(targets.Name, method, compilation, cancellation))
            foreach (var mention in CallIndex.Of(tree).MentionsOf(targets.Name, cancellation)) yield return mention;
    }

    /// <summary>Those of them that do name it.</summary>
    public static IEnumerable<IOperation> ReferencesTo(IMethodSymbol method, CallTargets targets, Compilation compilation, Func<SyntaxNode, IOperation?> operationAt, CancellationToken cancellation)
    {
        foreach (var reference in KeptPlaces.Of(KeptPlaces.References, method, FilesThatName(targets.Name, method, compilation, cancellation), compilation, tree => CallIndex.Of(tree).MentionsOf(targets.Name, cancellation), Bind, cancellation)) yield return reference;

        IOperation? Bind(SyntaxNode node) => operationAt(node) is { } operation && IsReferenceTo(targets, operation) ? operation : null;
    }

    private static bool IsReferenceTo(CallTargets targets, IOperation operation) => operation is IMethodReferenceOperation { Method: var named, Instance: var instance } && targets.Contains(named, instance);

    /// <summary>A private method is named by the files of its type only, a local function by its own.</summary>
    private static IEnumerable<SyntaxTree> FilesThatName(string name, IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return [method.DeclaringSyntaxReferences[0].SyntaxTree];
        if (method is not { DeclaredAccessibility: Accessibility.Private, ExplicitInterfaceImplementations.IsEmpty: true }) return WordFiles.In(compilation, cancellation).With(name, cancellation);
        var files = new List<SyntaxTree>();
        foreach (var part in method.ContainingType.DeclaringSyntaxReferences)
            if (!files.Contains(part.SyntaxTree)) files.Add(part.SyntaxTree);
        return files;
    }
}
