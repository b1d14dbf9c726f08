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

/// <summary>The queues of one compilation, found once, with what is written to them and read from them in whichever file.</summary>
internal sealed class QueueFacts(Compilation compilation, ContextFacts contexts)
{
    private readonly object building = new();
    private readonly ConcurrentDictionary<QueueCall, LostContext?> lost = new();
    private ImmutableArray<QueueCall> calls;

    /// <summary>All calls of queues.</summary>
    public ImmutableArray<QueueCall> Calls(CancellationToken cancellation)
    {
        lock (building)
        {
            if (calls.IsDefault) calls = Find(cancellation);
            return calls;
        }
    }

    /// <summary>The writes of a file that lose the context.</summary>
    public IEnumerable<LostContext> LostIn(SyntaxTree tree, CancellationToken cancellation)
    {
        foreach (var call in Calls(cancellation))
            if (call.Kind == QueueCallKind.Write && call.Syntax.SyntaxTree == tree && Lost(call, cancellation) is { } found) yield return found;
    }

    /// <summary>The blocks of a file whose delegate works on items in the context of whichever post woke it.</summary>
    public IEnumerable<(CallSite Creation, LostContext Lost)> BlocksIn(SyntaxTree tree, CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var call in Calls(cancellation))
        {
            if (call.Queue.Holder is not { } holder || !Queues.IsBlock(TypeOf(holder)) || seen.Contains(holder) || variables.Of(holder) is not { } value || CallSite.Of(CallSite.Unwrap(value)) is not { } creation) continue;
            if (creation.Syntax.SyntaxTree != tree || new QueueJudge(this, contexts, cancellation).JudgeBlock(call, creation) is not { } found) continue;
            seen.Add(holder);
            yield return (creation, found);
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol holder) => holder switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, ILocalSymbol local => local.Type, _ => null };

    private LostContext? Lost(QueueCall write, CancellationToken cancellation)
    {
        if (lost.TryGetValue(write, out var known)) return known;
        return lost[write] = new QueueJudge(this, contexts, cancellation).Judge(write);
    }

    private ImmutableArray<QueueCall> Find(CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<QueueCall>();
        var variables = new VariableValues(compilation, cancellation);
        foreach (var (words, methods, isLocal) in Queues.Families)
        {
            var mentioned = new HashSet<SyntaxTree>();
            foreach (var tree in compilation.SyntaxTrees)
                if (CallIndex.Of(tree).MentionsAny(words, cancellation)) mentioned.Add(tree);
            if (mentioned.Count == 0) continue;
            foreach (var tree in compilation.SyntaxTrees)
            {
                if (isLocal && !mentioned.Contains(tree) || GeneratedFile.Is(tree, cancellation)) continue;
                foreach (var call in CallIndex.Of(tree).Calls(methods, cancellation))
                    if (variables.ModelOf(tree)!.GetOperation(call.Node, cancellation) is IInvocationOperation operation && Queues.Of(operation, variables) is { } queue) found.Add(queue);
            }
        }
        return found.ToImmutable();
    }
}
