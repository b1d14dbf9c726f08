using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The constant addresses that an expression may give.</summary>
internal static class ConstantUri
{
    /// <summary>Those of HTTP, each with the expression that says it.</summary>
    public static IEnumerable<(Uri Address, IOperation Said)> All(IOperation? value, TextReader texts)
    {
        if (value is null) yield break;
        foreach (var possible in PossibleValues.Of(value, texts.Variables))
            foreach (var (address, said) in Made(possible, texts))
                if (address is { IsAbsoluteUri: true, Scheme: "http" or "https" }) yield return (address, said);
    }

    private static IEnumerable<(Uri? Address, IOperation Said)> Made(IOperation value, TextReader texts) => value switch
    {
        { Type.SpecialType: SpecialType.System_String } when DefaultOf(value) is { } otherwise => Texts(otherwise, texts),
        { Type.SpecialType: SpecialType.System_String } => [(Parse(texts.Read(value)?.Value), value)],
        IObjectCreationOperation creation when creation.Type.Is("System", "Uri") && CallSite.Of(creation) is { } call => call.Argument("uriString") is { } whole ? Texts(whole, texts) : Joined(call, texts),
        IPropertyReferenceOperation { Property.Name: "Uri", Instance: { } builder } when texts.Variables.Follow(builder) is IObjectCreationOperation { Initializer: null } creation && creation.Type.Is("System", "UriBuilder") && CallSite.Of(creation)?.Argument("uri") is { } uri => Texts(uri, texts),
        _ => [],
    };

    private static IEnumerable<(Uri?, IOperation)> Texts(IOperation text, TextReader texts)
    {
        foreach (var possible in PossibleValues.Of(text, texts.Variables))
            if (DefaultOf(possible) is { } otherwise)
                foreach (var inner in PossibleValues.Of(otherwise, texts.Variables)) yield return (Parse(texts.Read(inner)?.Value), inner);
            else yield return (Parse(texts.Read(possible)?.Value), possible);
    }

    private static IEnumerable<(Uri?, IOperation)> Joined(CallSite creation, TextReader texts)
    {
        if (texts.Read(creation.Argument("relativeUri"))?.Value is not { } rest) yield break;
        foreach (var (start, said) in All(creation.Argument("baseUri"), texts))
            if (Uri.TryCreate(start, rest, out var joined)) yield return (joined, said);
    }

    /// <summary><c>configuration.GetValue("Endpoint", "http://…")</c>: what it is unless somebody says otherwise.</summary>
    private static IOperation? DefaultOf(IOperation value)
        => value is IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType.Name: "ConfigurationBinder" } } call ? CallSite.Of(call)?.Argument("defaultValue") : null;

    private static Uri? Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null;
}
