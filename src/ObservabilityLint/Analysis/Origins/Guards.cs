using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Whether the code lets a value through only if it is one that it knows.</summary>
internal static class Guards
{
    /// <param name="value">The value where it comes from, or is handed on.</param>
    /// <param name="uses">The variables that it passes through on its way to the tag.</param>
    public static bool Bound(Sought value, List<IOperation> uses)
    {
        var variables = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (VariableOf(value.Value) is { } own) variables.Add(own);
        foreach (var use in uses)
            if (VariableOf(use) is { } variable) variables.Add(variable);
        foreach (var use in uses)
            if (IsBoundAt(use, value, variables)) return true;
        return IsBoundAt(value.Value, value, variables);
    }

    private static ISymbol? VariableOf(IOperation use) => use is ILocalReferenceOperation or IParameterReferenceOperation ? Target.SymbolOf(use) : null;

    private static bool IsBoundAt(IOperation use, Sought value, HashSet<ISymbol> variables)
    {
        for (IOperation inner = use; inner.Parent is { } outer; inner = outer)
        {
            var isBound = outer switch
            {
                IConditionalOperation choice => inner == choice.WhenTrue ? KnownValueTest.Implies(choice.Condition, true, value) : inner == choice.WhenFalse && KnownValueTest.Implies(choice.Condition, false, value),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => inner == both.RightOperand && KnownValueTest.Implies(both.LeftOperand, true, value),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => inner == either.RightOperand && KnownValueTest.Implies(either.LeftOperand, false, value),
                IWhileLoopOperation { Condition: { } condition } loop => inner == loop.Body && loop.ConditionIsTop && KnownValueTest.Implies(condition, true, value),
                ICatchClauseOperation { Filter: { } filter } handler => inner == handler.Handler && KnownValueTest.Implies(filter, true, value),
                ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm => inner == arm.Value && IsKnownIn(arm, choice.Value, value),
                ISwitchCaseOperation { Parent: ISwitchOperation choice } section => IsKnownIn(section, choice.Value, value) || IsBoundBefore(inner, section.Body, value, variables),
                IForEachLoopOperation loop => inner == loop.Body && SelectedElements.AreLoopedBy(loop, value),
                IAnonymousFunctionOperation lambda => SelectedElements.AreGivenTo(lambda, value),
                IBlockOperation block => IsBoundBefore(inner, block.Operations, value, variables),
                _ => false,
            };
            if (isBound) return true;
        }
        return false;
    }

    private static bool IsKnownIn(ISwitchExpressionArmOperation arm, IOperation chosen, Sought value)
        => Leaves(arm.Pattern, chosen, value) || arm.Guard is { } guard && KnownValueTest.Implies(guard, true, value);

    /// <summary>The pattern leaves known values only, by itself or as the outcome of a test: <c>known.Contains(path) switch { true => path, … }</c></summary>
    private static bool Leaves(IPatternOperation pattern, IOperation chosen, Sought value)
        => KnownValueTest.Matches(pattern, chosen, value) || KnownValueTest.Implies(pattern, chosen, true, value);

    private static bool IsKnownIn(ISwitchCaseOperation section, IOperation chosen, Sought value)
    {
        foreach (var clause in section.Clauses)
        {
            var isKnown = clause switch
            {
                ISingleValueCaseClauseOperation single => KnownValueTest.IsAbout(chosen, value.Value) || single.Value.ConstantValue is { HasValue: true, Value: bool expected } && KnownValueTest.Implies(chosen, expected, value),
                IPatternCaseClauseOperation pattern => Leaves(pattern.Pattern, chosen, value) || pattern.Guard is { } guard && KnownValueTest.Implies(guard, true, value),
                _ => false,
            };
            if (!isKnown) return false;
        }
        return true;
    }

    /// <summary>A statement before it leaves, or replaces the value, unless that is known: <c>if (!known.Contains(path)) path = "other";</c></summary>
    private static bool IsBoundBefore(IOperation use, IEnumerable<IOperation> statements, Sought value, HashSet<ISymbol> variables)
    {
        foreach (var statement in statements)
        {
            if (statement == use) return false;
            var isBound = statement switch
            {
                IConditionalOperation choice => KnownValueTest.Implies(choice.Condition, false, value) && Diverts(choice.WhenTrue, value, variables)
                    || choice.WhenFalse is { } otherwise && KnownValueTest.Implies(choice.Condition, true, value) && Diverts(otherwise, value, variables),
                ISwitchOperation choice => IsBoundAfter(choice, value, variables),
                IWhileLoopOperation { Condition: { } condition } => KnownValueTest.Implies(condition, false, value),
                ILockOperation { Body: IBlockOperation { Operations: var inner } } => IsBoundBefore(use, inner, value, variables),
                _ => false,
            };
            if (isBound) return true;
        }
        return false;
    }

    /// <summary>Some sections are for known values, and all others leave or replace it. A choice by anything else says nothing of the value, whatever its sections write.</summary>
    private static bool IsBoundAfter(ISwitchOperation choice, Sought value, HashSet<ISymbol> variables)
    {
        var (hasKnown, hasDefault) = (false, false);
        foreach (var section in choice.Cases)
        {
            if (IsKnownIn(section, choice.Value, value))
            {
                hasKnown = true;
                continue;
            }
            foreach (var clause in section.Clauses) hasDefault |= clause.CaseKind == CaseKind.Default || clause is IPatternCaseClauseOperation { Pattern: IDiscardPatternOperation };
            var diverts = false;
            foreach (var statement in section.Body) diverts |= Diverts(statement, value, variables);
            if (!diverts) return false;
        }
        return hasKnown && hasDefault;
    }

    /// <summary>What follows does not see the value any more: the branch leaves, or writes something else to one of the variables.</summary>
    private static bool Diverts(IOperation branch, Sought value, HashSet<ISymbol> variables)
    {
        var last = branch is IBlockOperation { Operations: { Length: > 0 } statements } ? statements[statements.Length - 1] : branch;
        if (last is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } || last is IBranchOperation { Parent: not ISwitchCaseOperation }) return true;
        foreach (var operation in branch.DescendantsAndSelf())
            if (operation is IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment && variables.Contains(Target.SymbolOf(assignment.Target)!) && !assignment.Value.Syntax.Span.Contains(value.Value.Syntax.Span) && !KnownValueTest.IsAbout(assignment.Value, value.Value)) return true;
        return false;
    }
}
