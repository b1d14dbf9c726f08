using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether the body that starts a thread or a timer also waits for its end or disposes of it.</summary>
internal static class ObjectLifetime
{
    /// <param name="thread">The creation of a thread or timer, or a reference to it.</param>
    public static Completion Of(IOperation? thread)
    {
        if (thread is null) return Completion.Unknown;
        if (Target.SymbolOf(CallSite.Unwrap(thread)) is { } referred) return OfVariable(referred, thread);
        var value = CallSite.Outermost(thread);
        // `using (kept = new Timer(…))`
        if (value.Parent is ISimpleAssignmentOperation assignment && assignment.Value == value && Of(assignment) == Completion.Awaited) return Completion.Awaited;
        if (Target.Of(value) is { } holder) return OfVariable(holder, value);
        return value.Parent switch
        {
            IUsingOperation => Completion.Awaited,
            IReturnOperation result => GatheredResults.Of(result.Parent?.Parent) is { } gathered && GatheredResults.AreKept(gathered) ? Completion.Stored : Completion.Returned,
            // `new Timer(…).KeepIn(timers);`, a member of an extension block, which is given it.
            IInvocationOperation { TargetMethod: var member } when ExtensionBlock.Holds(member) => Completion.Stored,
            // `(thread = new Thread(Work)).Start();`
            IInvocationOperation when value is ISimpleAssignmentOperation { Target: var kept } && Target.SymbolOf(kept) is { } variable => OfVariable(variable, value),
            // `new Thread(Work).Start();`
            IExpressionStatementOperation or IInvocationOperation { Type.SpecialType: SpecialType.System_Void } or ISimpleAssignmentOperation { Target: IDiscardOperation } => Completion.Dropped,
            // `using var lease = new Lease(new Timer(…));`
            IArgumentOperation { Parent: IObjectCreationOperation owner } when Of(owner) == Completion.Awaited => Completion.Awaited,
            _ => Completion.Stored,
        };
    }

    private static Completion OfVariable(ISymbol variable, IOperation place)
    {
        if (variable is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } && SpanHolder.IsUsing(declaration.GetSyntax())) return Completion.Awaited;
        var result = variable is ILocalSymbol ? Completion.Dropped : Completion.Stored;
        var root = Body.RootOf(place);
        foreach (var operation in root.Descendants())
        {
            if (Target.SymbolOf(operation) is not { } symbol || !SymbolEqualityComparer.Default.Equals(symbol, variable)) continue;
            var isHere = LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(place.Syntax);
            var value = CallSite.Outermost(operation);
            switch (value.Parent)
            {
                case IUsingOperation when isHere:
                    return Completion.Awaited;
                // What was disposed of before is another object, a predecessor.
                case IInvocationOperation or IConditionalAccessOperation when isHere && EndsBy(value.Parent) && operation.Syntax.SpanStart > place.Syntax.SpanStart:
                // `await using (pump.ConfigureAwait(false))`
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } held } when isHere && Of(held) == Completion.Awaited:
                    return Completion.Awaited;
                // A lambda may end it at some time.
                case not null when !isHere:
                    result = Completion.Stored;
                    continue;
                case IMemberReferenceOperation or IInvocationOperation or IConditionalAccessOperation when ExtensionBlock.CallOn(operation) is null:
                case IAssignmentOperation assignment when assignment.Target == value:
                    continue;
                default:
                    if (result == Completion.Dropped) result = Completion.Stored;
                    continue;
            }
        }
        return result;
    }

    /// <summary>The object that a member holds is ended there, or its end is awaited.</summary>
    public static bool IsEnd(IOperation reference)
    {
        reference = CallSite.Outermost(reference);
        return reference.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "Wait" } || EndsBy(reference.Parent);
    }

    private static bool EndsBy(IOperation? call) => call switch
    {
        IInvocationOperation { TargetMethod: var method } => ObjectEnd.Is(method),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod: var called } } => ObjectEnd.Is(called),
        _ => false,
    };
}
