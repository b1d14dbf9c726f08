using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Finds the calls of a file that have one of many names, in one pass over its text: each of them is looked for where an opening parenthesis follows a name.</summary>
internal sealed class CallScan
{
    private readonly HashSet<string> names;
    private readonly HashSet<int> shapes = [];

    public CallScan(IEnumerable<string> names)
    {
        this.names = [.. names];
        foreach (var name in this.names) shapes.Add(ShapeOf(name[0], name.Length));
    }

    /// <summary>The calls, in the order of the text. Nothing is bound.</summary>
    public IEnumerable<InvocationExpressionSyntax> In(SyntaxTree tree, CancellationToken cancellation)
    {
        var positions = PositionsIn(tree, cancellation);
        if (positions.Count == 0) yield break;
        var root = tree.GetRoot(cancellation);
        foreach (var position in positions)
            if (root.FindToken(position) is { Parent: SimpleNameSyntax name } token && names.Contains(token.ValueText) && CallOf(name) is { } call) yield return call;
    }

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        SyntaxNode called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return called.Parent as InvocationExpressionSyntax;
    }

    private List<int> PositionsIn(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation);
        var positions = new List<int>();
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            for (var i = 1; i < text.Length; i++)
            {
                if (buffer[i] != '(') continue;
                var end = AfterName(buffer, i);
                var start = end;
                while (start > 0 && (buffer[start - 1] == '_' || char.IsLetterOrDigit(buffer[start - 1]))) start--;
                if (start < end && shapes.Contains(ShapeOf(buffer[start], end - start)) && names.Contains(new string(buffer, start, end - start))) positions.Add(start);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
        return positions;
    }

    /// <summary>Where the name ends: before the type arguments, if the call has some.</summary>
    private static int AfterName(char[] text, int parenthesis)
    {
        if (text[parenthesis - 1] != '>') return parenthesis;
        var depth = 0;
        for (var i = parenthesis - 1; i > 0 && text[i] is not (';' or '{' or '}'); i--)
        {
            if (text[i] == '>') depth++;
            if (text[i] == '<' && --depth == 0) return i;
        }
        return parenthesis;
    }

    private static int ShapeOf(char first, int length) => first << 8 | length;
}
