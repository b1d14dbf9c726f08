using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>Every call that gives labels to an instrument, in all projects. What is then done with the child that it chooses does not matter.</summary>
internal sealed class LabelUses : InstrumentWalk
{
    private readonly List<IInvocationOperation> calls = new();

    private LabelUses(Solution solution, CancellationToken cancellation) : base(solution, cancellation)
    {
    }

    /// <summary>The calls, in the order in which they were found.</summary>
    public ImmutableArray<Measurement> Measurements { get; private set; } = ImmutableArray<Measurement>.Empty;

    /// <summary>No label can be given to the instrument by anything else.</summary>
    public bool AreComplete => !IsLost;

    /// <summary>The uses of what a declaration creates.</summary>
    public static async Task<LabelUses> FindAsync(InstrumentDeclaration instrument, Solution solution, CancellationToken cancellation)
    {
        var uses = new LabelUses(solution, cancellation);
        // What a wrapper or a generator makes of the declaration, and what a callback reports, is elsewhere.
        if (instrument.IsWrapped || instrument.IsObservable || await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not IInvocationOperation creation)
        {
            uses.IsLost = true;
            return uses;
        }
        await uses.WalkAsync(creation).ConfigureAwait(false);
        await uses.ReadAsync(creation, solution, cancellation).ConfigureAwait(false);
        return uses;
    }

    private protected override void Use(IInvocationOperation call)
    {
        if (Recordings.ParentInstrument(call) != null && call.Arguments.IsEmpty) Follow(call);
        else calls.Add(call);
    }

    /// <summary>What the code learns of the labels itself must not change under it.</summary>
    private protected override void Use(IPropertyReferenceOperation property) => IsLost |= property.Property.Name == "LabelNames";

    private async Task ReadAsync(IInvocationOperation creation, Solution solution, CancellationToken cancellation)
    {
        var measurements = ImmutableArray.CreateBuilder<Measurement>();
        foreach (var call in calls.Prepend(creation))
        {
            var found = await AtAsync(call, solution, cancellation).ConfigureAwait(false);
            measurements.AddRange(found);
            IsLost |= found.IsEmpty && call != creation && MayGiveLabels(call);
        }
        Measurements = measurements.ToImmutable();
    }

    private static async Task<ImmutableArray<Measurement>> AtAsync(IInvocationOperation call, Solution solution, CancellationToken cancellation)
    {
        if (solution.GetDocument(call.Syntax.SyntaxTree) is not { } document) return ImmutableArray<Measurement>.Empty;
        return (await FileMeasurements.OfAsync(document, cancellation).ConfigureAwait(false)).Where(measurement => measurement.Syntax == call.Syntax).ToImmutableArray();
    }

    /// <summary>An extension of the program itself may do anything; of the libraries' methods, all that take label values are known as measurements.</summary>
    private static bool MayGiveLabels(IInvocationOperation call)
        => call.TargetMethod.Name == "GetAllLabelValues" || !Recordings.IsOfLibrary(call.TargetMethod) || call.Arguments.Any(argument => argument.Parameter?.Name is "labelValues" or "tags" or "tagList" or "tag" or "tag1");
}
