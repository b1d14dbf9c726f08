using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The unit that an expression tells by itself.</summary>
internal static class RecordedUnit
{
    private static readonly Dictionary<double, string> Times = new()
    {
        [1] = "s", [1e-3] = "ms", [1e-6] = "us", [1e-9] = "ns", [60] = "min", [3600] = "h", [86400] = "d",
    };

    private static readonly HashSet<string> ByteContainers = ["Span`1", "ReadOnlySpan`1", "Memory`1", "ReadOnlyMemory`1", "ArraySegment`1", "ReadOnlySequence`1"];

    /// <summary>The unit's code, or null where the expression may be anything.</summary>
    public static string? Of(IOperation value) => CallSite.Unwrap(value) switch
    {
        IPropertyReferenceOperation member when Durations.SecondsIn(member) is { } seconds => Times[seconds],
        IPropertyReferenceOperation member when IsByteCount(member.Property, member.Instance?.Type) => "By",
        IInvocationOperation { TargetMethod: { Name: "Round" or "Floor" or "Ceiling" or "Truncate" or "Abs", ContainingType: var type }, Arguments: [{ Value: var rounded }, ..] } when type.Is("System", "Math") => Of(rounded),
        IInvocationOperation { TargetMethod: { Name: "GetTotalMemory" or "GetTotalAllocatedBytes" or "GetAllocatedBytesForCurrentThread", ContainingType: var type } } when type.Is("System", "GC") => "By",
        IInvocationOperation { TargetMethod: { Name: "GetByteCount", ContainingType: var type } } when type.IsOrInherits("System.Text", "Encoding") => "By",
        _ => null,
    };

    private static bool IsByteCount(IPropertySymbol property, ITypeSymbol? type)
    {
        if (property.Name == "WorkingSet64" || property.Name == "WorkingSet") return property.ContainingNamespace.Is("System.Diagnostics") || property.ContainingType.Is("System", "Environment");
        if (property.Name == "ContentLength") return property.ContainingNamespace.Is("System.Net.Http.Headers") || property.ContainingNamespace.Is("Microsoft.AspNetCore.Http");
        if (property.Name is not ("Length" or "LongLength" or "Count")) return false;
        return type switch
        {
            IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
            INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }], MetadataName: var name } => ByteContainers.Contains(name),
            _ => property.Name == "Length" && (type.IsOrInherits("System.IO", "Stream") || type.Is("System.IO", "FileInfo")),
        };
    }
}
