using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Finds the calls of methods in a file that have one of many names.</summary>
internal sealed class CallScan(IEnumerable<string> names)
{
    private readonly HashSet<string> names = [.. names];

    /// <summary>The calls, in the order of the text. Nothing is bound.</summary>
    public IEnumerable<InvocationExpressionSyntax> In(SyntaxTree tree, CancellationToken cancellation)
    {
        foreach (var (_, node) in CallIndex.Of(tree).CallsOf(names, cancellation))
            if (node is InvocationExpressionSyntax call) yield return call;
    }
}
