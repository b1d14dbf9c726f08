using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What members hold, as all their writes tell together, whichever object it is.</summary>
internal static class WrittenMembers
{
    /// <summary>
    /// Bounded if all writes are. Unbounded if one is, of the object itself, and of others only if all are: which object it is is not known.
    /// Null where the writes do not tell.
    /// </summary>
    public static ValueOrigin? Of(IMemberReferenceOperation reference, OriginTrace trace)
    {
        var member = reference.Member.OriginalDefinition;
        if (trace.Analysis.Written.Of(member) is not { } written) return null;
        if (!trace.TryOpen(member, out var open)) return open;
        // The writes stand in other methods, which others may call with something else.
        var all = trace.In(null, inside => Of(written, reference.Instance is null or IInstanceReferenceOperation, inside));
        trace.Close(member);
        return all == ValueOrigin.Nothing ? null : all;
    }

    private static ValueOrigin? Of(WrittenValues written, bool isOwn, OriginTrace trace)
    {
        var bounded = written.Parameter is { } parameter ? BoundedSources.Of(parameter) ?? trace.Analysis.Passed.Of(parameter, trace.Asked, trace.Budget) ?? ValueOrigin.Unknown : ValueOrigin.Nothing;
        UnboundedOrigin? unbounded = null;
        var isAlwaysUnbounded = written.Parameter is null;
        foreach (var value in written.Values)
        {
            var one = trace.Of(value);
            bounded = bounded.Or(one is UnboundedOrigin ? ValueOrigin.Unknown : one);
            if (one is UnboundedOrigin many && IsAnotherEachTime(many, value)) unbounded ??= many;
            else isAlwaysUnbounded = false;
        }
        if (unbounded != null && (isOwn || isAlwaysUnbounded)) return unbounded;
        return bounded is BoundedOrigin || bounded == ValueOrigin.Nothing ? bounded : null;
    }

    /// <summary>An id or a time may be written once in the life of the process; what others send, or an exception says, is another each time. What a constructor writes is another only if there is more than one object.</summary>
    private static bool IsAnotherEachTime(UnboundedOrigin origin, IOperation value)
        => (origin.Cause == UnboundedCause.ExceptionText || SentValues.Is(origin)) && value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) };
}
