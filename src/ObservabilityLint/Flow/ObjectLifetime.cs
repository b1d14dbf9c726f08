using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Flow;

/// <summary>Whether the body that starts a thread or a timer also waits for its end or disposes of it.</summary>
internal static class ObjectLifetime
{
    /// <param name="thread">The creation of a thread or timer, or a reference to it.</param>
    public static Completion Of(IOperation? thread)
    {
        if (thread is null) return Completion.Unknown;
        if (Target.SymbolOf(CallSite.Unwrap(thread)) is { } referred) return OfVariable(referred, thread);
        var value = thread;
        while (value.Parent is IConversionOperation or IParenthesizedOperation) value = value.Parent;
        if (Target.Of(value) is { } holder)
            return value.Parent is IVariableInitializerOperation { Parent.Syntax: var declarator } && SpanHolder.IsUsing(declarator) ? Completion.Awaited : OfVariable(holder, value);
        return value.Parent switch
        {
            IUsingOperation => Completion.Awaited,
            IReturnOperation => Completion.Returned,
            // `new Thread(Work).Start();`
            IExpressionStatementOperation or IInvocationOperation { Type.SpecialType: SpecialType.System_Void } or ISimpleAssignmentOperation { Target: IDiscardOperation } => Completion.Dropped,
            _ => Completion.Stored,
        };
    }

    private static Completion OfVariable(ISymbol variable, IOperation place)
    {
        var result = variable is ILocalSymbol ? Completion.Dropped : Completion.Stored;
        var root = place;
        while (root.Parent != null) root = root.Parent;
        foreach (var operation in root.Descendants())
        {
            if (Target.SymbolOf(operation) is not { } symbol || !SymbolEqualityComparer.Default.Equals(symbol, variable)) continue;
            var value = operation;
            while (value.Parent is IConversionOperation or IParenthesizedOperation) value = value.Parent;
            switch (value.Parent)
            {
                case IUsingOperation:
                    return Completion.Awaited;
                case IInvocationOperation { TargetMethod: var method } when Ends(method, operation, place):
                case IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod: var called } } when Ends(called, operation, place):
                    return Completion.Awaited;
                case IMemberReferenceOperation or IInvocationOperation or IConditionalAccessOperation:
                case IAssignmentOperation assignment when assignment.Target == value:
                    continue;
                default:
                    if (result == Completion.Dropped) result = Completion.Stored;
                    continue;
            }
        }
        return result;
    }

    /// <summary>After the start, and in the same function: a callback that disposes of its own timer says nothing about when, and a predecessor is another object.</summary>
    private static bool Ends(IMethodSymbol method, IOperation call, IOperation place)
        => method.Name is "Join" or "Dispose" or "DisposeAsync" or "Stop" or "Close"
            && call.Syntax.SpanStart > place.Syntax.SpanStart && LiveRange.FunctionAround(call.Syntax) == LiveRange.FunctionAround(place.Syntax);
}
