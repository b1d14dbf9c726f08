using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Objects that are made with a request, a message or a connection in hand: there are as many as there are of these, so that what one of them holds is another each time.</summary>
internal static class RequestObjects
{
    private const string Http = "Microsoft.AspNetCore.Http", Network = "System.Net";

    /// <summary>What stands for one request, message or connection, by the name of its type.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["HttpContext"] = Http, ["HttpRequest"] = Http, ["HttpResponse"] = Http, ["ConnectionInfo"] = Http, ["IQueryCollection"] = Http, ["IHeaderDictionary"] = Http, ["IFormCollection"] = Http, ["IRequestCookieCollection"] = Http, ["WebSocketManager"] = Http,
        ["IHttpRequestFeature"] = Http + ".Features", ["BaseConnectionContext"] = "Microsoft.AspNetCore.Connections", ["ConnectionContext"] = "Microsoft.AspNetCore.Connections", ["HubCallerContext"] = "Microsoft.AspNetCore.SignalR",
        ["ActionContext"] = "Microsoft.AspNetCore.Mvc", ["HttpListenerContext"] = Network, ["HttpListenerRequest"] = Network, ["HttpRequestMessage"] = Network + ".Http", ["Socket"] = Network + ".Sockets", ["TcpClient"] = Network + ".Sockets", ["NetworkStream"] = Network + ".Sockets", ["IDuplexPipe"] = "System.IO.Pipelines",
        ["ServiceBusReceivedMessage"] = "Azure.Messaging.ServiceBus", ["BasicDeliverEventArgs"] = "RabbitMQ.Client.Events", ["ConsumeResult`2"] = "Confluent.Kafka",
        ["ServerCallContext"] = "Grpc.Core", ["ConsumeContext"] = "MassTransit", ["ConsumeContext`1"] = "MassTransit",
    };

    /// <summary>True for a place in a constructor that is given one, or in an initializer that runs with it.</summary>
    public static bool IsMadeThere(IOperation place)
    {
        for (var scope = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart); scope != null; scope = scope.ContainingSymbol)
            switch (scope)
            {
                case IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }:
                    continue;
                case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                    return AreGivenTo(constructor);
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false }:
                    return AreGivenOne(scope.ContainingType);
                case INamedTypeSymbol type:
                    return IsOfObject(place) && AreGivenOne(type);
                default:
                    return false;
            }
        return false;
    }

    private static bool IsOfObject(IOperation place)
    {
        var root = Body.RootOf(place);
        return root is IFieldInitializerOperation { InitializedFields: [{ IsStatic: false }, ..] } or IPropertyInitializerOperation { InitializedProperties: [{ IsStatic: false }, ..] };
    }

    private static bool AreGivenOne(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            if (!constructor.IsImplicitlyDeclared && !AreGivenTo(constructor)) return false;
        return type.InstanceConstructors is [{ IsImplicitlyDeclared: false }, ..];
    }

    /// <summary>One of the constructor's parameters is one.</summary>
    public static bool AreGivenTo(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
            for (var type = parameter.Type; type != null; type = type.BaseType)
                if (Known.TryGetValue(type.MetadataName, out var space) && type.ContainingNamespace.Is(space)) return true;
        return false;
    }
}
