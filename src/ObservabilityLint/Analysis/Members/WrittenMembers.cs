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
        var all = trace.In(null, inside => OfObjects(written, reference, inside) ?? Of(written, member, reference.Instance is null or IInstanceReferenceOperation, inside));
        trace.Close(member);
        return all == ValueOrigin.Nothing ? null : all;
    }

    /// <summary>
    /// What all objects hold that are ever made, as their constructor is given it. That a method is given such an object is said at its call, and of the object itself at its creation
    /// (<see cref="LabelWrappers"/>).
    /// </summary>
    private static UnboundedOrigin? OfObjects(WrittenValues written, IMemberReferenceOperation reference, OriginTrace trace)
    {
        if (reference.Instance is null or IInstanceReferenceOperation or IParameterReferenceOperation) return null;
        var given = written.Parameter is { } parameter ? (written.TryGet(0, out _) ? null : parameter)
            : written.Only is { } only && CallSite.Unwrap(only) is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } passed } ? passed : null;
        return given is null ? null : trace.Analysis.Passed.SentFor(given, trace);
    }

    private static ValueOrigin? Of(WrittenValues written, ISymbol member, bool isOwn, OriginTrace trace)
    {
        var bounded = written.Parameter is { } parameter ? BoundedSources.Of(parameter) ?? trace.Analysis.Passed.Of(parameter, trace.Asked, trace.Budget) ?? ValueOrigin.Unknown : ValueOrigin.Nothing;
        UnboundedOrigin? unbounded = null;
        var isAlwaysUnbounded = written.Parameter is null;
        for (var i = 0; written.TryGet(i, out var given); i++)
        {
            if (given is null) return null;
            if (given.TellsNothing)
            {
                (bounded, isAlwaysUnbounded) = (ValueOrigin.Unknown, false);
                if (!isOwn) return null;
                continue;
            }
            if (given.Bind() is not { } value) return null;
            var one = trace.Of(value);
            bounded = bounded.Or(one is UnboundedOrigin ? ValueOrigin.Unknown : one);
            if (one is UnboundedOrigin many && IsAnotherEachTime(many, value) && !IsTestedAfter(value, member)) unbounded ??= many;
            else isAlwaysUnbounded = false;
            // Of another object tells only what all writes agree on.
            if (!isOwn && !isAlwaysUnbounded && bounded == ValueOrigin.Unknown) return null;
        }
        if (unbounded != null && (isOwn || isAlwaysUnbounded)) return unbounded;
        return bounded is BoundedOrigin || bounded == ValueOrigin.Nothing ? bounded : null;
    }

    /// <summary>
    /// An id or a time may be written once in the life of the process; what others send, or an exception says, is another each time.
    /// What a constructor writes is another only if there is more than one object, as there is of those that are made for a request.
    /// </summary>
    public static bool IsAnotherEachTime(UnboundedOrigin origin, IOperation value)
        => RequestObjects.IsMadeThere(value)
            || (origin.Cause == UnboundedCause.ExceptionText || SentValues.Is(origin)) && value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) };

    /// <summary>The same of a tag that objects keep. One that a constructor makes of what it is given is seen from the call of that.</summary>
    public static bool IsAnotherInEach(UnboundedOrigin origin, IOperation kept, CallFrame? frame)
    {
        if (frame is { Method.MethodKind: MethodKind.Constructor }) return SentValues.Is(origin) || ScopeObjects.AreMadeIn(frame) || ScopeObjects.AreUsedBy(frame);
        while (frame?.Caller is { } caller) frame = caller;
        return IsAnotherEachTime(origin, kept) && (frame is null || IsAnotherEachTime(origin, frame.Call.Operation));
    }

    /// <summary>The code that writes the member looks at it again, and may replace what it does not know: <c>if (!Known.Contains(path)) path = "other";</c></summary>
    private static bool IsTestedAfter(IOperation value, ISymbol member)
    {
        var root = Body.RootOf(value);
        foreach (var operation in root.Descendants())
        {
            if (operation is not IMemberReferenceOperation { Member: var read } || !SourceSymbols.AreSame(read.OriginalDefinition, member)) continue;
            for (IOperation inner = operation; inner.Parent is { } outer; inner = outer)
                if (outer is IConditionalOperation choice && choice.Condition == inner || outer is ISwitchOperation @switch && @switch.Value == inner || outer is ISwitchExpressionOperation expression && expression.Value == inner) return true;
        }
        return false;
    }
}
