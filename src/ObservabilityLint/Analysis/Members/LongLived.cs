using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a value may be the same for the life of the process, so that its type alone does not make it unbounded.</summary>
internal static class LongLived
{
    private static readonly string[] Settings = ["Options", "Settings", "Configuration", "Config", "Setting", "Option"];

    private static readonly HashSet<string> Callers = ["user", "tenant", "principal", "session", "customer", "account", "organization", "organisation", "identity", "member", "caller", "request"];

    /// <summary>Static members, members of the object itself, what a constructor was given, settings, and all that is reached through one of them.</summary>
    public static bool Is(IOperation? value, OriginTrace trace)
    {
        for (var steps = 0; steps < 16; steps++)
        {
            value = value is null ? null : CallSite.Unwrap(value);
            switch (value)
            {
                case null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                    return true;
                case { Type: { } type } when IsSettings(type.Name):
                    return true;
                case { Type: { } type } when SpeaksForCaller(type.Name) || type.Is("System.Threading", "AsyncLocal`1"):
                    return false;
                case IParameterReferenceOperation { Parameter: var parameter } when ScopeObjects.AreMadeIn(trace.Frame) && trace.Frame!.ArgumentFor(parameter) is { } given:
                    if (IsSettings(parameter.Name)) return true;
                    value = given;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return IsSettings(parameter.Name) || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.Constructor };
                case ILocalReferenceOperation { Local: var local }:
                    if (IsSettings(local.Name)) return true;
                    if (trace.Analysis.BodyOf(value).WritesOf(local) is not [{ Form: WriteForm.Value, Value: { } held }]) return false;
                    value = held;
                    break;
                case IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var receiver && receiver != value:
                    value = receiver;
                    break;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } matched:
                    value = PatternInput.Of(matched);
                    break;
                case IMemberReferenceOperation member:
                    value = member.Instance;
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    /// <summary>The elements of an array, or of a list that nobody can add to, which the object was given when it was made.</summary>
    public static bool AreKept(IOperation collection, OriginTrace trace)
    {
        collection = CallSite.Unwrap(collection);
        var isFixed = collection.Type is IArrayTypeSymbol || collection.Type is { Name: var name } && (name.StartsWith("IReadOnly", StringComparison.Ordinal) || name.StartsWith("Immutable", StringComparison.Ordinal) || name.StartsWith("Frozen", StringComparison.Ordinal) || name == "IEnumerable");
        return isFixed && (collection is IFieldReferenceOperation { Field.IsReadOnly: true } or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }) && Is(collection, trace);
    }

    /// <summary>A member of settings that the object, or the process, keeps. Whoever runs the program gives it, once.</summary>
    public static bool IsSetting(IMemberReferenceOperation reference)
    {
        var isOfSettings = false;
        for (var value = reference.Instance; ;)
        {
            value = value is null ? null : CallSite.Unwrap(value);
            isOfSettings |= value is { Type: { } type } && IsSettings(type.Name);
            if (value is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }) return isOfSettings;
            if (value is not IMemberReferenceOperation member) return false;
            value = member.Instance;
        }
    }

    /// <summary>A service that answers for whoever calls at the moment, kept or not: <c>ICurrentTenant</c>, <c>IUserContext</c>, <c>TenantAccessor</c>.</summary>
    private static bool SpeaksForCaller(string type)
    {
        var words = SegmentedName.Of(type);
        for (var i = 0; i < words.Length; i++)
            if (Callers.Contains(words[i]) && (i > 0 && words[i - 1] is "current" or "icurrent" || i == words.Length - 2 && words[i + 1] is "context" or "accessor")) return true;
        return false;
    }

    private static bool IsSettings(string name)
    {
        foreach (var word in Settings)
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
