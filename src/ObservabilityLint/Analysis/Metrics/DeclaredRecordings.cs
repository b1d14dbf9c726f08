using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The recordings on instruments whose declaration is in sight, on labelled children too. Only calls are bound that name a variable which holds an instrument, in files that have one of the words that are asked for.
/// </summary>
/// <param name="facts">The telemetry of the compilation.</param>
/// <param name="words">Whoever asks knows nothing of a file without any of them.</param>
internal sealed class DeclaredRecordings(TelemetryFacts facts, string[] words)
{
    /// <param name="model">The file.</param>
    /// <param name="matters">Asked with the units of the instruments that may be meant, before the declaration is looked for, which takes the binding of another file.</param>
    /// <param name="cancellation">Stops the search.</param>
    public IEnumerable<(Recording Recording, InstrumentDeclaration Instrument)> Of(SemanticModel model, Func<Recording, UnitWord, bool> matters, CancellationToken cancellation)
    {
        if (!CallIndex.Of(model.SyntaxTree).MentionsOneOf(words, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) yield break;
        var (variables, holders) = (new VariableValues(model, cancellation), facts.Measurements.Holders(model, cancellation));
        foreach (var call in TelemetryFile.Of(model.SyntaxTree).MeasurementCalls(cancellation))
        {
            if (!Recordings.CallNames.Contains(call.Name) || call.Node is not InvocationExpressionSyntax { Expression: var called } || Root(called) is not { } root || !holders.MayStandFor(root)) continue;
            if (model.GetOperation(call.Node, cancellation) is IInvocationOperation operation && Recordings.Of(operation) is { } recording && IsOfInterest(recording, holders.NamedBy(root), matters) && holders.DeclarationOf(recording.Instrument, variables) is { } instrument)
                yield return (recording, instrument);
        }
    }

    private static bool IsOfInterest(Recording recording, IEnumerable<HeldInstrument> named, Func<Recording, UnitWord, bool> matters)
    {
        foreach (var instrument in named)
            if (instrument.MeasuredIn is { } unit && matters(recording, unit)) return true;
        return false;
    }

    /// <summary>What a child was taken from, by syntax alone.</summary>
    private static ExpressionSyntax? Root(ExpressionSyntax called)
    {
        var root = TypeNames.ReceiverOf(called);
        while (ParentOf(root) is { } parent) root = parent;
        return root;
    }

    private static ExpressionSyntax? ParentOf(ExpressionSyntax? child) => child switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithLabels" or "Labels" or "WithExtendLifetimeOnUse", Expression: var parent } } => parent,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unlabelled", Expression: var parent } => parent,
        _ => null,
    };
}
