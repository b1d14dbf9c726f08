using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Which meter an expression stands for: its constant name where it is created in sight, else the variable that holds it.</summary>
internal static class MeterScope
{
    public static InstrumentScope Of(IOperation? meter, TextReader texts)
    {
        if (meter is null) return InstrumentScope.Unknown;
        meter = CallSite.Unwrap(meter);
        var symbol = Target.SymbolOf(meter);
        var creation = symbol is null ? meter : texts.InitializerOf(symbol);
        return new InstrumentScope(creation is null ? null : NameOf(CallSite.Unwrap(creation), texts), symbol);
    }

    private static string? NameOf(IOperation creation, TextReader texts)
    {
        var call = creation switch
        {
            IObjectCreationOperation { Constructor: { } constructor } made => new CallSite(constructor, made.Arguments, made),
            IInvocationOperation { TargetMethod.Name: "Create" } factory => new CallSite(factory.TargetMethod, factory.Arguments, factory),
            _ => null,
        };
        if (call is null) return null;
        if (call.Argument("name") is { } name) return texts.Read(name)?.Value;
        return call.Argument("options") is { } options && CallSite.Unwrap(options) is IObjectCreationOperation { Constructor: { } optionsConstructor } created
            ? texts.Read(new CallSite(optionsConstructor, created.Arguments, created).Argument("name"))?.Value
            : null;
    }
}
