using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Calls of methods of the program that are given a delegate and run it apart: <c>InBackground(() => SendAsync())</c>. It is as if their caller had scheduled it, with the span that is current there.
/// Only calls by the names of such methods are looked at.
/// </summary>
internal sealed class HandedInWork(Compilation compilation, ContextRecognizers recognizers, CallGraph graph)
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 4;

    private readonly ConcurrentDictionary<(SyntaxNode Method, int Parameter), HandedInUse?> known = new();
    private HashSet<string>? names;

    /// <summary>The names of methods that may do so. Two threads may both look for them; they find the same.</summary>
    public HashSet<string> Names(CancellationToken cancellation) => names ??= DelegateRunners.In(compilation, cancellation);

    /// <summary>Adds the work that the call is given.</summary>
    public void AddOf(IOperation operation, LastingEffects effects, ICollection<object> found, CancellationToken cancellation) => AddOf(operation, effects, MaximumDepth, found, cancellation);

    private void AddOf(IOperation operation, LastingEffects effects, int depth, ICollection<object> found, CancellationToken cancellation)
    {
        if (depth == 0 || operation is not IInvocationOperation { TargetMethod: { Locations: [{ IsInSource: true }, ..] } method } call || !Names(cancellation).Contains(method.Name)) return;
        foreach (var argument in call.Arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { Type.TypeKind: TypeKind.Delegate, Ordinal: var ordinal } } || UseOf(method, ordinal, effects, depth, cancellation) is not { } use) continue;
            var completion = use.IsOfCaller ? HandedOutWork.CompletionOf(call) : use.Work.Completion;
            // What is waited for in its own flow is a call like any other.
            if (use.Work.Kind == SchedulingKind.AsyncCall && completion is not (Completion.Dropped or Completion.Stored)) continue;
            found.Add(use.Work with { Call = call, Made = null, CalledName = CallSite.Of(call)!.CalledName, Completion = completion, Work = use.Work.Kind == SchedulingKind.AsyncCall ? AsyncFunctionIn(argument.Value) : argument.Value });
        }
    }

    private HandedInUse? UseOf(IMethodSymbol method, int parameter, LastingEffects effects, int depth, CancellationToken cancellation)
    {
        if (graph.BodiesOf(method, cancellation) is not [var code]) return null;
        // Two threads may both read it; they read the same.
        return known.TryGetValue((code.Syntax, parameter), out var read) ? read : known[(code.Syntax, parameter)] = Read(code, parameter, effects, depth, cancellation);
    }

    private HandedInUse? Read(IOperation code, int parameter, LastingEffects effects, int depth, CancellationToken cancellation)
    {
        if (code.SemanticModel?.GetDeclaredSymbol(code.Syntax, cancellation) is not IMethodSymbol method || parameter >= method.Parameters.Length || Signals.AreIn(code)) return null;
        var found = new List<object>();
        var texts = new TextReader(new VariableValues(code.SemanticModel, cancellation));
        foreach (var operation in code.Descendants())
        {
            if (!recognizers.Recognize(operation, texts, found)) continue;
            effects.AddOf(operation, found);
            AddOf(operation, effects, depth - 1, found, cancellation);
        }
        return HandedInUse.Of(method.Parameters[parameter], new TracedBody(method, code, found.ToImmutableArray()), effects);
    }

    /// <summary>Of <c>() => SendAsync()</c> the call: its first part runs at once.</summary>
    private static IOperation AsyncFunctionIn(IOperation work)
    {
        if (CallSite.Unwrap(work) is not IDelegateCreationOperation { Target: var target }) return work;
        return target is IAnonymousFunctionOperation { Symbol.IsAsync: false, Body.Operations: [IReturnOperation { ReturnedValue: IInvocationOperation call }] } ? call : target;
    }
}
