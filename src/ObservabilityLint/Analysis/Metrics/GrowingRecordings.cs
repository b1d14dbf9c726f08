using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether all that is recorded on an instrument raises it: every use of the variable that holds it is in sight, and adds what is not negative, or sets what only rises. Where series are taken away, that is not so.</summary>
internal static class GrowingRecordings
{
    private const int MaximumDepth = 2;

    /// <summary>The first recording, or what it sets; null where the instrument may fall too, or is used in a way that is not understood.</summary>
    public static IOperation? In(InstrumentDeclaration instrument, VariableValues variables) => instrument.Target is { } holder ? In(holder, instrument.Syntax, holder, variables, 0) : null;

    /// <param name="variable">Holds the instrument, or a child of it.</param>
    /// <param name="made">What it holds.</param>
    /// <param name="holder">Holds the instrument.</param>
    /// <param name="variables">Follows values.</param>
    /// <param name="depth">How many variables led to this one.</param>
    private static IOperation? In(ISymbol variable, SyntaxNode made, ISymbol holder, VariableValues variables, int depth)
    {
        if (depth > MaximumDepth || VariableMentions.MayBeOutOfSight(variable, variables)) return null;
        IOperation? first = null;
        foreach (var (mention, model) in VariableMentions.Of(variable, variables))
        {
            if (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention && assignment.Right.Span.Contains(made.Span) && assignment.SyntaxTree == made.SyntaxTree) continue;
            if (mention.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } read && model.GetSymbolInfo(read, variables.Cancellation).Symbol is { } member && Recordings.IsUnitFree(member)) continue;
            var child = ChildAt(mention);
            if (CallOn(child) is not { } call)
            {
                if (model.GetOperation(child, variables.Cancellation) is not { } kept || Target.Of(kept) is not { } keeper || In(keeper, child, holder, variables, depth + 1) is not { } behind) return null;
                first ??= behind;
                continue;
            }
            if (model.GetOperation(call, variables.Cancellation) is not IInvocationOperation operation) return null;
            if (Recordings.Of(operation) is not { } recording)
            {
                if (!Recordings.IsUnitFree(operation.TargetMethod) || Recordings.EndsSeries(operation.TargetMethod)) return null;
                continue;
            }
            if (Raised(recording, holder, variables) is not { } raised) return null;
            first ??= raised;
        }
        return first;
    }

    private static IOperation? Raised(Recording recording, ISymbol holder, VariableValues variables) => recording.Effect switch
    {
        RecordingEffect.Add when recording.Value is null || NonNegativeValue.IsThere(recording.Value, variables) => recording.Call,
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

    /// <summary>The child that is taken from the instrument on the spot; the instrument itself where none is.</summary>
    private static SyntaxNode ChildAt(SyntaxNode instrument)
    {
        while (true)
            switch (instrument.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unlabelled" } child:
                    instrument = child;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithLabels" or "Labels" or "WithExtendLifetimeOnUse", Parent: InvocationExpressionSyntax call } access when access.Expression == instrument:
                    instrument = call;
                    break;
                default:
                    return instrument;
            }
    }

    private static SyntaxNode? CallOn(SyntaxNode child) => child.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == child => call,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } call } access when access.Expression == child => call,
        _ => null,
    };
}
