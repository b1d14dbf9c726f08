using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Code that goes on until it is stopped: it has an endless loop, or calls a method that has one and waits for it, however far away.</summary>
internal sealed class EndlessWork(CallGraph graph)
{
    /// <summary>How many methods one search looks at.</summary>
    private const int MaximumMethods = 64;

    private readonly ConcurrentDictionary<SyntaxNode, bool> known = new();

    public bool Is(IOperation body, CancellationToken cancellation)
        => known.TryGetValue(body.Syntax, out var isEndless) ? isEndless : known[body.Syntax] = Search(body, cancellation);

    private bool Search(IOperation start, CancellationToken cancellation)
    {
        // A loop that comes to an end works for whoever started it.
        if (ReceiveLoop.IsIn(FunctionOf(start.Syntax))) return true;
        var seen = new HashSet<SyntaxNode> { start.Syntax };
        var open = new Queue<IOperation>();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            var body = open.Dequeue();
            foreach (var operation in body.Descendants())
            {
                if (operation is not IInvocationOperation call || !IsWaitedFor(call, body) || graph.DeclarationsOf(call.TargetMethod, cancellation) is not [var called] || seen.Count == MaximumMethods || !seen.Add(called)) continue;
                if (ReceiveLoop.IsIn(called)) return true;
                // What calls nothing is not bound.
                if (MethodCode.MayCall(called) && graph.OperationAt(called, cancellation) is { } further) open.Enqueue(further);
            }
        }
        return false;
    }

    /// <summary>A lambda is known by its body.</summary>
    private static SyntaxNode FunctionOf(SyntaxNode body) => body.Parent is AnonymousFunctionExpressionSyntax lambda ? lambda : body;

    /// <summary>The code ends no sooner than the call does: it is of its own function, and no task of it is left to itself, except for one that is all that a lambda begins (<c>worker => _ = worker.LoopAsync()</c>).</summary>
    private static bool IsWaitedFor(IInvocationOperation call, IOperation body)
        => LiveRange.FunctionAround(call.Syntax) == FunctionOf(body.Syntax)
            && (!TaskType.Is(call.Type) || TaskCompletion.Of(call) is Completion.Awaited or Completion.Returned || call.Syntax.Parent is ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax { Parent: AnonymousFunctionExpressionSyntax });
}
