using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Threads and timers that are created in one place and started in another.</summary>
internal static class StartedObject
{
    /// <summary>
    /// The creation of what is started: the value of the variable that holds it, where it has only one; else what the same function has put there last.
    /// A method that makes it is followed. Null where it cannot be told.
    /// </summary>
    public static IOperation? CreationOf(IOperation started, VariableValues variables)
    {
        var value = variables.Follow(CallSite.ObjectOf(started));
        // `(thread = new Thread(Loop)).Start();`
        if (value is ISimpleAssignmentOperation { Value: var assigned }) value = variables.Follow(assigned);
        if (Target.SymbolOf(value) is { } holder) value = LastGiven(holder, started) is { } given ? variables.Follow(given) : value;
        if (value is IInvocationOperation { TargetMethod: var maker } && ReturnedValues.Of(maker, variables) is [var made]) value = variables.Follow(made);
        return value as IObjectCreationOperation;
    }

    /// <summary>What the same member adds to the event of a timer, or a constructor of its type.</summary>
    public static IOperation? HandlerOf(IOperation timer, VariableValues variables)
    {
        if ((Target.SymbolOf(CallSite.ObjectOf(timer)) ?? Target.Of(timer)) is not { } holder) return null;
        var own = HandlerIn(Body.RootOf(timer), holder);
        if (own != null || holder is not IFieldSymbol { IsStatic: false, ContainingType: var type }) return own;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences is not [var reference]) continue;
            variables.Note(constructor);
            if (variables.ModelOf(reference.SyntaxTree)?.GetOperation(reference.GetSyntax(variables.Cancellation), variables.Cancellation) is { } code && HandlerIn(code, holder) is { } handler) return handler;
        }
        return null;
    }

    private static IOperation? HandlerIn(IOperation code, ISymbol holder)
    {
        foreach (var operation in code.Descendants())
            if (operation is IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event.Name: "Elapsed", Instance: { } instance }, HandlerValue: var handler }
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.ObjectOf(instance)), holder)) return handler;
        return null;
    }

    private static IOperation? LastGiven(ISymbol holder, IOperation started)
    {
        IOperation? last = null;
        var function = LiveRange.FunctionAround(started.Syntax);
        foreach (var operation in Body.RootOf(started).Descendants())
            if (operation.Syntax.Span.End <= started.Syntax.SpanStart && operation is IAssignmentOperation { Target: var target, Value: var value }
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(target), holder) && LiveRange.FunctionAround(operation.Syntax) == function) last = value;
        return last;
    }
}
