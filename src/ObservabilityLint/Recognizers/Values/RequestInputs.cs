using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>What a client sends with a request to ASP.NET Core, outside of its body: a query, a header, a cookie, a field of a form, a part of the route. It can be anything.</summary>
internal static class RequestInputs
{
    private const string Http = "Microsoft.AspNetCore.Http", Mvc = "Microsoft.AspNetCore.Mvc", RouteValues = "RouteValues";

    private static readonly MemberTable RouteValue = new("Microsoft.AspNetCore.Routing.RoutingHttpContextExtensions.GetRouteValue");

    /// <summary>The collections of a request, each with the name under which messages speak of it.</summary>
    private static readonly Dictionary<string, string> Collections = new() { ["IQueryCollection"] = "Query", ["IRequestCookieCollection"] = "Cookies", ["IFormCollection"] = "Form" };

    /// <summary>Of these parts of a route there are as many as the program has controllers, actions and pages.</summary>
    private static readonly HashSet<string> DeclaredParts = ["controller", "action", "area", "page", "handler"];

    private static readonly HashSet<string> Bindings = ["FromRouteAttribute", "FromQueryAttribute", "FromHeaderAttribute", "FromFormAttribute"],
        OtherBindings = ["FromBodyAttribute", "FromServicesAttribute", "FromKeyedServicesAttribute", "AsParametersAttribute", "ModelBinderAttribute"];

    /// <summary>An element of one of the collections, asked for by an indexer, or a header by its property; null for any other member.</summary>
    /// <param name="member">The reference.</param>
    /// <param name="isConstrained">Whether some route of the program constrains the part of this name.</param>
    public static UnboundedOrigin? Of(IPropertyReferenceOperation member, Func<string, bool> isConstrained)
    {
        if (member.Instance is not { } collection || CollectionOf(collection) is not { } name) return null;
        if (!member.Property.IsIndexer) return name == "Headers" && member.Property.ContainingType.Is(Http, "IHeaderDictionary") && member.Property.Name is not ("Keys" or "Values" or "ContentLength") ? Origin(name, member.Property.Name, member) : null;
        return member.Arguments is [{ Value: var key }] ? Element(name, key, member, isConstrained) : Origin(name, null, member);
    }

    /// <summary>The same, where it comes out of <c>Request.Query.TryGetValue("q", out var text)</c>.</summary>
    public static UnboundedOrigin? OfOutArgument(IOperation argument, Func<string, bool> isConstrained)
        => argument is IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: { } collection, Arguments: [var key, ..] } }
            && CollectionOf(collection) is { } name ? Element(name, key.Value, argument, isConstrained) : null;

    /// <summary>All that was sent in one of the collections, the names as well as the values; null for anything else. Names of route values are the program's.</summary>
    public static UnboundedOrigin? OfAll(IOperation collection) => CollectionOf(collection) is { } name and not RouteValues ? Origin(name, null, collection) : null;

    /// <summary>The same of <c>context.GetRouteValue("id")</c>.</summary>
    public static UnboundedOrigin? Of(IInvocationOperation call, Func<string, bool> isConstrained)
        => RouteValue.Contains(call.TargetMethod) && CallSite.Of(call)?.Argument("key") is { } key ? Element(RouteValues, key, call, isConstrained) : null;

    /// <summary>True for a text that is bound from one of them: by an attribute, or because nothing else is left for a text.</summary>
    public static bool IsBound(IParameterSymbol parameter) => IsText(parameter.Type) && (IsBoundBy(parameter) ?? true) && !ValidatedInputs.MayBeFew(parameter);

    /// <summary>The same of a list of texts, which only an attribute keeps from being read from the body.</summary>
    public static bool AreBound(IParameterSymbol parameter) => IsListOfTexts(parameter.Type) && IsBoundBy(parameter) == true && !ValidatedInputs.MayBeFew(parameter);

    /// <summary>The same of a member of an object that is bound part by part, <c>[AsParameters] Search search</c>, or of a property of a page that is filled.</summary>
    public static bool IsBound(IPropertySymbol property, ISymbol whole)
    {
        if (!IsText(property.Type) || !IsTakenApart(whole) || ValidatedInputs.MayBeFew(property)) return false;
        var isBound = IsBoundBy(property);
        // A record's attributes stand at its parameters.
        foreach (var constructor in property.ContainingType.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == property.Name)
                {
                    if (ValidatedInputs.MayBeFew(parameter)) return false;
                    isBound ??= IsBoundBy(parameter);
                }
        return isBound ?? true;
    }

    private static bool IsListOfTexts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } => true,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }], ContainingNamespace: var space } => space.Is("System.Collections.Generic"),
        _ => false,
    };

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || AreValues(type);

    /// <summary>MVC takes every object apart that comes from elsewhere than the body, unless its type is made of one text.</summary>
    private static bool IsTakenApart(ISymbol whole)
    {
        if (whole is IPropertySymbol { Type: var filled }) return IsText(filled) || !IsMadeOfText(filled);
        foreach (var attribute in whole.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: var name, ContainingNamespace: var space }) continue;
            if (name == "AsParametersAttribute" && space.Is(Http)) return true;
            if (Bindings.Contains(name) && space.Is(Mvc) && whole is IParameterSymbol { ContainingSymbol: IMethodSymbol method, Type: var type } && EntryPoints.IsBoundByMvc(method)) return !IsMadeOfText(type);
        }
        return false;
    }

    private static bool IsMadeOfText(ITypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass?.Name is "TypeConverterAttribute" or "ModelBinderAttribute") return true;
        var space = type.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space is null or { Name: "System" } || !type.GetMembers("TryParse").IsEmpty;
    }

    /// <summary>True for a property of a page that a request fills, <c>[BindProperty]</c>: one that only asks for the page does so where the attribute says it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="handler">The name of the method that reads it.</param>
    public static bool IsFilled(IPropertySymbol property, string handler)
    {
        foreach (var attribute in property.GetAttributes())
            if (attribute.AttributeClass is { Name: "BindPropertyAttribute", ContainingNamespace: var space } && space.Is(Mvc))
                return handler.StartsWith("OnPost", StringComparison.Ordinal) || attribute.NamedArguments.Any(static given => given is { Key: "SupportsGet", Value.Value: true });
        return false;
    }

    /// <summary>Null where no attribute tells.</summary>
    private static bool? IsBoundBy(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass is { Name: var name, ContainingNamespace: var space } && (space.Is(Mvc) || space.Is(Http) || space.Is("Microsoft.Extensions.DependencyInjection")))
            {
                if (Bindings.Contains(name)) return true;
                if (OtherBindings.Contains(name)) return false;
            }
        return null;
    }

    /// <summary>The texts that were sent under one name, mostly one.</summary>
    public static bool AreValues(ITypeSymbol? type) => type.Is("Microsoft.Extensions.Primitives", "StringValues");

    /// <summary>The name of the collection, as <c>HttpRequest</c> has it. A response has headers too, and routes are dictionaries like others: those must be the request's own.</summary>
    private static string? CollectionOf(IOperation collection)
    {
        collection = CallSite.Unwrap(CallSite.ObjectOf(collection));
        if (collection.Type is { Name: var type } && Collections.TryGetValue(type, out var name) && collection.Type.Is(Http, type)) return name;
        if (collection is not IPropertyReferenceOperation { Property: { Name: var property, ContainingType: var owner } }) return null;
        return property switch
        {
            "Headers" or RouteValues when owner.Is(Http, "HttpRequest") => property,
            "Values" when owner.Is("Microsoft.AspNetCore.Routing", "RouteData") => RouteValues,
            _ => null,
        };
    }

    private static UnboundedOrigin? Element(string collection, IOperation key, IOperation source, Func<string, bool> isConstrained)
    {
        if (key.ConstantValue is not { HasValue: true, Value: string name }) return Origin(collection, null, source);
        return collection == RouteValues && (DeclaredParts.Contains(name) || isConstrained(name)) ? null : Origin(collection, name, source);
    }

    private static UnboundedOrigin Origin(string collection, string? key, IOperation source) => new($"HttpRequest.{collection}[{(key is null ? "…" : $"\"{key}\"")}]", UnboundedCause.Other, source);
}
