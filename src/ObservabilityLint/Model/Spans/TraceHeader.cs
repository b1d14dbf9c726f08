using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>Which trace a header that code writes by itself speaks of.</summary>
internal enum HeaderOrigin
{
    /// <summary>The span that is current: the client sends its own child of it.</summary>
    CurrentSpan,

    /// <summary>The request that is being served: its span is current already.</summary>
    IncomingRequest,

    /// <summary>Anything else: a constant, a random id, one that was stored with a job, which no client could know.</summary>
    Unknown,
}

/// <summary>A call or assignment that writes the trace context into the headers of HTTP requests, which the client does by itself.</summary>
/// <param name="Write">The call or assignment; where a method of the program makes it, the argument that names the header.</param>
/// <param name="Origin">What is written.</param>
/// <param name="IsForAllRequests">Into the headers that a client sends with every request.</param>
internal sealed record TraceHeader(IOperation Write, HeaderOrigin Origin, bool IsForAllRequests);
