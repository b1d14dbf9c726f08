using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether all that is recorded on an instrument raises it: every use of the variable that holds it is in sight, and adds what is not negative, or sets what only rises.</summary>
internal static class GrowingRecordings
{
    /// <summary>The first recording, or what it sets; null where the instrument may fall too, or is used in a way that is not understood.</summary>
    public static IOperation? In(InstrumentDeclaration instrument, VariableValues variables)
    {
        if (instrument.Target is not { } holder || VariableMentions.MayBeOutOfSight(holder, variables)) return null;
        IOperation? first = null;
        foreach (var (mention, model) in VariableMentions.Of(holder, variables))
        {
            if (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention && assignment.Right.Span.Contains(instrument.Syntax.Span) && assignment.SyntaxTree == instrument.Syntax.SyntaxTree) continue;
            if (mention.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } read && model.GetSymbolInfo(read, variables.Cancellation).Symbol is { } member && Recordings.IsUnitFree(member)) continue;
            if (CallOn(mention) is not { } call || model.GetOperation(call, variables.Cancellation) is not IInvocationOperation operation) return null;
            if (Recordings.Of(operation) is not { } recording)
            {
                if (!Recordings.IsUnitFree(operation.TargetMethod)) return null;
                continue;
            }
            if (Raised(recording, holder, variables) is not { } raised) return null;
            first ??= raised;
        }
        return first;
    }

    private static IOperation? Raised(Recording recording, ISymbol holder, VariableValues variables) => recording.Effect switch
    {
        RecordingEffect.Add when recording.Value is null || NonNegativeValue.Is(recording.Value, variables) => recording.Call,
        RecordingEffect.Set when recording is { Call.TargetMethod.Name: "Set" or "Record", Value: { } value } && GrowingValue.In(value, variables) is { } total && IsOneFor(total, holder) => total,
        _ => null,
    };

    /// <summary>The gauge outlives a run, and the object of a run: the total of the next one begins anew.</summary>
    private static bool IsOneFor(IOperation total, ISymbol holder) => Target.SymbolOf(total) switch
    {
        ILocalSymbol => false,
        { IsStatic: false, ContainingType: var type } when total is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } => !holder.IsStatic && SymbolEqualityComparer.Default.Equals(type, holder.ContainingType),
        _ => true,
    };

    /// <summary>The call on the instrument, or on a child of it.</summary>
    private static SyntaxNode? CallOn(SyntaxNode instrument)
    {
        while (true)
            switch (instrument.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unlabelled" } child:
                    instrument = child;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == instrument:
                    if (access.Name.Identifier.ValueText is not ("WithLabels" or "Labels" or "WithExtendLifetimeOnUse")) return call;
                    instrument = call;
                    break;
                case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } call } access when access.Expression == instrument:
                    return call;
                default:
                    return null;
            }
    }
}
