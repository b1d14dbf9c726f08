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
/// The recordings on instruments whose declaration is in sight, on labelled children too. Only calls are bound that name a variable which holds an instrument, or are given a number with a word in it that tells a unit,
/// in files that have one of the words that are asked for.
/// </summary>
/// <param name="facts">The telemetry of the compilation.</param>
/// <param name="words">Whoever asks knows nothing of a file without any of them.</param>
/// <param name="telling">Those that are rare enough to bind a call for, whatever it is called on: a child or an instrument that a local, an object or a method gives has another name than the variable that was declared.</param>
internal sealed class DeclaredRecordings(TelemetryFacts facts, string[] words, string[] telling)
{
    private readonly WrittenUnits written = new(telling);

    /// <param name="model">The file.</param>
    /// <param name="matters">Asked with the units of the instruments that may be meant, before the declaration is looked for, which takes the binding of another file.</param>
    /// <param name="cancellation">Stops the search.</param>
    public IEnumerable<(Recording Recording, InstrumentDeclaration Instrument)> Of(SemanticModel model, Func<Recording, UnitWord, bool> matters, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (!index.MentionsOneOf(words, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) yield break;
        var (variables, holders) = (new VariableValues(model, cancellation), facts.Measurements.Holders(cancellation));
        var mayTell = index.MentionsOneOf(telling, cancellation);
        foreach (var call in TelemetryFile.Of(model.SyntaxTree).MeasurementCalls(cancellation))
        {
            if (!Recordings.CallNames.Contains(call.Name) || call.Node is not InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments: var arguments } || Root(called) is not { } root) continue;
            var (isNamed, tells) = (holders.MayStandFor(root), mayTell && written.AreIn(arguments));
            if (!isNamed && !tells || model.GetOperation(call.Node, cancellation) is not IInvocationOperation operation) continue;
            if ((Recordings.Of(operation) ?? facts.Measurements.GeneratedRecording(operation, cancellation)) is not { } recording) continue;
            // A field is known by its name; another variable may only happen to have the name of one.
            var isWanted = isNamed && IsOfInterest(recording, holders.NamedBy(root), matters) || tells && !(isNamed && recording.Instrument is IMemberReferenceOperation);
            if (isWanted && !GivenInstruments.AreToldApart(recording, variables) && (DeclarationOf(recording, operation, holders, variables) ?? DeclarationOfGiven(recording, holders, variables)) is { } instrument) yield return (recording, instrument);
        }
    }

    /// <summary>What calls in the file give to methods that record it as they are given it.</summary>
    public IEnumerable<(Recording Recording, InstrumentDeclaration Instrument)> HandedOn(SemanticModel model, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (!index.MentionsOneOf(telling, cancellation) || GeneratedFile.Is(model.SyntaxTree, cancellation)) yield break;
        var methods = facts.MethodsThatRecord(cancellation);
        if (methods.Count == 0) yield break;
        var (variables, holders) = (new VariableValues(model, cancellation), facts.Measurements.Holders(cancellation));
        foreach (var call in index.CallsOf(methods, cancellation))
        {
            if (call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || !written.AreIn(arguments)) continue;
            if (model.GetOperation(call.Node, cancellation) is not IInvocationOperation operation || Recordings.Of(operation) != null) continue;
            var given = HandedOnNumbers.Of(operation, variables);
            var (declared, unclear) = (new Dictionary<int, InstrumentDeclaration>(), new HashSet<int>());
            foreach (var (recording, parameter) in given)
                if (DeclarationOf(recording, recording.Call, holders, variables.InProjectOf(parameter.ContainingSymbol)) is not { MeasuredIn: { } unit } instrument || declared.TryGetValue(parameter.Ordinal, out var other) && other.MeasuredIn != unit) unclear.Add(parameter.Ordinal);
                else declared[parameter.Ordinal] = instrument;
            foreach (var (recording, parameter) in given)
                if (!unclear.Contains(parameter.Ordinal) && declared.TryGetValue(parameter.Ordinal, out var instrument) && declared.Remove(parameter.Ordinal)) yield return (recording, instrument);
        }
    }

    private static InstrumentDeclaration? DeclarationOf(Recording recording, IInvocationOperation call, InstrumentHolders holders, VariableValues variables)
        => holders.DeclarationBehind(call.TargetMethod.ContainingType, variables.Cancellation) ?? holders.DeclarationOf(GivenInstruments.Behind(recording.Instrument, variables), variables);

    /// <summary>One of the instruments that the code is given, where all of them are in one unit.</summary>
    private static InstrumentDeclaration? DeclarationOfGiven(Recording recording, InstrumentHolders holders, VariableValues variables)
    {
        InstrumentDeclaration? found = null;
        foreach (var given in GivenInstruments.Of(recording, variables))
        {
            if (holders.DeclarationOf(given, variables) is not { MeasuredIn: { } unit } instrument || found != null && found.MeasuredIn != unit) return null;
            found ??= instrument;
        }
        return found;
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
