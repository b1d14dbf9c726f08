using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>Follows an instrument from its declaration to every recording on it, through the variables that hold it or one of its labelled children.</summary>
internal sealed class InstrumentUses
{
    private readonly Solution solution;
    private readonly CancellationToken cancellation;
    private readonly HashSet<ISymbol> holders = new(SymbolEqualityComparer.Default);
    private readonly Queue<ISymbol> unread = new();
    private readonly List<IOperation> writes = new();
    private readonly ImmutableArray<Recording>.Builder recordings = ImmutableArray.CreateBuilder<Recording>();
    private bool isLost;

    private InstrumentUses(Solution solution, CancellationToken cancellation) => (this.solution, this.cancellation) = (solution, cancellation);

    /// <summary>The recordings on the instrument, and the variables that hold it or a child of it; not complete if it is used in any way that is not understood.</summary>
    public static async Task<(ImmutableArray<Recording> Recordings, bool AreComplete, IReadOnlyCollection<ISymbol> Holders)> FindAsync(IOperation declaration, Solution solution, CancellationToken cancellation)
    {
        var uses = new InstrumentUses(solution, cancellation);
        uses.Follow(declaration);
        while (uses.unread.Count > 0)
        {
            var holder = uses.unread.Dequeue();
            if (await Variables.InitialValueAsync(holder, solution, cancellation).ConfigureAwait(false) is { } initial) uses.writes.Add(initial);
            var references = await References.ToAsync(holder, solution, cancellation).ConfigureAwait(false);
            uses.isLost |= references is null;
            foreach (var reference in references ?? []) uses.Follow(reference);
        }
        return (uses.recordings.ToImmutable(), !uses.isLost && uses.writes.TrueForAll(value => uses.IsOurs(value, declaration)), uses.holders);
    }

    /// <summary>Looks at what is done with an expression that stands for the instrument or a child of it.</summary>
    private void Follow(IOperation expression)
    {
        var parent = expression.Parent;
        while (parent is IParenthesizedOperation or IConversionOperation) (expression, parent) = (parent, parent.Parent);
        switch (parent)
        {
            case IExpressionStatementOperation or INameOfOperation or IIsPatternOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                return;
            case IFieldInitializerOperation or IPropertyInitializerOperation or IVariableInitializerOperation when Target.Of(expression) is { } holder:
                Hold(holder);
                return;
            case ISimpleAssignmentOperation assignment when assignment.Target == expression:
                writes.Add(assignment.Value);
                return;
            case ICoalesceAssignmentOperation assignment when assignment.Target == expression:
                writes.Add(assignment.Value);
                Follow(assignment);
                return;
            case IAssignmentOperation assignment when Target.SymbolOf(assignment.Target) is { } holder:
                Hold(holder);
                Follow(assignment);
                return;
            case IInvocationOperation call when call.Instance == expression:
                Use(call);
                return;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument when call.Arguments[0] == argument:
                Use(call);
                return;
            case IPropertyReferenceOperation property when property.Instance == expression:
                if (Recordings.ParentInstrument(property) != null) Follow(property);
                else isLost |= !Recordings.IsUnitFree(property.Property);
                return;
            case IConditionalAccessOperation access when access.Operation == expression:
                if (access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault() is { } instance) Follow(instance);
                else isLost = true;
                return;
            case IReturnOperation when Getter(expression) is { } property:
                Hold(property);
                return;
            default:
                isLost = true;
                return;
        }
    }

    private void Use(IInvocationOperation call)
    {
        if (Recordings.Of(call) is { } recording) recordings.Add(recording);
        else if (Recordings.ParentInstrument(call) != null) Follow(call);
        else isLost |= !Recordings.IsUnitFree(call.TargetMethod);
    }

    private void Hold(ISymbol holder)
    {
        if (holders.Add(holder)) unread.Enqueue(holder);
    }

    /// <summary>A variable that may also hold something else would convert what is recorded on that too.</summary>
    private bool IsOurs(IOperation value, IOperation declaration)
    {
        var root = Recordings.InstrumentOf(CallSite.Unwrap(value));
        if (root is IAssignmentOperation chained) return IsOurs(chained.Value, declaration);
        return root.Syntax == declaration.Syntax || Target.SymbolOf(root) is { } symbol && holders.Contains(symbol) || root.ConstantValue is { HasValue: true, Value: null };
    }

    /// <summary>The property whose getter only hands the expression out.</summary>
    private static IPropertySymbol? Getter(IOperation expression)
        => expression.SemanticModel?.GetEnclosingSymbol(expression.Syntax.SpanStart) is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } ? property : null;
}
