using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The end point of an ASP.NET Core request, whose route pattern stands for all the paths that lead to it.</summary>
internal static class RequestRoute
{
    public const string Namespace = "Microsoft.AspNetCore.Routing", Endpoint = "RouteEndpoint", ExtensionsNamespace = "Microsoft.AspNetCore.Http", Extensions = "EndpointHttpContextExtensions";

    /// <summary>The expression of the context whose request is asked for its path; null where that is not written there.</summary>
    public static string? ContextOf(IOperation path)
    {
        var request = path switch
        {
            IPropertyReferenceOperation { Instance: { } instance } => instance,
            IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [var first, ..] } => first.Value,
            _ => null,
        };
        if (request is null || CallSite.Unwrap(request) is not { Type: { } type } asked || !type.IsOrInherits(ExtensionsNamespace, "HttpRequest") || asked.Syntax is not ExpressionSyntax written || asked is IConditionalAccessInstanceOperation) return null;
        return asked is IPropertyReferenceOperation { Property.Name: "Request", Instance: { Type: { } context, Syntax: ExpressionSyntax owner } holder } && holder is not (IInstanceReferenceOperation or IConditionalAccessInstanceOperation) && context.IsOrInherits(ExtensionsNamespace, "HttpContext")
            ? owner.ToString()
            : written is MemberBindingExpressionSyntax ? null : $"{written}.HttpContext";
    }
}
