using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads of baggage. It comes with the request: whoever calls the service writes into it what he likes.</summary>
internal static class SentBaggage
{
    private static readonly MemberTable Items = new("System.Diagnostics.Activity.GetBaggageItem", "OpenTelemetry.Baggage.GetBaggage"),
        Setters = new("System.Diagnostics.Activity.SetBaggage", "System.Diagnostics.Activity.AddBaggage", "OpenTelemetry.Baggage.SetBaggage"), Collections = new("System.Diagnostics.Activity.Baggage", "OpenTelemetry.Baggage.Current");

    /// <summary>The calls that write it.</summary>
    public static NamedWords Writers { get; } = new(["SetBaggage", "AddBaggage"]);

    /// <summary>True for a call that reads one entry.</summary>
    public static bool IsItem(IInvocationOperation call) => call.Type?.SpecialType == SpecialType.System_String && Items.Contains(call.TargetMethod) && IsOfFlow(call);

    /// <summary>True for an expression that gives all entries.</summary>
    public static bool IsCollection(IOperation value) => value switch
    {
        IInvocationOperation call => call.Type?.SpecialType != SpecialType.System_String && Items.Contains(call.TargetMethod) && IsOfFlow(call),
        IPropertyReferenceOperation { Property: var property } => Collections.Contains(property),
        _ => false,
    };

    /// <summary>The program is sent requests, with whose headers baggage comes.</summary>
    public static bool IsReceivedIn(Compilation compilation) => compilation.Defines("Microsoft.AspNetCore.Http.HttpContext");

    public static bool IsWrite(IInvocationOperation call) => Setters.Contains(call.TargetMethod);

    /// <summary>The key that a read or a write names; null for all of them.</summary>
    public static string? KeyOf(IOperation call) => KeyIn(call) is { ConstantValue: { HasValue: true, Value: string key } } ? key : null;

    public static UnboundedOrigin Origin(IOperation read) => new(KeyOf(read) is { } key ? $"baggage[\"{key}\"]" : "baggage", UnboundedCause.Other, read);

    private static IOperation? KeyIn(IOperation call) => call is IInvocationOperation && CallSite.Of(call) is { } site ? site.Argument("key") ?? site.Argument("name") : null;

    /// <summary>A baggage that the program makes itself is nobody else's.</summary>
    private static bool IsOfFlow(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "GetBaggage") return true;
        var baggage = call.Instance ?? CallSite.Of(call)!.Argument("baggage");
        if (baggage is null || baggage.SemanticModel is not { } model) return true;
        return new VariableValues(model, CancellationToken.None).Follow(baggage) is IDefaultValueOperation or IPropertyReferenceOperation or IParameterReferenceOperation;
    }
}
