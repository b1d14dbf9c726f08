using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The recordings of negative values. A file that records need not mention telemetry (the field is declared elsewhere), and every collection has an <c>Add</c>:
/// so only calls are bound that pass something with a minus, or a constant that was written with one.
/// </summary>
internal sealed class NegativeRecordings
{
    private static readonly TextWords SignedArguments = new("Add(-", "Inc(-", "delta: -", "increment: -");

    private readonly MeasurementFacts measurements;
    private readonly string[] constants;
    private readonly HashSet<string> constantNames;

    public NegativeRecordings(Compilation compilation, MeasurementFacts measurements, CancellationToken cancellation)
    {
        this.measurements = measurements;
        constants = [.. NegativeConstants.NamesIn(compilation, cancellation)];
        constantNames = [.. constants];
    }

    /// <param name="model">The file.</param>
    /// <param name="isTelemetry">The file is known to mention telemetry: its calls are looked at even where the minus stands apart from the parenthesis.</param>
    /// <param name="cancellation">Stops the search.</param>
    public ImmutableArray<Recording> Of(SemanticModel model, bool isTelemetry, CancellationToken cancellation)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (!isTelemetry && !index.MentionsAny(SignedArguments, cancellation) && (constants.Length == 0 || !index.MentionsOneOf(constants, cancellation))) return ImmutableArray<Recording>.Empty;
        var found = ImmutableArray.CreateBuilder<Recording>();
        foreach (var call in TelemetryFile.Of(model.SyntaxTree).MeasurementCalls(cancellation))
        {
            if (!Recordings.CallNames.Contains(call.Name) || call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || !MayBeNegative(arguments)) continue;
            if (model.GetOperation(call.Node, cancellation) is IInvocationOperation operation && (Recordings.Of(operation) ?? measurements.GeneratedRecording(operation, model, cancellation)) is { Value: { } value } recording && NegativeValue.Is(value))
                found.Add(recording);
        }
        return found.ToImmutable();
    }

    private bool MayBeNegative(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
            if (MayBeNegative(argument.Expression)) return true;
        return false;
    }

    private bool MayBeNegative(ExpressionSyntax value) => value switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } => true,
        ParenthesizedExpressionSyntax inner => MayBeNegative(inner.Expression),
        CastExpressionSyntax cast => MayBeNegative(cast.Expression),
        SimpleNameSyntax or MemberAccessExpressionSyntax => TypeNames.Called(value) is { } name && constantNames.Contains(name),
        _ => false,
    };
}
