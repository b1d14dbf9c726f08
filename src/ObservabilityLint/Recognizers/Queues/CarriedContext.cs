using System;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether the items of a queue can take the context of a span along.</summary>
internal static class CarriedContext
{
    private const int MaximumDepth = 2;

    private static readonly (string Namespace, string Type)[] Carriers =
    [
        (Activities.Namespace, "Activity"), (Activities.Namespace, "ActivityContext"), (Activities.Namespace, "ActivityLink"), (OpenTelemetryNamespaces.Propagation, "PropagationContext"),
        (OpenTelemetryNamespaces.Trace, "SpanContext"), (OpenTelemetryNamespaces.Trace, "TelemetrySpan"), ("System.Threading", "ExecutionContext"), ("Microsoft.AspNetCore.Http", "HttpContext"),
    ];

    /// <summary>Words in the names of members that may hold a context in another form.</summary>
    private static readonly string[] Words = ["trace", "span", "parentid", "activity", "correlation", "propagation", "diagnostic", "headers", "metadata", "properties", "baggage"];

    /// <summary>
    /// True for a class, record, struct or tuple without anything that could hold a context. Of simple values nothing is said, since they are no items that work is done for,
    /// and nothing of what may be another type at run time.
    /// </summary>
    public static bool IsMissingFrom(ITypeSymbol item)
    {
        if (item is not INamedTypeSymbol { SpecialType: SpecialType.None, IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } type) return false;
        var isOfRuntime = !type.IsTupleType && type.ContainingNamespace is { } place && (place.Is("System") || place.Is("System.Threading.Tasks"));
        return !isOfRuntime && !MayHold(type, 0) && !HasCarrier(type, MaximumDepth);
    }

    /// <summary>It is a context, or what has one.</summary>
    public static bool IsCarrier(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }) type = value;
        foreach (var (@namespace, name) in Carriers)
            if (type.IsOrInherits(@namespace, name)) return true;
        return false;
    }

    private static bool MayHold(ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }) type = value;
        if (IsCarrier(type)) return true;
        if (type.TypeKind is TypeKind.Delegate or TypeKind.TypeParameter || type.SpecialType == SpecialType.System_Object || IsMap(type)) return true;
        return depth > 0 && (type.IsTupleType || !type.DeclaringSyntaxReferences.IsEmpty) && HasCarrier(type, depth);
    }

    private static bool HasCarrier(ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements })
        {
            foreach (var element in elements)
                if (IsNamedAsCarrier(element.Name) || MayHold(element.Type, depth - 1)) return true;
            return false;
        }
        for (var t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
            foreach (var member in t.GetMembers())
            {
                var held = member switch { IFieldSymbol { IsStatic: false } field => field.Type, IPropertySymbol { IsStatic: false } property => property.Type, _ => null };
                if (held != null && (IsNamedAsCarrier(member.Name) || MayHold(held, depth - 1))) return true;
            }
        return false;
    }

    /// <summary>Texts by name may be the headers of a message.</summary>
    private static bool IsMap(ITypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
            if (implemented.MetadataName is "IDictionary`2" or "IReadOnlyDictionary`2" or "IDictionary") return true;
        return type.MetadataName is "IDictionary`2" or "IReadOnlyDictionary`2" or "NameValueCollection" or "KeyValuePair`2";
    }

    private static bool IsNamedAsCarrier(string name)
    {
        foreach (var word in Words)
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        return false;
    }
}
