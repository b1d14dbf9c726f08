using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A call, an object creation, a base-constructor call or an attribute, seen alike. Arguments are found by parameter, never by position.</summary>
internal sealed record CallSite(IMethodSymbol Method, ImmutableArray<IArgumentOperation> Arguments, IOperation Operation)
{
    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>The object the method is called on: the instance, or the first argument of an extension method.</summary>
    public IOperation? Receiver => Operation is IInvocationOperation invocation && ReceiverOf(invocation) is { } receiver ? ObjectOf(receiver) : null;

    /// <summary>The same as it stands there: behind a question mark, what that stands for is <see cref="ObjectOf"/>'s answer.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>The name that is called, as it stands there; the whole call where it has none (<c>new(…)</c>, <c>base(…)</c>).</summary>
    public SyntaxNode CalledName => TypeNames.OfCall(Syntax) ?? Syntax;

    /// <summary>A type argument of the call as it stands there, or null where it is inferred.</summary>
    public SyntaxNode? TypeArgument(int ordinal)
        => TypeNames.OfCall(Syntax) is GenericNameSyntax { TypeArgumentList.Arguments: var types } && ordinal < types.Count ? types[ordinal] : null;

    /// <summary>The value passed for a parameter; null if the call leaves it to its default.</summary>
    public IOperation? Argument(string parameter)
    {
        foreach (var argument in Arguments)
            if (argument.Parameter?.Name == parameter)
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? null : argument.Value;
        return null;
    }

    /// <summary>The argument for a parameter of the method, of the interface's or of the overridden one: the call may name another of them.</summary>
    public IArgumentOperation? ArgumentFor(IParameterSymbol parameter)
    {
        foreach (var argument in Arguments)
            if (argument.Parameter?.Ordinal == parameter.Ordinal) return argument;
        return null;
    }

    /// <summary>The call site at a syntax node, or null if it does not bind to one.</summary>
    public static CallSite? At(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
        => model.GetOperation(node, cancellation) is { } operation ? Of(operation) : null;

    public static CallSite? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => new CallSite(call.TargetMethod, call.Arguments, call),
        IObjectCreationOperation { Constructor: { } constructor } creation => new CallSite(constructor, creation.Arguments, creation),
        IAttributeOperation { Operation: IObjectCreationOperation { Constructor: { } constructor } creation } => new CallSite(constructor, creation.Arguments, creation),
        _ => null,
    };

    /// <summary>The object that <c>?.</c> was written behind, where the operation stands for it.</summary>
    public static IOperation ObjectOf(IOperation receiver)
    {
        if (receiver is not IConditionalAccessInstanceOperation) return receiver;
        for (var around = receiver.Parent; around != null; around = around.Parent)
            if (around is IConditionalAccessOperation access && access.Operation.Syntax == receiver.Syntax) return access.Operation;
        return receiver;
    }

    /// <summary>The operation without the conversions and parentheses around it.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }

    /// <summary>The operation with the conversions and parentheses around it: what stands where the value is used.</summary>
    public static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation) operation = operation.Parent;
        return operation;
    }

    /// <summary>What takes a function (a lambda, or what names a method), past the delegate that is made of it: an argument, say, or an assignment.</summary>
    public static IOperation? TakerOf(IOperation function)
    {
        var taker = function.Parent;
        while (taker is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) taker = taker.Parent;
        return taker;
    }

    /// <summary>The call, or the creation, that it is handed to; null where it is kept instead.</summary>
    public static IOperation? RunnerOf(IOperation function) => TakerOf(function) is IArgumentOperation { Parent: IInvocationOperation or IObjectCreationOperation } argument ? argument.Parent : null;
}
