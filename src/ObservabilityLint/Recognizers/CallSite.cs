using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Recognizers;

/// <summary>A call, an object creation or a base-constructor call, seen alike. Arguments are found by parameter, never by position.</summary>
internal sealed record CallSite(IMethodSymbol Method, ImmutableArray<IArgumentOperation> Arguments, IOperation Operation)
{
    public SyntaxNode Syntax => Operation.Syntax;

    /// <summary>The object the method is called on: the instance, or the first argument of an extension method.</summary>
    public IOperation? Receiver => Operation is not IInvocationOperation invocation ? null
        : invocation.Instance ?? (invocation.TargetMethod.IsExtensionMethod && Arguments.Length > 0 ? Arguments[0].Value : null);

    /// <summary>The value passed for a parameter; null if the call leaves it to its default.</summary>
    public IOperation? Argument(string parameter)
    {
        foreach (var argument in Arguments)
            if (argument.Parameter?.Name == parameter)
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? null : argument.Value;
        return null;
    }

    public bool HasParameter(string name)
    {
        foreach (var parameter in Method.Parameters)
            if (parameter.Name == name) return true;
        return false;
    }

    /// <summary>The call site at a syntax node, or null if it does not bind to one.</summary>
    public static CallSite? At(SyntaxNode node, SemanticModel model, System.Threading.CancellationToken cancellation)
        => model.GetOperation(node, cancellation) switch
        {
            IInvocationOperation call => new CallSite(call.TargetMethod, call.Arguments, call),
            IObjectCreationOperation { Constructor: { } constructor } creation => new CallSite(constructor, creation.Arguments, creation),
            _ => null,
        };

    /// <summary>The operation without the conversions and parentheses around it.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }
}
