using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Items that are given to a method of another project, which writes them into its queue: the context is lost there, and belongs to whoever gives the item.</summary>
internal sealed class GivenItems(QueueFacts queues, ContextFacts contexts, CancellationToken cancellation)
{
    /// <summary>How many methods may hand an item on to one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>The name of the method, or of the type whose constructor it is, that a call stands in and that hands on something which it is given; null where the text shows no such thing.</summary>
    public static string? HandedOnBy(SyntaxNode call)
    {
        if (call is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }) return null;
        var (name, parameters) = call.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() switch
        {
            MethodDeclarationSyntax method => (method.Identifier.ValueText, method.ParameterList.Parameters),
            ConstructorDeclarationSyntax constructor => (constructor.Identifier.ValueText, constructor.ParameterList.Parameters),
            _ => (null, default),
        };
        foreach (var parameter in parameters)
            foreach (var argument in arguments)
                if (NameMention.IsIn(argument, parameter.Identifier.ValueText)) return name;
        return null;
    }

    /// <summary>The calls of this project that lead to a write of another one, and lose the context.</summary>
    public IEnumerable<LostContext> LostAt(QueueCall write)
    {
        if (write.Item is not { } item || QueuedDelegates.Is(write.Queue) || write.Queue.Item is ITypeParameterSymbol || !QueueJudge.IsCandidate(write, write.Queue.Item)) yield break;
        QueueReader? reader = null;
        foreach (var (place, given) in GivenTo(item, MaximumDepth))
        {
            if (CallSite.Of(place) is not { } call || QueueJudge.SpanAt(place, contexts, cancellation) is not { } span) continue;
            // Who reads is found last, and is the same for all.
            reader ??= new QueueJudge(queues, contexts, cancellation).ReaderOf(write);
            if (reader is null) yield break;
            yield return new LostContext(new QueueCall(place, call.CalledName, QueueCallKind.Write, write.Queue) { Item = given }, span, reader.Kinds);
        }
    }

    private IEnumerable<(IOperation Place, IOperation Given)> GivenTo(IOperation item, int depth)
    {
        if (depth == 0 || CallSite.Unwrap(item) is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }) yield break;
        foreach (var call in contexts.Graph.CallersOf(method, cancellation))
        {
            if (call.ArgumentFor(parameter) is not { Value: var passed }) continue;
            yield return (call.Operation, passed);
            foreach (var further in GivenTo(passed, depth - 1)) yield return further;
        }
    }
}
