using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>
/// A member whose code has to do with spans and their context, with what was recognized in it. Lambdas and local functions in it are part of it.
/// </summary>
internal sealed class TracedBody
{
    public TracedBody(IMethodSymbol? method, IOperation root, ImmutableArray<object> facts) => (Method, Root, Facts) = (method, root, facts);

    /// <summary>The method, accessor or constructor; null for an initializer.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>The whole body.</summary>
    public IOperation Root { get; }

    private ImmutableArray<object> Facts { get; }

    /// <summary>The same with one more thing in it, behind the others.</summary>
    public TracedBody With(object fact) => new(Method, Root, Facts.Add(fact));

    /// <summary>What was recognized of one kind, in the order of the text.</summary>
    public IEnumerable<T> All<T>() where T : class
    {
        foreach (var fact in Facts)
            if (fact is T wanted) yield return wanted;
    }
}
