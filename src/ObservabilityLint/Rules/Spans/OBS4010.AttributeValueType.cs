using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// An attribute of the semantic conventions with a value of another type than theirs (a status code as text), a method of HTTP that is none, or a value of a closed set in another spelling.
/// Quiet on values whose type is not in sight or is an enum's, and on values of our own beside those that the conventions list.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AttributeValueType() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4010", "Give an attribute the type that its convention wants",
        "'{0}' is {1} in the semantic conventions, and gets {2}: queries that compare it do not find this value. {3}.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Backends keep values of different types apart: a filter on a number does not find a text.", helpLinkUri: Manual + "#obs4010");

    private const string Method = "http.request.method", OtherMethod = "_OTHER", Status = "otel.status_code";

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty || measurement.Convention != NamingConvention.OpenTelemetry) return;
        foreach (var tag in measurement.Tags)
            if (tag is { Target: TagTarget.SpanAttribute or TagTarget.Label, Key.Value: { } key, Value: { } given, HandedOn: null } && StableAttributes.Find(key) is { } attribute) Check(key, attribute, CallSite.Unwrap(given), tag, report);
    }

    private static void Check(string key, StableAttribute attribute, IOperation value, Tag tag, Report report)
    {
        if (WrongType(attribute, value) is { } type) report.At(tag.ValueLocation, key, Described(attribute), type, Advice(attribute));
        else if (Spelling(key, attribute, value) is { } known) report.At(tag.ValueLocation, key, "one of a fixed set", $"'{value.ConstantValue.Value}'", $"Write '{known}'");
    }

    /// <summary>The type that the value has instead, as a message names it; null where it fits, or is not known.</summary>
    internal static string? WrongType(StableAttribute attribute, IOperation value)
    {
        var kind = KindOf(value.Type);
        if (kind is null) return null;
        var fits = attribute.Type switch
        {
            "int" => kind == "a whole number",
            "boolean" => kind == "a truth value",
            "string[]" => kind == "a list",
            _ => kind == "a text",
        };
        return fits ? null : kind;
    }

    /// <summary>The value of the closed set that a constant means; null where it is one, or where other values are allowed.</summary>
    internal static string? Spelling(string key, StableAttribute attribute, IOperation value)
    {
        // The SDK's exporters make the span's status of it, however it is written.
        if (key == Status || attribute.Values.Count == 0 || value.ConstantValue is not { HasValue: true, Value: string { Length: > 0 } text } || attribute.Values.Contains(text)) return null;
        foreach (var known in attribute.Values)
            if (string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) return known;
        return key == Method ? OtherMethod : null;
    }

    /// <summary>What a value of the type is exported as; null for objects, which may be anything, and for enums.</summary>
    private static string? KindOf(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }) type = inner;
        if (type is IArrayTypeSymbol) return "a list";
        if (type is null or { TypeKind: TypeKind.Enum }) return null;
        return type.SpecialType switch
        {
            SpecialType.System_String or SpecialType.System_Char => "a text",
            SpecialType.System_Boolean => "a truth value",
            SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 => "a whole number",
            SpecialType.System_Single or SpecialType.System_Double => "a fraction",
            _ => null,
        };
    }

    private static string Described(StableAttribute attribute) => attribute.Type switch
    {
        "int" => "a whole number",
        "boolean" => "a truth value",
        "string[]" => "a list of texts",
        _ => "a text",
    };

    private static string Advice(StableAttribute attribute) => attribute.Type switch
    {
        "int" => "Give the number itself",
        "boolean" => "Give true or false",
        "string[]" => "Give an array",
        _ => "Give it as text",
    };
}
