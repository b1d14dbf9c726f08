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
        NegativeRecordings? negative = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree != counter.Syntax.SyntaxTree && (holder is null or ILocalSymbol || !CallIndex.Of(tree).Mentions(holder.Name, cancellation))) continue;
            foreach (var recording in (negative ??= new NegativeRecordings(compilation, cancellation)).Of(variables.ModelOf(tree)!, isTelemetry: true, cancellation))
                if (recording.Effect == RecordingEffect.Add && (recording.Instrument.Syntax == counter.Syntax || holder != null && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(recording.Instrument)?.OriginalDefinition, holder))) return true;
        }
        return false;
    }
}
