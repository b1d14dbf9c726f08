using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Analysis;

/// <summary>What the calls of one method say: what is looked for, or the methods in which they stand.</summary>
internal readonly record struct CallingMethods<T>(T? Found, IReadOnlyList<IMethodSymbol> Methods) where T : class;

/// <summary>
/// Looks for something among the callers of a method, and theirs: breadth first, so that the nearest is found, each method once, and no more of them than a bound.
/// The calls of a method are read once for all searches, so that what a search finds does not depend on those before it.
/// </summary>
/// <param name="read">Reads the calls of a method. Two threads may both read them; they read the same.</param>
internal sealed class CallerSearch<T>(Func<IMethodSymbol, CancellationToken, CallingMethods<T>> read) where T : class
{
    /// <summary>Of what more methods than these lead to, nothing certain can be said.</summary>
    private const int MaximumMethods = 64;

    private readonly ConcurrentDictionary<IMethodSymbol, T?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, CallingMethods<T>> calling = new(SymbolEqualityComparer.Default);

    /// <summary>The nearest; null where there is none, or too much to search.</summary>
    public T? Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (known.TryGetValue(method, out var found)) return found;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var open = new Queue<IMethodSymbol>();
        open.Enqueue(method);
        while (open.Count > 0)
        {
            var (nearest, methods) = CallsOf(open.Dequeue(), cancellation);
            if (nearest != null) return known[method] = nearest;
            foreach (var caller in methods)
                if (seen.Add(caller)) open.Enqueue(caller);
            if (seen.Count > MaximumMethods) return known[method] = null;
        }
        // Whatever calls one of them has been looked at too.
        foreach (var searched in seen) known.TryAdd(searched, null);
        return null;
    }

    private CallingMethods<T> CallsOf(IMethodSymbol method, CancellationToken cancellation)
        => calling.TryGetValue(method, out var calls) ? calls : calling.GetOrAdd(method, read(method, cancellation));
}
