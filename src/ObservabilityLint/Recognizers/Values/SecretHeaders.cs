using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The HTTP headers that let somebody in: <c>Authorization</c>, <c>Cookie</c>, <c>X-Api-Key</c>.</summary>
internal static class SecretHeaders
{
    private const string Http = "Microsoft.AspNetCore.Http", Client = "System.Net.Http.Headers";

    /// <summary>True for what is read from such a header: by a property, an indexer, or a call that is given its name.</summary>
    public static bool Is(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => IsOfHeaders(property.ContainingType) && IsSecret(property.Name),
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var owner }, Instance: { } headers, Arguments: [var key] } => (IsOfHeaders(owner) || IsOfHeaders(headers.Type)) && IsNamed(key.Value),
        IInvocationOperation { TargetMethod: { Name: "GetValues" or "Get", ContainingType: var owner }, Instance: { } headers, Arguments: [var key] } => (IsOfHeaders(owner) || IsOfHeaders(headers.Type)) && IsNamed(key.Value),
        _ => false,
    };

    /// <summary>True for the types that hold what such a header says.</summary>
    public static bool AreHeldBy(ITypeSymbol? type) => RequestInputs.AreValues(type) || IsCredentials(type);

    /// <summary>True for what is the secret itself: the part behind the scheme, or one of the values.</summary>
    public static bool IsPart(IPropertySymbol property)
        => property.Name == "Parameter" && IsCredentials(property.ContainingType) || property.IsIndexer && RequestInputs.AreValues(property.ContainingType);

    private static bool IsCredentials(ITypeSymbol? type) => type.Is(Client, "AuthenticationHeaderValue");

    private static bool IsOfHeaders(ITypeSymbol? type) => type?.Name switch
    {
        "IHeaderDictionary" or "HeaderDictionary" => type.ContainingNamespace.Is(Http),
        "HttpHeaders" or "HttpRequestHeaders" or "HttpResponseHeaders" => type.ContainingNamespace.Is(Client),
        "WebHeaderCollection" => type.ContainingNamespace.Is("System.Net"),
        _ => false,
    };

    /// <summary>The name is a constant, or one of those that ASP.NET Core holds.</summary>
    private static bool IsNamed(IOperation key) => CallSite.Unwrap(key) switch
    {
        { ConstantValue: { HasValue: true, Value: string name } } => IsSecret(name),
        IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.Name: "HeaderNames" } field } => IsSecret(field.Name),
        _ => false,
    };

    private static bool IsSecret(string name) => SensitiveNames.Find(name) != null || SegmentedName.Of(name) is ["cookie"] or ["set", "cookie"];
}
