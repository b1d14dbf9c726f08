using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    private const int MaximumDepth = 4;

    public static bool AreReferencedBy(Compilation compilation) => compilation.Defines(OpenTelemetryNamespaces.Root + ".Baggage") && compilation.Defines(Activities.Namespace + ".Activity");

    /// <summary>The baggage of an Activity as a whole is the property of this name.</summary>
    public const string Whole = "Baggage";

    /// <summary>The entries that are set or read there; several where a whole baggage is taken first, and its entries from that. None for a call of anything else, and for one that removes.</summary>
    public static IEnumerable<BaggageUse> Of(IOperation operation, TextReader texts)
    {
        var (api, member) = operation switch
        {
            IPropertyReferenceOperation { Property: { Name: Whole, ContainingType: var type } } when type.Is(Activities.Namespace, "Activity") => (BaggageApi.Activity, "Activity.Baggage"),
            IInvocationOperation { TargetMethod: { Name: "GetBaggage", ContainingType: var type } } call when IsBaggage(type) && CallSite.Of(call) is { } site && site.Argument("name") is null && IsOfAmbient(call, site, texts) => (BaggageApi.OpenTelemetry, "Baggage.GetBaggage"),
            _ => (default(BaggageApi?), ""),
        };
        if (api is { } whole)
            foreach (var (read, key) in BaggageEntries.In(operation, texts.Variables)) yield return new BaggageUse(read, whole, IsSet: false, texts.Read(key)?.Value) { Member = member, IsOfWhole = true };
        else if (operation is IInvocationOperation { TargetMethod: { Name: "SetBaggage" or "Create", ContainingType: var type } } set && IsBaggage(type) && CallSite.Of(set) is { } filling && filling.Argument("baggageItems") is { } items)
            foreach (var name in BaggageLists.NamesIn(items, texts)) yield return new BaggageUse(operation, BaggageApi.OpenTelemetry, IsSet: true, name) { Member = MemberOf(filling) };
        else if (OfEntry(operation, texts) is { } use)
        {
            yield return use;
            // Beside those that are known there may be others.
            if (use.Key is null && operation is IInvocationOperation call && CallSite.Of(call) is { } site && (site.Argument("key") ?? site.Argument("name")) is { } given)
                foreach (var key in BaggageLists.LoopedNames(given, texts)) yield return use with { Key = key, IsLooped = true };
        }
    }

    private static BaggageUse? OfEntry(IOperation operation, TextReader texts) => operation switch
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
        "GetBaggage" when call.Argument("name") is { } name && IsOfAmbient(operation, call, texts) => Read(call, BaggageApi.OpenTelemetry, name, texts),
        _ => null,
    };

    private static BaggageUse? Set(CallSite call, BaggageApi api, IOperation? key, TextReader texts)
        => call.Argument("value") is { ConstantValue: { HasValue: true, Value: null } } ? null
            : new BaggageUse(call.Operation, api, IsSet: true, texts.Read(key)?.Value) { Member = MemberOf(call), IsCopy = call.Argument("value") is { } value && IsReadFromOther(value, api, texts) };

    private static BaggageUse Read(CallSite call, BaggageApi api, IOperation? key, TextReader texts) => new(call.Operation, api, IsSet: false, texts.Read(key)?.Value) { Member = MemberOf(call) };

    private static string MemberOf(CallSite call) => $"{call.Method.ContainingType.Name}.{call.Method.Name}";

    private static bool IsReadFromOther(IOperation value, BaggageApi api, TextReader texts, int depth = 0)
    {
        foreach (var part in value.DescendantsAndSelf())
            if (part is IInvocationOperation { TargetMethod: { Name: "GetBaggage" or "GetBaggageItem", ContainingType: var type } } && IsBaggage(type) == (api == BaggageApi.Activity)
                || part is IPropertyReferenceOperation { Property: { Name: Whole, ContainingType: var owner } } && api == BaggageApi.OpenTelemetry && owner.Is(Activities.Namespace, "Activity")
                || part is ILocalReferenceOperation local && depth < MaximumDepth && ComesFrom(local, texts) is { } origin && IsReadFromOther(origin, api, texts, depth + 1)) return true;
        return false;
    }

    /// <summary>What a local is assigned, or the call or the test that declares it (<c>out var item</c>, <c>is { } item</c>).</summary>
    private static IOperation? ComesFrom(ILocalReferenceOperation local, TextReader texts)
        => texts.Variables.Of(local.Local) ?? (local.Local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(texts.Variables.Cancellation) is SingleVariableDesignationSyntax designation
            && designation.FirstAncestorOrSelf<ExpressionSyntax>(static outer => outer is InvocationExpressionSyntax or IsPatternExpressionSyntax) is { } declaring
                ? texts.Variables.ModelOf(declaring.SyntaxTree)?.GetOperation(declaring, texts.Variables.Cancellation) : null);

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

    private static bool IsBaggage(ITypeSymbol? type) => type.Is(OpenTelemetryNamespaces.Root, "Baggage");
}
