using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Requests that are sent through HttpClient or HttpMessageInvoker (the JSON extensions included), through WebRequest, or by a gRPC client.</summary>
internal sealed class HttpCalls : IContextRecognizer
{
    private const string Namespace = "System.Net.Http", JsonNamespace = "System.Net.Http.Json", Grpc = "Grpc.Core";

    private static readonly HashSet<string> Verbs =
    [
        "SendAsync", "Send", "GetAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync",
        "GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync", "DeleteFromJsonAsync",
    ];

    /// <summary>The names of the calls that may be given a cancellation token.</summary>
    public static IEnumerable<string> CallNames => Verbs;

    public ImmutableArray<string> Anchors => ImmutableArray<string>.Empty;

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".HttpClient");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (Of(operation) is { } call) found.Add(call);
    }

    public static OutgoingCall? Of(IOperation operation)
        => operation is IInvocationOperation { TargetMethod: var method } && IsRequest(method)
            ? new OutgoingCall(operation, WorkKinds.Http, AsyncSibling: method.Name == "Send" ? "SendAsync" : null) { IsRead = method.Name.StartsWith("Get", StringComparison.Ordinal) }
            : null;

    /// <summary>A handler hands the request on to the next one, by which it is sent in the end: <c>base.Send(request, token)</c>.</summary>
    public static bool IsHandedOn(IInvocationOperation call)
        => call is { TargetMethod: { Name: "SendAsync" or "Send", ContainingType: var type }, Instance: IInstanceReferenceOperation } && type.IsOrInherits(Namespace, "HttpMessageHandler");

    /// <summary>What a gRPC client, and each of its interceptors, gives back while the call goes on.</summary>
    public static bool IsStartedCall(ITypeSymbol type)
        => type.OriginalDefinition.MetadataName is "AsyncUnaryCall`1" or "AsyncClientStreamingCall`2" or "AsyncServerStreamingCall`1" or "AsyncDuplexStreamingCall`2" && type.ContainingNamespace.Is(Grpc);

    private static bool IsRequest(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method).ContainingType;
        // A handler that hands a request on (`base.SendAsync`) sends it as part of the caller's request.
        if (Verbs.Contains(method.Name)) return type.IsOrInherits(Namespace, "HttpMessageInvoker") || type.Is(JsonNamespace, "HttpClientJsonExtensions");
        if (method.Name is "GetResponse" or "GetResponseAsync" or "GetRequestStream" or "GetRequestStreamAsync") return type.IsOrInherits("System.Net", "WebRequest");
        return IsOfGrpcClient(method, type);
    }

    /// <summary>The generated methods of a client come in pairs: one takes call options, the other what they are made of.</summary>
    private static bool IsOfGrpcClient(IMethodSymbol method, ITypeSymbol type)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Type is INamedTypeSymbol { Name: "CallOptions" or "Metadata" } options && options.ContainingNamespace.Is(Grpc)) return type.IsOrInherits(Grpc, "ClientBase");
        return false;
    }
}
