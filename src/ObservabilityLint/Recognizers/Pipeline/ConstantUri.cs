using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The address that an expression gives, where it is the same whenever it is evaluated.</summary>
internal static class ConstantUri
{
    /// <summary>Null for what is not constant, and for no address of HTTP.</summary>
    public static Uri? Of(IOperation? value, TextReader texts)
    {
        if (value is null) return null;
        value = texts.Variables.Follow(value);
        var made = value switch
        {
            { Type.SpecialType: SpecialType.System_String } => Parse(texts.Read(value)?.Value),
            IObjectCreationOperation creation when creation.Type.Is("System", "Uri") && CallSite.Of(creation) is { } call => Of(call, texts),
            IPropertyReferenceOperation { Property.Name: "Uri", Instance: { } builder } when texts.Variables.Follow(builder) is IObjectCreationOperation { Initializer: null } creation && creation.Type.Is("System", "UriBuilder") && CallSite.Of(creation)?.Argument("uri") is { } uri => Of(uri, texts),
            _ => null,
        };
        return made is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? made : null;
    }

    private static Uri? Of(CallSite creation, TextReader texts)
    {
        if (creation.Argument("uriString") is { } whole) return Parse(texts.Read(whole)?.Value);
        if (Of(creation.Argument("baseUri"), texts) is not { } start || texts.Read(creation.Argument("relativeUri"))?.Value is not { } rest) return null;
        return Uri.TryCreate(start, rest, out var joined) ? joined : null;
    }

    private static Uri? Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null;
}
