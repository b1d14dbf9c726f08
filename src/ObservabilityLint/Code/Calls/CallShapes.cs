using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>What a call of a method must look like: its name, and the fewest arguments it takes. Only binding tells whether it is one of the method's type.</summary>
internal readonly record struct CallShape(string Name, int Fewest, bool IsCreation, string Type)
{
    /// <summary>The receiver of an extension method stands before the call.</summary>
    public static CallShape Of(IMethodSymbol method)
    {
        var fewest = method.IsExtensionMethod ? -1 : 0;
        foreach (var parameter in method.Parameters)
            if (!parameter.IsOptional && !parameter.IsParams) fewest++;
        return new CallShape(NameOf(method), Math.Max(fewest, 0), method.MethodKind == MethodKind.Constructor, method.ContainingType.Name);
    }

    /// <summary>The name its calls show: the method's, or the type's for a constructor.</summary>
    public static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
}

/// <summary>The shapes of the calls of some methods, which may be called as much else is (<c>Create()</c>, <c>Add()</c>): only calls that have one are worth binding.</summary>
internal sealed class CallShapes
{
    private readonly SortedDictionary<string, int> fewest = new(StringComparer.Ordinal);
    private readonly HashSet<string> methods = [], types = [];

    public bool IsEmpty => fewest.Count == 0;

    /// <summary>The words that a file must hold to call one of the methods.</summary>
    public string[] Names => [.. fewest.Keys];

    public void Add(ImmutableArray<CallShape> shapes)
    {
        foreach (var shape in shapes)
        {
            Add(shape.Name, shape.Fewest);
            (shape.IsCreation ? types : methods).Add(shape.Name);
        }
    }

    public void Add(CallShapes others)
    {
        foreach (var other in others.fewest) Add(other.Key, other.Value);
        methods.UnionWith(others.methods);
        types.UnionWith(others.types);
    }

    private void Add(string name, int least) => fewest[name] = fewest.TryGetValue(name, out var others) ? Math.Min(least, others) : least;

    public bool Fit(NamedNode call) => fewest.TryGetValue(call.Name, out var least) && (least == 0 || EnclosingParameters.ArgumentsOf(call.Node)?.Arguments.Count >= least);

    /// <summary>The calls of a file that fit, in the order of the text.</summary>
    public IReadOnlyList<NamedNode> In(CallIndex file, CancellationToken cancellation)
    {
        var found = new List<NamedNode>();
        foreach (var call in file.CallsOf(methods, cancellation))
            if (Fit(call)) found.Add(call);
        foreach (var type in types)
            foreach (var creation in file.CreationsOf(type, cancellation))
                if (Fit(creation)) found.Add(creation);
        if (types.Count > 0) found.Sort(static (one, other) => one.Node.SpanStart.CompareTo(other.Node.SpanStart));
        return found;
    }

    /// <summary>As long as it stays the same, so do the calls that fit.</summary>
    public override string ToString() => string.Join(",", fewest);
}
