using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The entries of baggage that are set and read: those of an Activity, and those of OpenTelemetry's <c>Baggage</c>.</summary>
internal static class BaggageUses
{
    /// <summary>The calls that may be one.</summary>
    public static NamedWords CallNames { get; } = new(["SetBaggage", "AddBaggage", "GetBaggageItem", "GetBaggage", "Create"], isKept: true);

    /// <summary>OpenTelemetry's baggage as a whole is replaced by an assignment to the property of this name.</summary>
    public const string Ambient = "Current";

    public static bool AreReferencedBy(Compilation compilation) => compilation.Defines("OpenTelemetry.Baggage") && compilation.Defines(Activities.Namespace + ".Activity");

    /// <summary>Null for a call of anything else, and for one that removes.</summary>
    public static BaggageUse? Of(IOperation operation, TextReader texts) => operation switch
    {
        IInvocationOperation { TargetMethod.ContainingType: var type } call when type.Is(Activities.Namespace, "Activity") => OfActivity(CallSite.Of(call)!, texts),
        IInvocationOperation { TargetMethod.ContainingType: var type } call when IsBaggage(type) => OfOpenTelemetry(call, CallSite.Of(call)!, texts),
        // `Baggage.Current = context.Baggage`: whatever has come with a message.
        ISimpleAssignmentOperation { Target: var target, Value: var value } when AmbientBaggage.IsCurrent(target) && !IsMadeHere(value, texts) => new BaggageUse(operation, BaggageApi.OpenTelemetry, IsSet: true, Key: null),
        _ => null,
    };

    private static BaggageUse? OfActivity(CallSite call, TextReader texts) => call.Method.Name switch
    {
        "SetBaggage" or "AddBaggage" => Set(call, BaggageApi.Activity, call.Argument("key"), texts),
        "GetBaggageItem" => Read(call, BaggageApi.Activity, call.Argument("key"), texts),
        _ => null,
    };

    private static BaggageUse? OfOpenTelemetry(IInvocationOperation operation, CallSite call, TextReader texts) => call.Method.Name switch
    {
        "SetBaggage" => Set(call, BaggageApi.OpenTelemetry, call.Argument("name"), texts),
        "Create" => call.Argument("baggageItems") is null ? null : new BaggageUse(operation, BaggageApi.OpenTelemetry, IsSet: true, Key: null),
        "GetBaggage" when call.Argument("name") is { } name && IsOfAmbient(operation, call, texts) => Read(call, BaggageApi.OpenTelemetry, name, texts),
        _ => null,
    };

    private static BaggageUse? Set(CallSite call, BaggageApi api, IOperation? key, TextReader texts)
        => call.Argument("value") is { ConstantValue: { HasValue: true, Value: null } } ? null
            : new BaggageUse(call.Operation, api, IsSet: true, texts.Read(key)?.Value) { Member = MemberOf(call), IsCopy = call.Argument("value") is { } value && IsReadFromOther(texts.Variables.Follow(value), api) };

    private static BaggageUse Read(CallSite call, BaggageApi api, IOperation? key, TextReader texts) => new(call.Operation, api, IsSet: false, texts.Read(key)?.Value) { Member = MemberOf(call) };

    private static string MemberOf(CallSite call) => $"{call.Method.ContainingType.Name}.{call.Method.Name}";

    private static bool IsReadFromOther(IOperation value, BaggageApi api)
    {
        foreach (var part in value.DescendantsAndSelf())
            if (part is IInvocationOperation { TargetMethod: { Name: "GetBaggage" or "GetBaggageItem", ContainingType: var type } } && IsBaggage(type) == (api == BaggageApi.Activity)) return true;
        return false;
    }

    /// <summary>Not of a baggage that was given, or received.</summary>
    private static bool IsOfAmbient(IInvocationOperation operation, CallSite call, TextReader texts)
        => operation.Instance is { } baggage ? AmbientBaggage.IsCurrent(texts.Variables.Follow(baggage)) : call.Argument("baggage") is null;

    /// <summary>What was current before, an empty one, or what calls in sight make of these.</summary>
    private static bool IsMadeHere(IOperation value, TextReader texts)
    {
        while (texts.Variables.Follow(value) is IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name } } call && IsBaggage(type))
        {
            if (call.Instance is null) return name is "SetBaggage" or "RemoveBaggage" or "ClearBaggage" or "Create";
            value = call.Instance;
        }
        return texts.Variables.Follow(value) is var made && (made is IDefaultValueOperation || AmbientBaggage.IsCurrent(made));
    }

    private static bool IsBaggage(ITypeSymbol? type) => type.Is("OpenTelemetry", "Baggage");
}
