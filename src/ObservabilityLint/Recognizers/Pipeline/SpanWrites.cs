using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The members of an activity that change what is exported of it.</summary>
internal static class SpanWrites
{
    private static readonly HashSet<string> Methods = ["SetTag", "AddTag", "SetStatus", "AddEvent", ExceptionEvents.OfActivity, ExceptionEvents.OfOpenTelemetry, "AddLink", "SetEndTime", "SetStartTime"];

    /// <summary>Methods of the activity itself, and OpenTelemetry's extensions of it.</summary>
    public static LateEffect Of(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method).ContainingType;
        return Methods.Contains(method.Name) && (IsActivity(type) || type.Is(OpenTelemetryNamespaces.Trace, "ActivityExtensions")) ? LateEffect.Writes : LateEffect.None;
    }

    /// <summary>Without the flag <c>Recorded</c> it is not exported.</summary>
    public static LateEffect Of(IPropertySymbol property, IAssignmentOperation assignment)
    {
        if (!IsActivity(property.ContainingType)) return LateEffect.None;
        if (property.Name == "ActivityTraceFlags") return Clears(assignment) ? LateEffect.Filters : LateEffect.None;
        return property.Name == "DisplayName" ? LateEffect.Writes : LateEffect.None;
    }

    private static bool IsActivity(ITypeSymbol? type) => type.Is(Activities.Namespace, "Activity");

    /// <summary><c>&amp;= ~ActivityTraceFlags.Recorded</c>, <c>= ActivityTraceFlags.None</c>.</summary>
    private static bool Clears(IAssignmentOperation assignment) => CallSite.Unwrap(assignment.Value) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.BitwiseNegation } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.And } => true,
        { ConstantValue: { HasValue: true, Value: System.IConvertible flags } } => (flags.ToInt32(null) & 1) == 0,
        _ => false,
    };
}
