using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>Every recording on an instrument, also on its labelled children.</summary>
internal sealed class InstrumentUses : InstrumentWalk
{
    private readonly ImmutableArray<Recording>.Builder recordings = ImmutableArray.CreateBuilder<Recording>();

    private InstrumentUses(Solution solution, CancellationToken cancellation) : base(solution, cancellation)
    {
    }

    /// <summary>The recordings on the instrument, and the variables that hold it or a child of it; not complete if it is used in any way that is not understood.</summary>
    public static async Task<(ImmutableArray<Recording> Recordings, bool AreComplete, IReadOnlyCollection<ISymbol> Holders)> FindAsync(IOperation declaration, Solution solution, CancellationToken cancellation)
    {
        var uses = new InstrumentUses(solution, cancellation);
        await uses.WalkAsync(declaration).ConfigureAwait(false);
        return (uses.recordings.ToImmutable(), !uses.IsLost, uses.Holders);
    }

    private protected override void Use(IInvocationOperation call)
    {
        if (Recordings.Of(call) is { } recording) recordings.Add(recording);
        else if (Recordings.ParentInstrument(call) != null) Follow(call);
        else IsLost |= !Recordings.IsUnitFree(call.TargetMethod);
    }

    private protected override void Use(IPropertyReferenceOperation property)
    {
        if (Recordings.ParentInstrument(property) != null) Follow(property);
        else IsLost |= !Recordings.IsUnitFree(property.Property);
    }
}
