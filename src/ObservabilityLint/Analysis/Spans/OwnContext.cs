using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Code whose author decides by hand which span is current in it: nothing is said of it.</summary>
internal static class OwnContext
{
    /// <summary>True if the flow is suppressed at the place, or if the current span was set in a block around it and not certainly restored since.</summary>
    public static bool IsAt(SyntaxNode place, TracedBody body)
    {
        foreach (var suppression in body.All<FlowSuppression>())
            if (suppression.Live.Contains(place) || GoesOnTo(place, suppression, body)) return true;
        foreach (var change in body.All<CurrentChange>())
            if (IsBefore(change.Syntax, place) && !IsRestored(change, place, body) || IsCalledBefore(change, place, body)) return true;
        return IsWhereSuppressed(place);
    }

    /// <summary><c>if (!ExecutionContext.IsFlowSuppressed()) { ExecutionContext.SuppressFlow(); restore = true; }</c>: it is suppressed behind that too, up to where it is restored.</summary>
    private static bool GoesOnTo(SyntaxNode place, FlowSuppression suppression, TracedBody body)
    {
        if (suppression.Hold == SpanHold.Using || suppression.Syntax.FirstAncestorOrSelf<IfStatementSyntax>() is not { Parent: { } around } check || !around.Span.Contains(place.Span) || place.SpanStart < check.Span.End
            || suppression.Live.Span.End < check.Statement.Span.End || LeavingBranch.Is(check.Statement) || LiveRange.FunctionAround(check) != suppression.Live.Function || LiveRange.FunctionAround(place) != suppression.Live.Function) return false;
        foreach (var restoration in body.All<FlowRestoration>())
            if (restoration.Syntax.SpanStart > check.Span.End && restoration.Syntax.Span.End < place.SpanStart && LiveRange.FunctionAround(restoration.Syntax) == suppression.Live.Function) return false;
        return true;
    }

    /// <summary>A branch that is taken where the flow is suppressed already.</summary>
    private static bool IsWhereSuppressed(SyntaxNode place)
    {
        for (var inner = place; inner.Parent is { } outer && outer is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax); inner = outer)
            if (outer is IfStatementSyntax check && (inner == check.Statement ? IsAsked(check.Condition) : inner == check.Else && check.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } && IsAsked(operand))) return true;
        return false;
    }

    private static bool IsAsked(ExpressionSyntax condition)
        => condition is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsFlowSuppressed" } or IdentifierNameSyntax { Identifier.ValueText: "IsFlowSuppressed" } };

    /// <summary>True if all instrumentation is suppressed there, by a scope that begins above: no span comes of what runs in it.</summary>
    public static bool IsSuppressedAt(SyntaxNode place, TracedBody body)
    {
        foreach (var suppression in body.All<InstrumentationSuppression>())
            if (IsBefore(suppression.Syntax, place) && (suppression.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not UsingStatementSyntax scope || scope.Span.Contains(place.Span))) return true;
        return false;
    }

    /// <summary>Above, in a block around the place.</summary>
    private static bool IsBefore(SyntaxNode node, SyntaxNode place) => node.SpanStart < place.SpanStart && node.FirstAncestorOrSelf<BlockSyntax>()?.Span.Contains(place.Span) != false;

    /// <summary>A local function sets it, and is called there.</summary>
    private static bool IsCalledBefore(CurrentChange change, SyntaxNode place, TracedBody body)
    {
        if (EnclosingFunction.Of(change.Assignment, body) is not { MethodKind: MethodKind.LocalFunction, IsAsync: false } function) return false;
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { TargetMethod: var called } && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, function) && IsBefore(operation.Syntax, place)) return true;
        return false;
    }

    /// <summary><c>Activity.Current = null; try { … } finally { Activity.Current = outer; }</c>, with what was current before: after that, all is as if nothing had been set.</summary>
    private static bool IsRestored(CurrentChange change, SyntaxNode place, TracedBody body)
    {
        if (change.Syntax.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement) return false;
        var next = block.Statements.IndexOf(statement) + 1;
        if (next == block.Statements.Count || block.Statements[next] is not TryStatementSyntax { Finally.Block.Statements: [var last] } attempt || attempt.Span.End > place.SpanStart) return false;
        foreach (var restoration in body.All<CurrentChange>())
            if (restoration.Syntax.Parent == last && CurrentValues.IsOwn(restoration, body)) return true;
        return false;
    }

    /// <summary>True if the code itself sets the current span, runs in a context that was captured for it, or suppresses all instrumentation; or a method does that it calls.</summary>
    public static bool IsIn(IOperation code, LastingEffects effects)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (ContextRecognizers.MayBe(operation) && (effects.SetsContext(operation) || InstrumentationSuppressions.Is(operation) || ExecutionContexts.IsEntered(operation)
                || operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Current", ContainingType: var type } } } && type.Is(Activities.Namespace, "Activity"))) return true;
        return false;
    }
}
