using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether the code that handles an exception, or that comes after it, says so to the span around it.</summary>
internal static class ErrorStatus
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>The innermost span that is live in the handler.</summary>
    public static SpanStart? SpanAround(CatchClauseSyntax handler, TracedBody body)
    {
        SpanStart? around = null;
        foreach (var start in body.All<SpanStart>())
            if (start.Hold is SpanHold.Using or SpanHold.Local && (start.Live.IsEnded && start.Live.Contains(handler) || IsEndedBehind(handler, start)) && (around is null || start.Syntax.SpanStart > around.Syntax.SpanStart)
                // Asked last: it reads the code of a class.
                && !(start.IsWrapped && TellingScopes.MayTell(start))) around = start;
        return around;
    }

    /// <summary><c>Activity? activity = null; try { activity = source.StartActivity("x"); … } catch … finally { activity?.Stop(); }</c></summary>
    private static bool IsEndedBehind(CatchClauseSyntax handler, SpanStart start)
    {
        if (start is not { IsStarted: true, Hold: SpanHold.Local, Holder: ILocalSymbol { DeclaringSyntaxReferences: [var declared], Name: var name }, Live: var live } || handler.Parent is not TryStatementSyntax { Block: var tried, Finally.Block: { } final } attempt) return false;
        if (declared.Span.End > attempt.SpanStart || start.Syntax.SpanStart > tried.Span.End || LiveRange.FunctionAround(handler) != live.Function || live.IsEnded && live.Span.End <= attempt.SpanStart) return false;
        var end = new LifeEnd(name, null);
        return end.FirstIn(tried, tried.Span) is null && end.FirstIn(final, final.Span) != null;
    }

    /// <summary>What the handler says of the status, or the code that it comes to; to give the span to somebody who may say it is as good.</summary>
    public static StatusAfter After(ICatchClauseOperation handler, SpanStart span, TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        var (after, result) = (new AfterHandler((CatchClauseSyntax)handler.Syntax, handler.SemanticModel!), StatusAfter.Unset);
        foreach (var operation in body.Root.Descendants())
        {
            if (operation.Syntax.SpanStart < handler.Syntax.SpanStart) continue;
            var isInside = handler.Syntax.Span.Contains(operation.Syntax.Span);
            // What is asked of the object around the span may be of the failure.
            if (span.IsWrapped && IsHolder(operation, span.Holder) && (isInside || after.Holds(operation.Syntax))) return StatusAfter.Set;
            if (isInside && (IsHandedOver(operation, span.Holder, facts, cancellation) || operation is IInvocationOperation call && (SetBy(call.TargetMethod, 0, facts, cancellation) != StatusAfter.Unset || IsSetByLambda(call, body)))) return StatusAfter.Set;
            var said = SaidBy(operation);
            if (said == StatusAfter.Unset && IsHolder(operation, span.Holder) && SpanEnders.GivenTo(operation) is IInvocationOperation told) said = SetBy(told.TargetMethod, 0, facts, cancellation);
            if (said == StatusAfter.Unset || !after.Holds(operation.Syntax)) continue;
            // Where all runs that went well come by too, it is no word about this one.
            if (said == StatusAfter.Set || isInside || !after.IsInFinally(operation.Syntax)) return StatusAfter.Set;
            result = said;
        }
        return result;
    }

    /// <summary><c>fail(exception);</c>, where a local holds a lambda.</summary>
    private static bool IsSetByLambda(IInvocationOperation call, TracedBody body)
        => call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } invoked } && CallSite.Unwrap(CallSite.ObjectOf(invoked)) is ILocalReferenceOperation { Local: var local }
            && new Body(body.Root).WritesOf(local) is [{ Form: WriteForm.Value, Value: { } held }] && LambdaValues.LambdaIn(held) is { } lambda && lambda.Descendants().Any(static operation => SaidBy(operation) != StatusAfter.Unset);

    /// <summary>What a call says of the status of a span, whichever that is.</summary>
    public static StatusAfter SaidBy(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "SetStatus" } status => status.Arguments.Any(static given => IsNoError(given.Value)) ? StatusAfter.NoError : StatusAfter.Set,
        IInvocationOperation { TargetMethod.Name: "SetTag" or "AddTag" or "SetAttribute" } tag => CallSite.Of(tag)?.Argument("key")?.ConstantValue is { HasValue: true, Value: "otel.status_code" or "error" or "status" } ? StatusAfter.Set : StatusAfter.Unset,
        // `activity.Status = …`, and helpers that are named for it.
        IInvocationOperation { TargetMethod.Name: var name } when name.Contains("SetError") || name.Contains("MarkAs") || name.Contains("SetFail") || name.Contains("RecordError") => StatusAfter.Set,
        _ => StatusAfter.Unset,
    };

    /// <summary><c>ActivityStatusCode.Ok</c>, <c>Status.Unset</c>.</summary>
    private static bool IsNoError(IOperation status) => CallSite.Unwrap(status) is IMemberReferenceOperation { Member: { IsStatic: true, Name: "Ok" or "Unset" } };

    private static bool IsHolder(IOperation operation, ISymbol? holder) => holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), holder);

    /// <summary>Somebody else gets the span, or uses the one that is current; to tell it of the exception is not to set its status.</summary>
    public static bool IsHandedOver(IOperation operation, ISymbol? holder, ContextFacts facts, CancellationToken cancellation)
    {
        var isSpan = IsHolder(operation, holder) || operation is IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } && type.Is(Activities.Namespace, "Activity");
        if (!isSpan) return false;
        if (LiveRange.FunctionAround(operation.Syntax) is var function && operation.Parent is null || function is null) return true;
        return SpanEnders.GivenTo(operation) is { } given && (given is IInvocationOperation { TargetMethod: var called } && MayTell(called, 0, facts, cancellation) || given is IObjectCreationOperation)
            // Where a type is missing, nobody knows what the call does with it.
            || operation.Parent is IAssignmentOperation or IVariableInitializerOperation or IReturnOperation or IInvalidOperation;
    }

    /// <summary>A method that gets the span may set its status: one out of sight, and one that gives it to such a method, or keeps it. What those in sight say is asked for by itself.</summary>
    private static bool MayTell(IMethodSymbol method, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        if (ExceptionEvents.IsAddedBy(method.Name)) return false;
        if (depth == MaximumDepth || facts.Graph.BodiesOf(method, cancellation) is not { Length: > 0 } bodies) return true;
        foreach (var code in bodies)
            foreach (var span in code.Descendants())
            {
                if (!SpanFactories.IsSpan(span.Type)) continue;
                switch (span.Parent)
                {
                    case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var next } } when !MayTell(next, depth + 1, facts, cancellation):
                    case IInvocationOperation or IMemberReferenceOperation or IConditionalAccessOperation or IExpressionStatementOperation:
                    case IBinaryOperation or IConversionOperation { Parent: IBinaryOperation } or IConstantPatternOperation:
                    case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
                        continue;
                    default:
                        return true;
                }
            }
        return false;
    }

    /// <summary>What a method of the program says of the status of the span that is current, or of one that it knows.</summary>
    private static StatusAfter SetBy(IMethodSymbol method, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        var result = StatusAfter.Unset;
        if (depth == MaximumDepth) return result;
        foreach (var code in facts.Graph.BodiesOf(method, cancellation))
            foreach (var operation in code.Descendants())
            {
                var said = SaidBy(operation);
                if (said == StatusAfter.Unset && operation is IInvocationOperation call && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition)) said = SetBy(call.TargetMethod, depth + 1, facts, cancellation);
                if (said == StatusAfter.Set) return said;
                if (said != StatusAfter.Unset) result = said;
            }
        return result;
    }
}

/// <summary>What the span's status is after a handler.</summary>
internal enum StatusAfter
{
    /// <summary>Nothing is said of it.</summary>
    Unset,

    /// <summary>What is said of it is never that something failed.</summary>
    NoError,

    /// <summary>It is, or may be, what the author wants to say of the failure.</summary>
    Set,
}
