using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// Trace context that is written into the headers of HTTP requests: those of HttpRequestMessage and HttpClient, of WebRequest and WebClient, by the code itself or by a method of the program that it hands the name to.
/// </summary>
internal sealed class TraceHeaders : IContextRecognizer
{
    private const string Http = "System.Net.Http", Header = "traceparent";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create(Header, "Traceparent", "TraceParent");

    /// <summary>Other frameworks (and libraries for all of them) have no client that writes the header.</summary>
    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Http + ".SocketsHttpHandler");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (HeaderWrite.Of(operation) is { } write && (write.IsIntoRequest ? IsTraceParent(write.Name) || IsTraceParent(texts.Read(write.Name)?.Value) : write.IsOfCollection && IsTraceParent(write.Name) && HeaderWrite.IsHandedOn(operation, texts.Variables)))
        {
            found.Add(new TraceHeader(operation, HeaderOrigins.Of(write.Value, texts.Variables), write.IsForAllRequests));
            return;
        }
        if (HeaderWrite.Of(operation) is { IsIntoRequest: true } each)
            foreach (var (entry, name, value) in HeaderEntries.Of(each, texts.Variables))
                if (IsTraceParent(name)) found.Add(new TraceHeader(entry, HeaderOrigins.Of(value, texts.Variables), each.IsForAllRequests));
        if (operation is IInvocationOperation { Arguments.Length: > 1 } call)
            foreach (var argument in call.Arguments)
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } name, Value: var key } && IsTraceParent(key) && HeaderWrite.In(call, name, texts.Variables) is var (written, isForAll))
                    found.Add(new TraceHeader(argument, written, isForAll));
    }

    private static bool IsTraceParent(IOperation key) => key.ConstantValue is { HasValue: true, Value: string text } && IsTraceParent(text)
        // ASP.NET Core's list of names has no constants.
        || CallSite.Unwrap(key) is IFieldReferenceOperation { Field: { Name: "TraceParent", ContainingType: var names } } && names.Is("Microsoft.Net.Http.Headers", "HeaderNames");

    private static bool IsTraceParent(string? key) => string.Equals(key, Header, System.StringComparison.OrdinalIgnoreCase);
}
