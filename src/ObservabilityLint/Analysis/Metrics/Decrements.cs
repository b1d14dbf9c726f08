using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a counter is given a negative number somewhere in the compilation.</summary>
internal static class Decrements
{
    public static bool Exist(InstrumentDeclaration counter, Compilation compilation, CancellationToken cancellation)
    {
        var holder = counter.Target?.OriginalDefinition;
        var variables = new VariableValues(compilation, cancellation);
        if (TelemetryFacts.For(compilation, cancellation) is not { } facts) return false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree != counter.Syntax.SyntaxTree && (holder is null or ILocalSymbol || !CallIndex.Of(tree).Mentions(holder.Name, cancellation))) continue;
            foreach (var recording in facts.NegativeRecordings(variables.ModelOf(tree)!, cancellation))
                if (recording.Effect == RecordingEffect.Add && (recording.Instrument.Syntax == counter.Syntax || holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(recording.Instrument)?.OriginalDefinition, holder))) return true;
        }
        return false;
    }
}
