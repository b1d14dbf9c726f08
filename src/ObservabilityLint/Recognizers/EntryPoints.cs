using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The functions that a framework calls for each request or message, with a span of its own around them: controllers' actions, endpoints, gRPC and SignalR methods, middleware and message handlers.
/// </summary>
internal static class EntryPoints
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc", AspNetCore = "Microsoft.AspNetCore.Http", Routing = "Microsoft.AspNetCore.Builder";

    private static readonly HashSet<string> Mappings = ["Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", "Run", "Use"];

    /// <summary>Message handlers by shape: the method that an interface with one of these names declares.</summary>
    private static readonly Dictionary<string, string> HandlerInterfaces = new()
    {
        ["IConsumer`1"] = "Consume", ["IHandleMessages`1"] = "Handle", ["IMessageHandler`1"] = "Handle", ["IMessageHandler`2"] = "Handle", ["IJob"] = "Execute",
    };

    public static bool IsEntryPoint(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.IsStatic || method.ContainingType is not { } type) return false;
        if (method.DeclaredAccessibility == Accessibility.Public && IsController(type) && !HasAttribute(method, "NonActionAttribute")) return true;
        if (method.DeclaredAccessibility == Accessibility.Public && method.IsOverride && HasParameter(method, "Grpc.Core", "ServerCallContext")) return true;
        if (method.DeclaredAccessibility == Accessibility.Public && type.IsOrInherits("Microsoft.AspNetCore.SignalR", "Hub")) return true;
        if (method.Name is "Invoke" or "InvokeAsync" && method.Parameters.Length > 0 && method.Parameters[0].Type.Is(AspNetCore, "HttpContext")) return true;
        return IsMessageHandler(method, type);
    }

    /// <summary>A lambda (or local function) that is handed to a call that maps an endpoint.</summary>
    public static bool IsEndpoint(IOperation function)
    {
        var parent = function.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) parent = parent.Parent;
        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } }
            && Mappings.Contains(method.Name) && (method.ReducedFrom ?? method).ContainingNamespace.Is(Routing);
    }

    private static bool IsController(ITypeSymbol type)
    {
        for (var t = type; t != null; t = t.BaseType!)
            if (t.Is(Mvc, "ControllerBase") || HasAttribute(t, "ApiControllerAttribute")) return true;
        return false;
    }

    private static bool IsMessageHandler(IMethodSymbol method, INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
            if (HandlerInterfaces.TryGetValue(implemented.MetadataName, out var name) && (method.Name == name || method.Name == name + "Async")) return true;
        return false;
    }

    private static bool HasParameter(IMethodSymbol method, string @namespace, string name)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Type.IsOrInherits(@namespace, name)) return true;
        return false;
    }

    private static bool HasAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass?.Name == name) return true;
        return false;
    }
}
