using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The units that the recorded values of an instrument show by themselves: <c>watch.ElapsedMilliseconds</c> is in milliseconds whatever the declaration says.</summary>
internal static class RecordedUnits
{
    /// <summary>True if some of what is recorded is in another unit: a declaration would then speak for values that it does not fit, and only the author can tell which of the two is meant.</summary>
    public static async Task<bool> ContradictAsync(InstrumentDeclaration instrument, string unit, Solution solution, CancellationToken cancellation)
        => (await OfAsync(instrument, solution, cancellation).ConfigureAwait(false)).Any(recorded => recorded.Code != unit);

    /// <summary>The units that are shown; values that show none say nothing.</summary>
    public static async Task<ISet<RecordedUnit>> OfAsync(InstrumentDeclaration instrument, Solution solution, CancellationToken cancellation)
    {
        var units = new HashSet<RecordedUnit>();
        if (await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { } declaration) return units;
        foreach (var value in instrument.IsObservable ? await ObservedAsync(instrument, declaration, solution, cancellation).ConfigureAwait(false) : await RecordedAsync(declaration, units, solution, cancellation).ConfigureAwait(false))
            if (value.SemanticModel is { } model && RecordedUnit.Of(value, new VariableValues(model, cancellation)) is { IsOfClock: false } unit) units.Add(unit);
        return units;
    }

    private static async Task<IEnumerable<IOperation>> RecordedAsync(IOperation declaration, HashSet<RecordedUnit> units, Solution solution, CancellationToken cancellation)
    {
        var recordings = (await InstrumentUses.FindAsync(declaration, solution, cancellation).ConfigureAwait(false)).Recordings;
        if (recordings.Any(recording => recording.Effect == RecordingEffect.Time)) units.Add(new RecordedUnit("seconds", 1));
        return recordings.Select(recording => recording.Value).OfType<IOperation>();
    }

    private static async Task<IEnumerable<IOperation>> ObservedAsync(InstrumentDeclaration instrument, IOperation declaration, Solution solution, CancellationToken cancellation)
    {
        if (instrument.Callback?.DeclaringSyntaxReferences is not [var reference]) return declaration.Descendants().OfType<IAnonymousFunctionOperation>().SelectMany(ObservedValues.In);
        if (solution.GetDocument(reference.SyntaxTree) is not { } document || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return [];
        return model.GetOperation(await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false), cancellation) is { } method ? ObservedValues.In(method) : [];
    }
}
