using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Which trace a header speaks of: also one that a private method writes of what all of its callers give it.</summary>
internal static class GivenHeader
{
    public static HeaderOrigin OriginOf(TraceHeader header, ContextFacts facts, CancellationToken cancellation)
    {
        if (header.Origin != HeaderOrigin.Unknown || HeaderWrite.Of(header.Write) is not { } write || Callers.MethodAround(header.Write) is not { DeclaredAccessibility: Accessibility.Private } method) return header.Origin;
        var variables = new VariableValues(facts.Compilation, cancellation);
        if (HeaderOrigins.ParameterIn(write.Value, variables) is not { } given) return header.Origin;
        var origin = HeaderOrigin.Unknown;
        foreach (var call in facts.Graph.CallersOf(method, cancellation))
            if (call.ArgumentFor(given) is not { Value: var value } || (origin = HeaderOrigins.Of(value, variables)) == HeaderOrigin.Unknown) return HeaderOrigin.Unknown;
        return origin;
    }
}
