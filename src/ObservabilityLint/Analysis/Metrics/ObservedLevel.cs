using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The level that the callback of an observable instrument reports: the number of elements of a collection that also shrinks, or a variable that is decreased.</summary>
internal static class ObservedLevel
{
    /// <summary>The expression that reads it; null where it reads none that is known.</summary>
    public static IOperation? Of(InstrumentDeclaration instrument, CancellationToken cancellation)
    {
        if (instrument.Observes?.SemanticModel is not { } model) return null;
        var variables = new VariableValues(model, cancellation);
        var values = ObservedNumber.Of(instrument, variables);
        foreach (var value in values)
            if (Read(value, variables) is { } level) return level;
        return FlagAmong(values);
    }

    /// <summary>A choice of constants, where nothing else is reported: <c>isOpen ? 1 : 0</c>.</summary>
    private static IOperation? FlagAmong(ImmutableArray<IOperation> values)
    {
        IOperation? first = null;
        var isChosen = false;
        foreach (var value in values)
        {
            if (ObservedValues.AreMadeHere(value)) continue;
            if (!value.ConstantValue.HasValue) return null;
            first ??= value;
            isChosen |= !Equals(first.ConstantValue.Value, value.ConstantValue.Value);
        }
        while (isChosen && first is not (null or IConditionalOperation { Type: not null } or ISwitchExpressionOperation)) first = first.Parent;
        return isChosen ? first : null;
    }

    private static IOperation? ReadOperand(IOperation operand, VariableValues variables)
    {
        foreach (var value in ObservedNumber.Behind(operand, variables))
            if (Read(value, variables) is { } level) return level;
        return null;
    }

    /// <summary>The level itself, or one that is scaled, or joined with others.</summary>
    private static IOperation? Read(IOperation value, VariableValues variables)
    {
        if (SumOf(value) is { } selector)
            foreach (var part in OnlyBody.Returns(selector))
                if (ReadOperand(part, variables) != null) return value;
        if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } sum) return IsLevel(value, variables) ? value : null;
        var (left, right) = (ReadOperand(sum.LeftOperand, variables), ReadOperand(sum.RightOperand, variables));
        return (left != null || sum.LeftOperand.ConstantValue.HasValue) && (right != null || sum.RightOperand.ConstantValue.HasValue) ? left ?? right : null;
    }

    /// <summary>What is added up, or compared, of the elements of a list: <c>queues.Sum(queue => queue.Count)</c>.</summary>
    private static IAnonymousFunctionOperation? SumOf(IOperation value)
        => value is IInvocationOperation { TargetMethod: { Name: "Sum" or "Max" or "Min" or "Average", ContainingType: var type }, Arguments: [_, { Value: var selector }] } && type.Is("System.Linq", "Enumerable")
            && CallSite.Unwrap(selector) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda : null;

    private static bool IsLevel(IOperation value, VariableValues variables)
    {
        if (value is IInvocationOperation call && GrowingValue.SharedVariable(call) is { } shared) value = shared;
        if (LevelMembers.CountedCollection(value) is { } collection) return ListedElements.SourceOf(collection) is var (outer, _) ? InnerCollections.MayShrink(collection, outer, variables) : !GrowingCollection.Is(CallSite.Unwrap(CallSite.ObjectOf(collection)), variables);
        // Those that are counted may be more and more, unless some are seen to go.
        if (LevelMembers.PartlyCounted(value) is { } some) return GrowingCollection.Shrinks(CallSite.Unwrap(CallSite.ObjectOf(some)), variables);
        return value switch
        {
            IPropertyReferenceOperation { Property: var property } when LevelMembers.Contains(property) => true,
            IInvocationOperation { TargetMethod: var method } => LevelMembers.Contains(method) || FallingVariable.IsElement(value, variables),
            _ => FallingVariable.Is(value, variables) || FallingVariable.IsElement(value, variables) || IsSetToLevels(value, variables),
        };
    }

    /// <summary>Nothing is ever written to the variable but levels (by a timer, say) or one of several constants, and the start values of constructors.</summary>
    private static bool IsSetToLevels(IOperation value, VariableValues variables)
    {
        if (GrowingVariable.Of(value, variables) is not { } variable || variable is not (IFieldSymbol { IsConst: false } or IPropertySymbol { IsIndexer: false, SetMethod: not null }) || variable.Locations is not [{ IsInSource: true }] || VariableMentions.MayBeOutOfSight(variable, variables)) return false;
        var isSet = false;
        object? constant = null;
        foreach (var (use, place, set) in NumberUses.Of(variable, variables))
        {
            if (use == NumberUse.Read) continue;
            if (use != NumberUse.Set || set is null) return false;
            var function = place.FirstAncestorOrSelf<SyntaxNode>(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
            if (function is ConstructorDeclarationSyntax) continue;
            if (set.ConstantValue is { HasValue: true, Value: var number })
            {
                // One of several numbers tells a state; one alone begins anew.
                isSet |= function != null && constant != null && !Equals(constant, number);
                if (function != null) constant ??= number;
                continue;
            }
            if (!IsReadNow(set, variables) && FlagAmong(ObservedNumber.Behind(set, variables)) is null || function is null || IsComparedIn(function, place, variable.Name, variables)) return false;
            isSet = true;
        }
        return isSet;
    }

    /// <summary>A level of the platform, or the number of elements of a collection that is kept: that of one that is made for the purpose may be a total.</summary>
    private static bool IsReadNow(IOperation set, VariableValues variables)
    {
        foreach (var value in ObservedNumber.Behind(set, variables))
            if (LevelMembers.CountedCollection(value) is { } collection
                ? CallSite.Unwrap(CallSite.ObjectOf(collection)) is not IFieldReferenceOperation field || GrowingCollection.Is(field, variables)
                : !(value is IPropertyReferenceOperation { Property: var property } && LevelMembers.Contains(property) || value is IInvocationOperation { TargetMethod: var method } && LevelMembers.Contains(method))) return false;
        return true;
    }

    /// <summary>The highest of all values is found where the one before is looked at.</summary>
    private static bool IsComparedIn(SyntaxNode function, SyntaxNode place, string variable, VariableValues variables)
    {
        foreach (var mention in CallIndex.Of(function.SyntaxTree).MentionsOf(variable, variables.Cancellation))
            if (function.Span.Contains(mention.Span) && !place.Span.Contains(mention.Span) && mention.SpanStart < place.Parent!.Span.End) return true;
        return false;
    }
}
