using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Requests that are sent through HttpClient or HttpMessageInvoker, the JSON extensions included.</summary>
internal sealed class HttpCalls : IContextRecognizer
{
    private const string Namespace = "System.Net.Http", JsonNamespace = "System.Net.Http.Json";

    private static readonly HashSet<string> Verbs =
    [
        "SendAsync", "Send", "GetAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync",
        "GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync", "DeleteFromJsonAsync",
    ];

    public ImmutableArray<string> Anchors => ImmutableArray<string>.Empty;

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".HttpClient");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } || !Verbs.Contains(method.Name)) return;
        var type = (method.ReducedFrom ?? method).ContainingType;
        // A handler that hands a request on (`base.SendAsync`) sends it as part of the caller's request.
        if (type.IsOrInherits(Namespace, "HttpMessageInvoker") || type.Is(JsonNamespace, "HttpClientJsonExtensions"))
            found.Add(new OutgoingCall(operation, WorkKinds.Http, AsyncSibling: method.Name == "Send" ? "SendAsync" : null));
    }
}
