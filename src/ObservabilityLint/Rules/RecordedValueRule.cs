using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules;

/// <summary>A rule about the values that are recorded on an instrument, or that its callback reports: <see cref="Check"/> sees each of them beside the declaration, live in the editor.</summary>
public abstract class RecordedValueRule : TelemetryRule
{
    private protected RecordedValueRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    /// <summary>A file without any of these words has no value that the rule speaks of.</summary>
    private protected abstract string[] Words { get; }

    /// <summary>Those of them that are rare: a call that is given one is looked at, whatever it is called on.</summary>
    private protected abstract string[] TellingWords { get; }

    /// <summary>The value is of interest, if this is the unit of its instrument.</summary>
    private protected abstract bool Concerns(IOperation value, UnitWord declared, VariableValues variables);

    /// <param name="value">One of the values that may be recorded.</param>
    /// <param name="place">Where a finding sits.</param>
    /// <param name="instrument">The declaration.</param>
    /// <param name="variables">Follows values.</param>
    /// <param name="isHandedOn">A method of the program is given the value, and records it.</param>
    /// <param name="report">Speaks.</param>
    private protected abstract void Check(IOperation value, Location place, InstrumentDeclaration instrument, VariableValues variables, bool isHandedOn, Report report);

    private protected sealed override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        var recordings = new DeclaredRecordings(facts, Words, TellingWords);
        start.RegisterSemanticModelAction(context =>
        {
            var (model, variables, report) = (Models.Of(context.SemanticModel), new VariableValues(start.Compilation, context.CancellationToken), Report.On(context, Descriptor));
            foreach (var (recording, instrument) in recordings.Of(model, (recording, unit) => MayConcern(recording, unit, variables), context.CancellationToken))
                if (recording.Value is { } recorded)
                    foreach (var value in Choices.Of(recorded)) Check(value, value.Syntax.GetLocation(), instrument, variables, isHandedOn: false, report);
            foreach (var (recording, instrument) in recordings.HandedOn(model, context.CancellationToken))
                foreach (var value in Choices.Of(recording.Value!)) Check(value, value.Syntax.GetLocation(), instrument, variables, isHandedOn: true, report);
            foreach (var instrument in facts.Instruments(model, context.CancellationToken))
                foreach (var value in ObservedNumber.Of(instrument, variables))
                    Check(value, value.Syntax.SyntaxTree == model.SyntaxTree ? value.Syntax.GetLocation() : instrument.Name.Location, instrument, variables, isHandedOn: false, report);
        });
    }

    private bool MayConcern(Recording recording, UnitWord declared, VariableValues variables)
    {
        if (recording.Value is not { } recorded) return false;
        foreach (var value in Choices.Of(recorded))
            if (Concerns(value, declared, variables)) return true;
        return false;
    }
}
