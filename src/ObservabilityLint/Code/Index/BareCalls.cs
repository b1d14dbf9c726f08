using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The places of a file where a function of it that is async, or gives a task, is called in a statement of its own that nothing awaits, by the names alone.</summary>
internal static class BareCalls
{
    private static readonly TextWords Async = new("async", "Task");

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var positions = new List<int>();
        if (!CallIndex.Of(tree).MentionsAny(Async, cancellation)) return positions;
        var names = new HashSet<string>();
        var calls = new List<(string Name, int Position)>();
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            switch (node)
            {
                case MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.AsyncKeyword) || IsTask(method.ReturnType):
                    names.Add(method.Identifier.ValueText);
                    break;
                case LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.AsyncKeyword) || IsTask(function.ReturnType):
                    names.Add(function.Identifier.ValueText);
                    break;
                case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: var called } }:
                    if (TypeNames.Called(called) is { } name) calls.Add((name, node.SpanStart));
                    break;
            }
        foreach (var (name, position) in calls)
            if (names.Contains(name)) positions.Add(position);
        return positions;
    }

    private static bool IsTask(TypeSyntax type) => TypeNames.Bare(type) is "Task" or "ValueTask";
}
