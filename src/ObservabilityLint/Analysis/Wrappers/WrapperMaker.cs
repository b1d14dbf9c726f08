using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>A measurement or call that hands parameters of the methods around it on. It is bound when one of these methods is called somewhere, and not before.</summary>
/// <param name="level">How many methods stand between it and the measurement.</param>
/// <param name="bind">The wrappers that it makes.</param>
internal sealed class WrapperMaker(int level, Func<CancellationToken, IReadOnlyList<LabelWrapper>> bind)
{
    private (IMethodSymbol Method, LabelWrapper Wrapper)[]? callable;

    public int Level => level;

    /// <summary>The wrappers that a method is because of it.</summary>
    public IEnumerable<LabelWrapper> Of(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var (called, wrapper) in callable ??= Bind(cancellation))
            if (SourceSymbols.AreSame(called, method)) yield return wrapper;
    }

    private (IMethodSymbol Method, LabelWrapper Wrapper)[] Bind(CancellationToken cancellation)
    {
        var found = new List<(IMethodSymbol, LabelWrapper)>();
        foreach (var wrapper in bind(cancellation))
            foreach (var method in Wrapper.CallableAs(wrapper.Method)) found.Add((method, wrapper));
        return [.. found];
    }
}
