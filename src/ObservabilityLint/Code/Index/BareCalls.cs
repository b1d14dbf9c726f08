using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The places of a file where a function of it that is async, or gives a task, is called in a statement of its own that nothing awaits, by the names alone.</summary>
internal static class BareCalls
{
    private static readonly NamedWords Words = new(["async", "Task", "ValueTask"]);

    public static List<int> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var (index, names, positions) = (CallIndex.Of(tree), new HashSet<string>(), new List<int>());
        foreach (var position in index.PositionsOf(Words, cancellation))
            if (FunctionAt(tree.GetRoot(cancellation).FindToken(position)) is { } name) names.Add(name);
        if (names.Count == 0) return positions;
        foreach (var call in index.CallsOf(names, cancellation))
            if (call.Node.Parent is ExpressionStatementSyntax) positions.Add(call.Node.SpanStart);
        return positions;
    }

    /// <summary>The function whose modifier or result a word is.</summary>
    private static string? FunctionAt(SyntaxToken word)
    {
        var node = word.Parent;
        if (!word.IsKind(SyntaxKind.AsyncKeyword))
        {
            if (node is not SimpleNameSyntax) return null;
            while (node is { Parent: QualifiedNameSyntax whole } && whole.Right == node) node = whole;
            if (node!.Parent is MethodDeclarationSyntax { ReturnType: var result } && result != node || node.Parent is LocalFunctionStatementSyntax { ReturnType: var type } && type != node) return null;
            node = node.Parent;
        }
        return node switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => null,
        };
    }
}
