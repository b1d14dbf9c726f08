using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The end point of an ASP.NET Core request, whose route pattern stands for all the paths that lead to it.</summary>
internal static class RequestRoute
{
    private const string Namespace = "Microsoft.AspNetCore.Routing", Endpoint = "RouteEndpoint", ExtensionsNamespace = "Microsoft.AspNetCore.Http", Extensions = "EndpointHttpContextExtensions", Unmatched = "\"unmatched\"";

    /// <summary>What names the route of a request, or of the action that serves it.</summary>
    private static readonly MemberTable Patterns = new(
        "Microsoft.AspNetCore.Routing.Patterns.RoutePattern.RawText", "Microsoft.AspNetCore.Http.Endpoint.DisplayName", "Microsoft.AspNetCore.Http.Metadata.IRouteDiagnosticsMetadata.Route", "Microsoft.AspNetCore.Mvc.Routing.AttributeRouteInfo.Template");

    /// <summary>What to write over the path of a request. Where the path is only taken for lack of a route, that it has none; where something else is taken for lack of a path, that stays.</summary>
    public static async Task<string?> InPlaceOfAsync(SolutionEdits edits, Document document, IOperation path, SyntaxNode place, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        if (IsTakenForLackOfRoute(place, model, cancellation)) return Unmatched;
        if (ContextOf(path) is not { } context) return null;
        if (await TypeInScope.NameAsync(edits, document, place.SpanStart, Namespace, Endpoint, cancellation).ConfigureAwait(false) is not { } endpoint) return null;
        // The extension that finds the end point.
        if (!await TypeInScope.ImportAsync(edits, document, place.SpanStart, ExtensionsNamespace, Extensions, cancellation).ConfigureAwait(false)) return null;
        var route = $"({context}.GetEndpoint() as {endpoint})?.RoutePattern.RawText";
        if (Alternatives.After(place) is { } after) return after is ThrowExpressionSyntax ? null : route;
        return Alternatives.TakesCoalesce(place) ? $"{route} ?? {Unmatched}" : $"({route} ?? {Unmatched})";
    }

    /// <summary>The path stands for the route where that is missing.</summary>
    public static bool IsTakenForLackOfRoute(SyntaxNode path, SemanticModel model, CancellationToken cancellation)
        => Alternatives.Before(path) is { Count: > 0 } missing && missing.All(other => IsBounded(other, model, cancellation)) && missing.Any(other => IsPattern(model.GetOperation(other, cancellation), model, cancellation));

    private static bool IsBounded(ExpressionSyntax other, SemanticModel model, CancellationToken cancellation)
        => model.GetOperation(other, cancellation) is { } value && (IsPattern(value, model, cancellation) || new OriginAnalysis(model.Compilation).Of(value) is BoundedOrigin);

    /// <summary>The pattern of a route, also where a local holds it, or another writing of it.</summary>
    private static bool IsPattern(IOperation? value, SemanticModel model, CancellationToken cancellation)
        => value is not null && CallSite.Unwrap(new VariableValues(model, cancellation).Follow(CallSite.Unwrap(value))) switch
        {
            IPropertyReferenceOperation { Property: var property } => Patterns.Contains(property),
            ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var matched] } => IsPattern(MatchedWith(matched.GetSyntax(cancellation), model, cancellation), model, cancellation),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String }, Operation: var changed } => IsPattern(changed, model, cancellation),
            IConditionalAccessOperation access => IsPattern(access.WhenNotNull, model, cancellation),
            IInvocationOperation { Instance: { } changed, TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => IsPattern(changed, model, cancellation),
            _ => false,
        };

    /// <summary>What a pattern has found to be a text: the member in <c>is { RoutePattern.RawText: { } route }</c>, the value in <c>raw is { } route</c>.</summary>
    private static IOperation? MatchedWith(SyntaxNode variable, SemanticModel model, CancellationToken cancellation)
    {
        for (var outer = variable.Parent; outer != null; outer = outer.Parent)
            switch (outer)
            {
                case SubpatternSyntax { ExpressionColon: { Expression: var member } }:
                    return model.GetOperation(member, cancellation);
                case IsPatternExpressionSyntax { Expression: var asked }:
                    return model.GetOperation(asked, cancellation);
                case not PatternSyntax:
                    return null;
            }
        return null;
    }

    /// <summary>The expression of the context whose request is asked for its path; null where that is not written there.</summary>
    private static string? ContextOf(IOperation path)
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
