using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>A call that is followed into its method.</summary>
/// <param name="Method">The method's definition.</param>
/// <param name="Call">What its parameters stand for.</param>
/// <param name="Caller">The frame of the code that calls.</param>
internal sealed record CallFrame(IMethodSymbol Method, CallSite Call, CallFrame? Caller)
{
    /// <summary>The same calls, where the outermost of them is made in the code that another frame stands for.</summary>
    public CallFrame SeenFrom(CallFrame? caller) => this with { Caller = Caller?.SeenFrom(caller) ?? caller };

    /// <summary>The argument for a parameter of the method; null for any other parameter, and where the argument is a default.</summary>
    public IOperation? ArgumentFor(IParameterSymbol parameter)
        => SourceSymbols.AreSame(parameter.ContainingSymbol, Method) ? Call.ArgumentFor(parameter)?.Value : null;
}
