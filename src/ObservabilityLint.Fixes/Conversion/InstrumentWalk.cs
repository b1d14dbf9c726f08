using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>Follows an instrument from its declaration to everything that is done with it, through the variables that hold it.</summary>
internal abstract class InstrumentWalk
{
    private readonly Solution solution;
    private readonly CancellationToken cancellation;
    private readonly HashSet<ISymbol> holders = new(SymbolEqualityComparer.Default);
    private readonly Queue<ISymbol> unread = new();
    private readonly HashSet<SyntaxNode> read = new();
    private readonly List<ISymbol> alternatives = new();
    private readonly List<IOperation> writes = new();

    private protected InstrumentWalk(Solution solution, CancellationToken cancellation) => (this.solution, this.cancellation) = (solution, cancellation);

    /// <summary>The variables that hold the instrument, or something that is followed like it.</summary>
    public IReadOnlyCollection<ISymbol> Holders => holders;

    /// <summary>The instrument is used in a way that is not understood, or out of sight.</summary>
    public bool IsLost { get; private protected set; }

    private protected async Task WalkAsync(IOperation declaration)
    {
        Follow(declaration);
        while (unread.Count > 0)
        {
            var holder = unread.Dequeue();
            if (await Variables.InitialValueAsync(holder, solution, cancellation).ConfigureAwait(false) is { } initial) writes.Add(initial);
            var references = await References.ToAsync(holder, solution, cancellation).ConfigureAwait(false);
            IsLost |= references is null;
            foreach (var reference in references ?? [])
                if (read.Add(reference.Syntax)) Follow(reference);
            alternatives.AddRange(await References.PropertiesAsync(holder, solution, cancellation).ConfigureAwait(false));
        }
        IsLost |= !writes.TrueForAll(value => IsOurs(value, declaration)) || !alternatives.TrueForAll(IsHeld);
    }

    /// <summary>A method that is called on the instrument.</summary>
    private protected abstract void Use(IInvocationOperation call);

    /// <summary>A property that is read of it.</summary>
    private protected abstract void Use(IPropertyReferenceOperation property);

    /// <summary>Looks at what is done with an expression that stands for the instrument.</summary>
    private protected void Follow(IOperation expression)
    {
        expression = CallSite.Outermost(expression);
        switch (expression.Parent)
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
            case ISimpleAssignmentOperation { Target: IDiscardOperation } discarded:
                Follow(discarded);
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
                Use(property);
                return;
            case IConditionalAccessOperation access when access.Operation == expression:
                if (access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault() is { } instance) Follow(instance);
                else IsLost = true;
                return;
            case IReturnOperation when Getter(expression) is { } property:
                Hold(property);
                return;
            default:
                IsLost = true;
                return;
        }
    }

    private void Hold(ISymbol holder)
    {
        if (!holders.Add(holder)) return;
        unread.Enqueue(holder);
        // Who asks the interface or the base for it: these uses are found with those of the holder itself.
        if (holder is IPropertySymbol property) holders.UnionWith(AbstractProperty.AllOf(property));
    }

    /// <summary>What another class gives out under the same member is another instrument: a use of the member would be taken for one of ours.</summary>
    private bool IsHeld(ISymbol alternative) => holders.Any(holder => SameDeclaration.Is(holder, alternative));

    /// <summary>A variable that may also hold something else would be taken for the instrument there too.</summary>
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
