using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The places of a file that make an Activity with <c>new</c>, or end a chain of calls on the current one, by the names alone: no single text stands for all ways to write these.</summary>
internal static class ActivityPlaces
{
    private const string Activity = "Activity", Current = "Current";

    private static readonly string[] Ends = ["Stop", "Dispose"];

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var (index, places) = (CallIndex.Of(tree), new List<int>());
        if (!index.Mentions(Activity, cancellation)) return places;
        foreach (var made in index.CreationsOf(Activity, cancellation)) places.Add(made.Node.SpanStart);
        if (!index.Mentions(Current, cancellation)) return places;
        foreach (var end in index.CallsOf(Ends, cancellation))
            if (IsOnCurrent((InvocationExpressionSyntax)end.Node)) places.Add(end.Node.SpanStart);
        return places;
    }

    private static bool IsOnCurrent(ExpressionSyntax? chain)
    {
        while (true)
            switch (chain)
            {
                case InvocationExpressionSyntax { Expression: var called }:
                    chain = TypeNames.ReceiverOf(called);
                    continue;
                case PostfixUnaryExpressionSyntax { Operand: var inner }:
                    chain = inner;
                    continue;
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    chain = inner;
                    continue;
                case ConditionalAccessExpressionSyntax { Expression: var first }:
                    chain = first;
                    continue;
                default:
                    return chain != null && TypeNames.Called(chain) == Current;
            }
    }
}
