using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What baggage holds: what a client sends. Where the program itself sets the key that is read, it is what it sets, unless nothing bounds that either.</summary>
internal sealed class BaggageOrigins(OriginAnalysis analysis)
{
    private ImmutableArray<IInvocationOperation> writes;

    public ValueOrigin Of(IOperation read, TraceBudget budget)
    {
        var sent = SentBaggage.Origin(read);
        var key = SentBaggage.KeyOf(read);
        var isSet = false;
        foreach (var write in Writes())
        {
            if (key != null && SentBaggage.KeyOf(write) is { } set && set != key) continue;
            if (CallSite.Of(write)?.Argument("value") is not { } value || analysis.Of(value, null, budget) is UnboundedOrigin) continue;
            isSet = true;
        }
        return isSet ? ValueOrigin.Unknown : sent;
    }

    /// <summary>The same of all entries together: a program that is sent requests is sent more than it sets itself.</summary>
    public ValueOrigin OfAll(IOperation entries, TraceBudget budget)
        => Of(entries, budget) is UnboundedOrigin sent ? sent : SentBaggage.IsReceivedIn(analysis.Compilation) ? SentBaggage.Origin(entries) : ValueOrigin.Unknown;

    private ImmutableArray<IInvocationOperation> Writes()
    {
        if (!writes.IsDefault) return writes;
        var found = ImmutableArray.CreateBuilder<IInvocationOperation>();
        foreach (var tree in analysis.Compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(SentBaggage.Writers, CancellationToken.None))
                if (analysis.OperationAt(call.Node) is IInvocationOperation write && SentBaggage.IsWrite(write)) found.Add(write);
        return writes = found.ToImmutable();
    }
}
