using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What collections in variables are filled with: locals that do not leave their method, and members that only their own type sees.</summary>
internal static class FilledVariables
{
    public static ValueOrigin? OfVariable(IOperation reference, OriginTrace trace, ElementQuestion question)
    {
        var variable = Target.SymbolOf(reference)!;
        var body = trace.Analysis.BodyOf(reference);
        var fills = new List<CollectionFill>();
        if (!CollectionFills.TryCollect(body.UsesOf(variable), fills)) return null;
        if (!trace.TryOpen(variable, out var open)) return open;
        var all = FirstOf(variable, body, reference, trace, question) is { } first && Elements.OfFills(fills, trace, question) is { } filled ? first.Or(filled) : null;
        trace.Close(variable);
        return all;
    }

    public static ValueOrigin? OfMember(IMemberReferenceOperation reference, OriginTrace trace, ElementQuestion question)
    {
        var member = reference.Member.OriginalDefinition;
        if (reference.Instance is not (null or IInstanceReferenceOperation) || trace.Analysis.Uses.Of(member) is not { } fills) return null;
        if (!trace.TryOpen(member, out var open)) return open;
        // The fills stand in other methods, which others may call with something else.
        var all = trace.In(null, inside => Elements.OfFills(fills, inside, question));
        trace.Close(member);
        return all;
    }

    /// <summary>What the variable holds before its method puts something in.</summary>
    private static ValueOrigin? FirstOf(ISymbol variable, Body body, IOperation reference, OriginTrace trace, ElementQuestion question)
    {
        var all = ValueOrigin.Nothing;
        if (variable is IParameterSymbol parameter)
        {
            if (trace.Frame is not { } frame || frame.ArgumentFor(parameter) is not { } given) return null;
            trace.Entered.Ask(frame, parameter);
            return trace.In(frame.Caller, outside => Elements.Of(given, outside, question));
        }
        foreach (var write in body.WritesOf(variable))
        {
            if (write is not { Form: WriteForm.Value, Value: { } value } || Elements.Of(value, trace, question) is not { } one) return null;
            all = all.Or(one);
        }
        return body.WritesOf(variable).Count == 0 ? null : all;
    }
}
