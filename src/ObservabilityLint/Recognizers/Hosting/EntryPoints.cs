using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The functions that a framework calls for each request or message, with a span of its own around them: controllers' actions, pages, endpoints, gRPC and SignalR methods, middleware, filters,
/// functions and message handlers. Their span ends when they return.
/// </summary>
internal static class EntryPoints
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc", AspNetCore = "Microsoft.AspNetCore.Http", Routing = "Microsoft.AspNetCore.Builder", Hosting = "Microsoft.Extensions.Hosting";

    private static readonly HashSet<string> Mappings = ["Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", "Run", "Use", "AddEndpointFilter"];

    /// <summary>The calls that map an endpoint or add a middleware or a filter.</summary>
    public static NamedWords MappingNames { get; } = new(Mappings, isKept: true);

    /// <summary>What a message handler (or a part of the handling of a request) derives from or implements, and the method that is called for each message.</summary>
    private static readonly Dictionary<string, (string Namespace, string Method)> Handlers = new()
    {
        ["IConsumer`1"] = ("MassTransit|SlimMessageBus", "Consume|OnHandle"), ["IJobConsumer`1"] = ("MassTransit", "Run"), ["IHandleMessages`1"] = ("NServiceBus|Rebus.Handlers", "Handle"),
        ["IMessageHandler`1"] = ("KafkaFlow", "Handle"), ["IJob"] = ("Quartz", "Execute"), ["RequestHandlerAsync`1"] = ("Paramore.Brighter", "HandleAsync"), ["IConsumeAsync`1"] = ("EasyNetQ.AutoSubscribe", "ConsumeAsync"),
        ["IExceptionHandler"] = ("Microsoft.AspNetCore.Diagnostics", "TryHandleAsync"), ["IClaimsTransformation"] = ("Microsoft.AspNetCore.Authentication", "TransformAsync"),
    };

    /// <summary>Parts of the handling of a request: the interface, and the method that is called for each.</summary>
    private static readonly Dictionary<string, (string Namespace, string Method)> Parts = new()
    {
        ["IEndpointFilter"] = (AspNetCore, "InvokeAsync"), ["IHubFilter"] = ("Microsoft.AspNetCore.SignalR", "InvokeMethodAsync"), ["IResult"] = (AspNetCore, "ExecuteAsync"),
        ["IActionResult"] = (Mvc, "ExecuteResultAsync"), ["IModelBinder"] = (Mvc + ".ModelBinding", "BindModelAsync"),
    };

    /// <summary>The handlers that are not kept from one message to the next.</summary>
    private static readonly Dictionary<string, string> MadePerMessage = new() { ["IConsumer`1"] = "MassTransit", ["IJobConsumer`1"] = "MassTransit", ["IHandleMessages`1"] = "NServiceBus|Rebus.Handlers", ["IJob"] = "Quartz" };

    private static readonly HashSet<string> FunctionAttributes = ["FunctionAttribute", "FunctionNameAttribute"];
    private static readonly HashSet<string> HandlerAttributes = ["FunctionAttribute", "FunctionNameAttribute", "CapSubscribeAttribute", "WolverineHandlerAttribute"];
    private static readonly HashSet<string> TestAttributes = ["FactAttribute", "TheoryAttribute", "TestAttribute", "TestCaseAttribute", "TestMethodAttribute"];

    /// <summary>A method that is called for each request or message.</summary>
    public static bool IsEntryPoint(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.DeclaredAccessibility != Accessibility.Public || method.ContainingType is not { } type) return false;
        if (IsOfMessage(method)) return true;
        if (method.IsStatic) return false;
        return IsBoundByMvc(method)
            || IsServedBy(method)
            || method.Name is "Invoke" or "InvokeAsync" && method.Parameters.Length > 0 && method.Parameters[0].Type.Is(AspNetCore, "HttpContext")
            || method.Name is "Invoke" or "InvokeAsync" && type.IsOrInherits(Mvc, "ViewComponent")
            || IsOfFilter(method) || IsOfOne(method, type, Parts);
    }

    /// <summary>A method that is called for each message, job or event: its span is of the library that calls it, and not one of a server's.</summary>
    public static bool IsOfMessage(IMethodSymbol method)
        => method.ContainingType is { } type && (HasAttribute(method, HandlerAttributes) || IsOfWolverine(method, type) || !method.IsStatic && IsMessageHandler(method, type));

    /// <summary>A method of a gRPC service or a hub: its parameters are what a client sends.</summary>
    public static bool IsServedBy(IMethodSymbol method)
        => method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { } type }
            && (method.IsOverride && HasParameter(method, "Grpc.Core", "ServerCallContext") || type.IsOrInherits("Microsoft.AspNetCore.SignalR", "Hub"));

    /// <summary>A controller's action or a page's handler: its simple parameters are what a client sends.</summary>
    public static bool IsBoundByMvc(IMethodSymbol method)
        => method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, ContainingType: { } type }
            && (IsController(type) && !HasAttribute(method, "NonActionAttribute") || method.Name.StartsWith("On", StringComparison.Ordinal) && type.IsOrInherits(Mvc + ".RazorPages", "PageModel"));

    /// <summary>An attribute of the method gives it a verb or a route, or it handles a page's: nobody but the framework is meant to call it.</summary>
    public static bool IsRouted(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
            if (attribute.AttributeClass is { Name: var name } && (name is "RouteAttribute" or "AcceptVerbsAttribute" or "ActionNameAttribute" || name.StartsWith("Http", StringComparison.Ordinal))) return true;
        return !IsController(method.ContainingType);
    }

    /// <summary>A lambda or method that is handed to a call that maps an endpoint or adds a middleware or a filter.</summary>
    public static bool IsEndpoint(IOperation function)
    {
        return CallSite.RunnerOf(function) is IInvocationOperation { TargetMethod: var method }
            && Mappings.Contains(method.Name) && (method.ReducedFrom ?? method).ContainingNamespace is var space && (space.Is(Routing) || space.Is(AspNetCore))
            && !(function is IAnonymousFunctionOperation { Symbol.Parameters: [{ Type: { Name: "IApplicationBuilder" or "RequestDelegate" } only }] } && (only.ContainingNamespace.Is(Routing) || only.ContainingNamespace.Is(AspNetCore)));
    }

    /// <summary>A parameter of a lambda that is an endpoint, seen from a place in it.</summary>
    public static bool IsParameterOfEndpoint(IParameterSymbol parameter, IOperation place)
    {
        for (var outer = place.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)) return IsEndpoint(lambda);
        return false;
    }

    /// <summary>What a host calls when the program starts and stops, and what runs before anything else: no request's span is current in it.</summary>
    public static bool IsOfHost(IMethodSymbol method)
        => IsOfService(method) || method is { Name: "Main" or "<Main>$" or "<Main>", IsStatic: true };

    /// <summary>A method of a hosted service that the host calls.</summary>
    public static bool IsOfService(IMethodSymbol method)
        => method.Name is "StartAsync" or "StopAsync" or "StartingAsync" or "StartedAsync" or "StoppingAsync" or "StoppedAsync" or "ExecuteAsync" && method.ContainingType.IsOrInherits(Hosting, "IHostedService");

    /// <summary>A lambda or method that the host calls when it has started, or stops: <c>lifetime.ApplicationStarted.Register(() => …)</c></summary>
    public static bool IsCalledByHost(IOperation function)
        => CallSite.RunnerOf(function) is IInvocationOperation { TargetMethod.Name: "Register", Instance: IPropertyReferenceOperation { Property: { Name: "ApplicationStarted" or "ApplicationStopping" or "ApplicationStopped", ContainingType: var lifetime } } } && lifetime.Is(Hosting, "IHostApplicationLifetime");

    /// <summary>A type of which a framework makes an object for each request: controllers, pages, view components, hubs and gRPC services.</summary>
    public static bool IsMadePerRequest(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsStatic) return false;
        if (IsController(type) || type.IsOrInherits(Mvc + ".RazorPages", "PageModel") || type.IsOrInherits(Mvc, "ViewComponent") || type.IsOrInherits("Microsoft.AspNetCore.SignalR", "Hub")) return true;
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { IsOverride: true } method && HasParameter(method, "Grpc.Core", "ServerCallContext")) return true;
        return false;
    }

    /// <summary>A type of which a library makes an object for each message, job or event, unless it is told otherwise.</summary>
    public static bool IsMadePerMessage(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsStatic) return false;
        foreach (var implemented in type.AllInterfaces)
            if (MadePerMessage.TryGetValue(implemented.MetadataName, out var space) && IsOneOf(implemented.ContainingNamespace.ToDisplayString(), space)) return true;
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { IsStatic: false } && HasAttribute(member, FunctionAttributes)) return true;
        return false;
    }

    /// <summary>A method of a filter that a framework calls around a request.</summary>
    public static bool IsOfFilter(IMethodSymbol method)
        => method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { } type } && method.Parameters.Length > 0
            && method.Name.StartsWith("On", StringComparison.Ordinal) && type.IsOrInherits(Mvc + ".Filters", "IFilterMetadata");

    /// <summary>A handler of exceptions that nobody has caught: the process ends with it, and spans that are still open would never be exported.</summary>
    public static bool IsOfCrash(IMethodSymbol? function) => function != null && HasParameter(function, "System", "UnhandledExceptionEventArgs");

    /// <summary>A method that a test framework calls, each in a context of its own.</summary>
    public static bool IsTest(IMethodSymbol method) => HasAttribute(method, TestAttributes);

    private static bool IsController(ITypeSymbol type)
    {
        for (var t = type; t != null; t = t.BaseType!)
            if (t.Is(Mvc, "ControllerBase") || HasAttribute(t, "ApiControllerAttribute")) return true;
        return false;
    }

    private static bool IsMessageHandler(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (IsOfOne(method, type, Handlers)) return true;
        for (var t = type.BaseType; t != null; t = t.BaseType)
            if (method.IsOverride && IsOf(method, t, Handlers)) return true;
        return false;
    }

    /// <summary>It is the method of an interface that the type has.</summary>
    private static bool IsOfOne(IMethodSymbol method, INamedTypeSymbol type, Dictionary<string, (string Namespace, string Method)> known)
    {
        foreach (var implemented in type.AllInterfaces)
            if (IsOf(method, implemented, known)) return true;
        return false;
    }

    private static bool IsOf(IMethodSymbol method, INamedTypeSymbol type, Dictionary<string, (string Namespace, string Method)> known)
        => known.TryGetValue(type.MetadataName, out var handler) && IsOneOf(method.Name, handler.Method) && IsOneOf(type.ContainingNamespace.ToDisplayString(), handler.Namespace);

    /// <summary>By its convention: <c>Handle</c> or <c>Consume</c> of a public type whose name says that it handles.</summary>
    private static bool IsOfWolverine(IMethodSymbol method, INamedTypeSymbol type)
        => method.Parameters.Length > 0 && IsOneOf(method.Name, "Handle|HandleAsync|Consume|ConsumeAsync") && type.DeclaredAccessibility == Accessibility.Public
            && (type.Name.EndsWith("Handler", StringComparison.Ordinal) || type.Name.EndsWith("Consumer", StringComparison.Ordinal)) && References(type.ContainingModule, "Wolverine");

    private static bool References(IModuleSymbol module, string assembly)
    {
        foreach (var referenced in module.ReferencedAssemblies)
            if (referenced.Name == assembly) return true;
        return false;
    }

    private static bool IsOneOf(string name, string names)
    {
        foreach (var candidate in names.Split('|'))
            if (name == candidate) return true;
        return false;
    }

    private static bool HasParameter(IMethodSymbol method, string @namespace, string name)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Type.IsOrInherits(@namespace, name)) return true;
        return false;
    }

    private static bool HasAttribute(ISymbol symbol, string name) => HasAttribute(symbol, [name]);

    private static bool HasAttribute(ISymbol symbol, HashSet<string> names)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass is { Name: var name } && names.Contains(name)) return true;
        return false;
    }
}
