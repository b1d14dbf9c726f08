using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// A level that rises and falls with one list of tags, into which something is put between the two: what falls is another series than what rose.
/// All three in one function, one behind the other in the text, on a list that is not begun anew in between.
/// </summary>
internal static class GrownTags
{
    /// <summary>A step of the level, with the list that it is given.</summary>
    private sealed record Step(Measurement Measurement, ISymbol List, bool IsFall);

    /// <summary>The falls, each with the rise before it, and the call that puts in a tag.</summary>
    public static IEnumerable<(Measurement Rise, InvocationExpressionSyntax Added, Measurement Fall)> In(IReadOnlyList<Measurement> measurements)
    {
        var steps = new List<Step>();
        foreach (var measurement in measurements)
            if (StepOf(measurement) is { } step) steps.Add(step);
        foreach (var fall in steps)
        {
            if (!fall.IsFall || LastBefore(fall, steps) is not { IsFall: false } rise) continue;
            if (AddedBetween(rise.Measurement.Syntax, fall.Measurement.Syntax, fall.List.Name) is { } added) yield return (rise.Measurement, added, fall.Measurement);
        }
    }

    private static Step? StepOf(Measurement measurement)
    {
        if (measurement.Instrument?.SemanticModel?.GetOperation(measurement.Syntax) is not IInvocationOperation { Arguments: [_, var tags] } call || Recordings.Of(call) is not { Effect: RecordingEffect.Add, Value.ConstantValue: { HasValue: true, Value: IConvertible number } }) return null;
        if (Target.SymbolOf(ListExpression.WithoutConversions(tags.Value)) is not { } list || list is not (ILocalSymbol or IParameterSymbol)) return null;
        var amount = number.ToDouble(CultureInfo.InvariantCulture);
        return amount == 0 ? null : new Step(measurement, list, IsFall: amount < 0);
    }

    /// <summary>The last step with the same list that a run may have passed before.</summary>
    private static Step? LastBefore(Step fall, List<Step> steps)
    {
        Step? last = null;
        var place = fall.Measurement.Syntax;
        foreach (var step in steps)
            if (step.Measurement.Syntax is var other && SymbolEqualityComparer.Default.Equals(step.List, fall.List) && other.SpanStart < place.SpanStart && (last is null || last.Measurement.Syntax.SpanStart < other.SpanStart)
                && LiveRange.FunctionAround(other) == LiveRange.FunctionAround(place) && MayMeet(other, place, isFirstOfBlock: !step.IsFall)) last = step;
        return last;
    }

    /// <summary>Null where nothing is certain to be put in, in a run that comes to the fall.</summary>
    private static InvocationExpressionSyntax? AddedBetween(SyntaxNode rise, SyntaxNode fall, string list)
    {
        InvocationExpressionSyntax? added = null;
        foreach (var node in LiveRange.FunctionAround(fall).DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != list || name.SpanStart < rise.Span.End || name.SpanStart > fall.SpanStart) continue;
            if (name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax call } access && access.Expression == name)
            {
                if (LiveRange.FunctionAround(call) == LiveRange.FunctionAround(fall) && MayMeet(rise, call, isFirstOfBlock: true) && MayMeet(call, fall)) added ??= call;
            }
            else if (FilledVariable.IsChangedBy(name) || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword })
            {
                return null;
            }
        }
        return added;
    }

    /// <summary>A run that passes the first place may come to the second.</summary>
    private static bool MayMeet(SyntaxNode first, SyntaxNode second, bool isFirstOfBlock = false)
    {
        if (ExclusiveBranches.Separate(first, second)) return false;
        var isLeft = false;
        for (var outer = first.Parent; outer != null; outer = outer.Parent)
        {
            // What stands in the block may not have run where a handler does; and one handler runs, if any.
            if (outer is TryStatementSyntax guarded && guarded.Span.Contains(second.Span)) return guarded.Finally?.Span.Contains(second.Span) is true || isFirstOfBlock && guarded.Block.Span.Contains(first.Span);
            if (outer.Span.Contains(second.Span)) return !isLeft;
            isLeft |= outer is BlockSyntax block ? LeavingBranch.Is(block) : outer is SwitchSectionSyntax { Statements: [.., ReturnStatementSyntax or ThrowStatementSyntax] };
        }
        return false;
    }
}
