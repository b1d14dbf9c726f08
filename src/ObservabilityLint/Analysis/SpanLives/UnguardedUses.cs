using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>Members of a span that are used though there may be none.</summary>
internal static class UnguardedUses
{
    /// <summary>The spans of a member that may be missing: those that sources start, at once or in methods of the program.</summary>
    public static IEnumerable<SpanStart> StartsIn(TracedBody body)
    {
        foreach (var start in body.All<SpanStart>())
            if (start is { IsWithoutSource: false, IsWrapped: false } && !OpenTelemetryTracers.IsSpan(start.Call.Type)) yield return start;
    }

    /// <summary>Each member with the expression that names it, in the order of the text, beginning with one that no check and no other use stands before.</summary>
    public static IEnumerable<(string Member, MemberAccessExpressionSyntax Place)> Of(SpanStart start, TracedBody body)
    {
        // `?? new Activity(…)`: there is one in any case.
        if (IsAskedFor(start.Call)) yield break;
        if (UseOf(start.Call) is { } direct)
        {
            yield return direct;
            yield break;
        }
        if (start.Holder is not ILocalSymbol local) yield break;
        var (isFirst, writes) = (true, new Body(body.Root));
        if (!IsFirstOf(writes.WritesOf(local), start)) yield break;
        foreach (var use in writes.UsesOf(local))
        {
            if (UseOf(use) is not { } found || LiveRange.FunctionAround(use.Syntax) != start.Live.Function || isFirst && NullChecks.Precede(use, local)) continue;
            isFirst = false;
            yield return found;
        }
    }

    /// <summary><c>source?.StartActivity("x") ?? other</c>, <c>… is { } activity</c>.</summary>
    private static bool IsAskedFor(IOperation start)
    {
        var value = start;
        for (var whole = SpanChain.Whole(start); value != whole; value = value.Parent!)
            if (value.Parent is ICoalesceOperation) return true;
        return value.Parent is IIsPatternOperation;
    }

    /// <summary>All that the variable is given are spans that may be missing, this one before the others; one that is given something else too may hold that.</summary>
    private static bool IsFirstOf(IReadOnlyList<VariableWrite> writes, SpanStart start)
    {
        if (writes.Count == 1) return true;
        IOperation? first = null;
        foreach (var write in writes)
        {
            if (write is not { Form: WriteForm.Value, Value: { } value }) return false;
            value = CallSite.Unwrap(value);
            if (Activities.IsStart(value)) first ??= value;
            else if (value is not { ConstantValue: { HasValue: true, Value: null } }) return false;
        }
        return first?.Syntax == start.Syntax;
    }

    private static (string, MemberAccessExpressionSyntax)? UseOf(IOperation value)
    {
        value = CallSite.Outermost(value);
        var isUsed = value.Parent is IInvocationOperation call && call.Instance == value || value.Parent is IMemberReferenceOperation member && member.Instance == value;
        if (!isUsed) return null;
        var access = value.Syntax.Parent;
        while (access is ParenthesizedExpressionSyntax) access = access.Parent;
        return access is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } whole ? (name, whole) : null;
    }
}
