using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The methods that some call of the compilation maps as endpoints by their name: <c>app.MapPost("/orders", Place)</c>. Only calls that name the method in question are bound.</summary>
internal sealed class MappedMethods
{
    private static readonly ConditionalWeakTable<Compilation, MappedMethods> ByCompilation = new();

    private readonly Compilation compilation;
    private readonly bool hasEndpoints;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);
    private Dictionary<string, List<NamedNode>>? byName;

    private MappedMethods(Compilation compilation)
        => (this.compilation, hasEndpoints) = (compilation, compilation.Defines("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"));

    public static MappedMethods In(Compilation compilation) => ByCompilation.GetValue(compilation, static c => new MappedMethods(c));

    /// <summary>Two threads may both search; they find the same.</summary>
    public bool Contain(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (!hasEndpoints || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)) return false;
        return known.TryGetValue(method, out var isMapped) ? isMapped : known[method] = Find(method, cancellation);
    }

    private bool Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!(byName ??= Read(cancellation)).TryGetValue(method.Name, out var calls)) return false;
        foreach (var call in calls)
        {
            if (Models.Of(compilation).For(call.Node.SyntaxTree) is not { } model || CallSite.At(call.Node, model, cancellation) is not { } site) continue;
            foreach (var argument in site.Arguments)
                if (CallSite.Unwrap(argument.Value) is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var named } handler }
                    && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, method) && EntryPoints.IsEndpoint(handler)) return true;
        }
        return false;
    }

    /// <summary>The calls that may map a method, by each name that stands in their arguments.</summary>
    private Dictionary<string, List<NamedNode>> Read(CancellationToken cancellation)
    {
        var calls = new Dictionary<string, List<NamedNode>>();
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(EntryPoints.MappingNames, cancellation))
            {
                if (call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }) continue;
                foreach (var argument in arguments)
                    foreach (var node in argument.Expression.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax))
                    {
                        if (node is not SimpleNameSyntax { Identifier.ValueText: var name }) continue;
                        if (!calls.TryGetValue(name, out var naming)) calls.Add(name, naming = []);
                        if (naming.Count == 0 || naming[naming.Count - 1].Node != call.Node) naming.Add(call);
                    }
            }
        return calls;
    }
}
