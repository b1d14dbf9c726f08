using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The recordings of negative values. A file that records need not mention telemetry (the field is declared elsewhere), and every collection has an <c>Add</c>:
/// so only calls are bound that pass something with a minus, in one branch, in a product or in a local too, or a constant or a method that was written with one.
/// </summary>
internal sealed class NegativeRecordings
{
    private static readonly TextWords SignedArguments = new("Add(-", "Inc(-", ": -", "> -", "= -", "* -");
    private static readonly TextWords Assigned = new("= -");

    private readonly MeasurementFacts measurements;
    private readonly string[] names;
    private readonly HashSet<string> nameSet;
    private readonly string[] handingOn;

    /// <param name="compilation">Whose constants count.</param>
    /// <param name="measurements">Knows generated methods.</param>
    /// <param name="handingOn">The names of methods that may record a number as they are given it.</param>
    /// <param name="cancellation">Stops the search.</param>
    public NegativeRecordings(Compilation compilation, MeasurementFacts measurements, HashSet<string> handingOn, CancellationToken cancellation)
    {
        this.measurements = measurements;
        this.handingOn = [.. handingOn];
        names = [.. NegativeNames.In(compilation, cancellation)];
        nameSet = [.. names];
    }

    /// <param name="model">The file.</param>
    /// <param name="isTelemetry">The file is known to mention telemetry: its calls are looked at even where the minus stands apart from the parenthesis.</param>
    /// <param name="cancellation">Stops the search.</param>
    public ImmutableArray<Recording> Of(SemanticModel model, bool isTelemetry, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        var (found, variables) = (ImmutableArray.CreateBuilder<Recording>(), new VariableValues(model, cancellation));
        if (handingOn.Length > 0 && index.MentionsOneOf(handingOn, cancellation)) AddHandedOn(index, model, variables, found);
        if (!index.MentionsOneOf(Recordings.CallNames.Words, cancellation)) return found.ToImmutable();
        if (!isTelemetry && !index.MentionsAny(SignedArguments, cancellation) && (names.Length == 0 || !index.MentionsOneOf(names, cancellation))) return found.ToImmutable();
        foreach (var call in TelemetryFile.Of(model.SyntaxTree).MeasurementCalls(cancellation))
        {
            if (!Recordings.CallNames.Contains(call.Name) || call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || !MayBeNegative(arguments, cancellation)) continue;
            if (model.GetOperation(call.Node, cancellation) is IInvocationOperation operation && (Recordings.Of(operation) ?? measurements.GeneratedRecording(operation, cancellation)) is { Value: { } value } recording && NegativeValue.Is(value, variables))
                found.Add(recording);
        }
        return found.ToImmutable();
    }

    /// <summary>What calls give to methods that add it to a counter as they are given it, and do not ask for its sign.</summary>
    private void AddHandedOn(CallIndex index, SemanticModel model, VariableValues variables, ImmutableArray<Recording>.Builder found)
    {
        foreach (var call in index.CallsOf(handingOn, variables.Cancellation))
        {
            if (call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || !MayBeNegative(arguments, variables.Cancellation)) continue;
            if (model.GetOperation(call.Node, variables.Cancellation) is not IInvocationOperation operation || Recordings.Of(operation) != null) continue;
            foreach (var (recording, parameter) in HandedOnNumbers.Of(operation, variables))
            {
                if (recording is not { Kind: InstrumentKind.Counter, Effect: RecordingEffect.Add, Value: { } value } || !NegativeValue.Is(value, variables)) continue;
                if (SignTest.IsOf(parameter.Name, recording.Call.Syntax) || Selection.IsMadeBy(parameter.Name, recording.Call.Syntax)) continue;
                found.Add(recording);
                break;
            }
        }
    }

    private bool MayBeNegative(SeparatedSyntaxList<ArgumentSyntax> arguments, CancellationToken cancellation)
    {
        foreach (var argument in arguments)
            if (MayBeNegative(argument.Expression) || argument.Expression is IdentifierNameSyntax local && IsAssignedWithMinus(local, cancellation)) return true;
        return false;
    }

    private bool MayBeNegative(ExpressionSyntax value) => value switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseNotExpression, Operand: LiteralExpressionSyntax } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression, Left: var left, Right: var right } => MayBeNegative(left) || MayBeNegative(right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Left: var left, Right: LiteralExpressionSyntax } => IsLiteral(left) || MayBeNegative(left),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Left: LiteralExpressionSyntax { Token.Value: 0 } } => true,
        MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax, Name.Identifier.ValueText: "MinValue" } => true,
        ParenthesizedExpressionSyntax inner => MayBeNegative(inner.Expression),
        CheckedExpressionSyntax inner => MayBeNegative(inner.Expression),
        CastExpressionSyntax cast => MayBeNegative(cast.Expression),
        ConditionalExpressionSyntax choice => MayBeNegative(choice.WhenTrue) || MayBeNegative(choice.WhenFalse),
        TupleExpressionSyntax tuple => tuple.Arguments.Any(part => MayBeNegative(part.Expression)),
        SwitchExpressionSyntax choice => choice.Arms.Any(arm => MayBeNegative(arm.Expression)),
        InvocationExpressionSyntax call => TypeNames.Called(call.Expression) is { } name && nameSet.Contains(name),
        SimpleNameSyntax or MemberAccessExpressionSyntax => TypeNames.Called(value) is { } name && nameSet.Contains(name) || value is IdentifierNameSyntax local && LocalInitializer.Of(local) is { } held && MayBeNegative(held),
        _ => false,
    };

    private static bool IsLiteral(ExpressionSyntax value) => value is LiteralExpressionSyntax || value is IdentifierNameSyntax local && LocalInitializer.Of(local) is LiteralExpressionSyntax;

    /// <summary>A branch of the member writes a number with a minus to it.</summary>
    private static bool IsAssignedWithMinus(IdentifierNameSyntax local, CancellationToken cancellation)
    {
        var index = CallIndex.Of(local.SyntaxTree);
        if (!index.MentionsAny(Assigned, cancellation)) return false;
        foreach (var write in index.Writes(local.Identifier.ValueText, cancellation))
            if (write.Node is AssignmentExpressionSyntax { Right: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } }) return true;
        return false;
    }
}
