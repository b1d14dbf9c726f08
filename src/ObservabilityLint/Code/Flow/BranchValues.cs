using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What a local may hold at one of its uses, where several branches write it: <c>int by; if (up) by = 1; else by = -1;</c>.</summary>
internal static class BranchValues
{
    /// <summary>Null where a write is out of sight, and where a later <c>if</c> asks the question again by which the values differ: which of them is used then depends on that.</summary>
    public static List<IOperation>? At(ILocalReferenceOperation use)
    {
        var root = Body.RootOf(use);
        if (new Body(root).FlowAround(use)?.WritesOf(use.Local).Before(use.Syntax) is not ({ } writes, false)) return null;
        var values = new List<IOperation>();
        foreach (var write in writes)
        {
            if (write.Value is not { } value || IsAskedAgain(write.At.Syntax, root.Syntax)) return null;
            if (write.Form == WriteForm.Value) values.Add(value);
            else if (write.Form != WriteForm.Part || !AddParts(value, write.Index, values)) return null;
        }
        return values;
    }

    /// <summary><c>var (by, kind) = up ? (1, "up") : (-1, "down")</c></summary>
    private static bool AddParts(IOperation tuples, int index, List<IOperation> values)
    {
        foreach (var tuple in Choices.Of(tuples))
            if (tuple is ITupleOperation { Elements: var elements } && index < elements.Length) values.Add(elements[index]);
            else if (tuple is not IThrowOperation) return false;
        return true;
    }

    private static bool IsAskedAgain(SyntaxNode write, SyntaxNode root)
    {
        for (var node = write.Parent; node != null && node != root; node = node.Parent)
            if (node is IfStatementSyntax { Condition: var condition } && condition.ToString() is var question
                && root.DescendantNodes().Any(other => other is IfStatementSyntax { Condition: var asked } && other != node && asked.ToString().Contains(question))) return true;
        return false;
    }
}
