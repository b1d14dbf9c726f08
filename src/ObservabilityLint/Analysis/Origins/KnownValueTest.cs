using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a condition holds only for values that the code knows: equal to one of them, or found in a set of them.</summary>
internal static class KnownValueTest
{
    private const int MaximumDepth = 16;

    /// <summary>Methods that tell where, how often or under which entry a value is found.</summary>
    private static readonly HashSet<string> Positions =
        ["IndexOf", "LastIndexOf", "BinarySearch", "FindIndex", "FindLastIndex", "Compare", "CompareTo", "Find", "FindLast", "FirstOrDefault", "LastOrDefault", "SingleOrDefault", "Count", "GetValueOrDefault"];

    /// <summary>True if, where the condition has this outcome, the value is one of those it is tested against; or may be, for tests that the program defines itself.</summary>
    public static bool Implies(IOperation condition, bool outcome, Sought value, int depth = 0)
    {
        if (depth > MaximumDepth) return false;
        condition = CallSite.Unwrap(condition);
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Implies(not.Operand, !outcome, value, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return outcome ? Implies(both.LeftOperand, true, value, depth + 1) || Implies(both.RightOperand, true, value, depth + 1)
                    : Implies(both.LeftOperand, false, value, depth + 1) && Implies(both.RightOperand, false, value, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return outcome ? Implies(either.LeftOperand, true, value, depth + 1) && Implies(either.RightOperand, true, value, depth + 1)
                    : Implies(either.LeftOperand, false, value, depth + 1) || Implies(either.RightOperand, false, value, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return IsPosition(comparison.LeftOperand, value) || IsEquality(comparison, (comparison.OperatorKind == BinaryOperatorKind.Equals) == outcome, value, depth);
            case IBinaryOperation comparison:
                return IsPosition(comparison.LeftOperand, value) || SeenValues.HaveRoomFor(value.Value, comparison, outcome);
            case IIsPatternOperation test:
                return IsPosition(test.Value, value) || Matches(test.Pattern, test.Value, value, outcome) || Implies(test.Pattern, test.Value, outcome, value, depth);
            case IInvocationOperation call:
                return IsSearch(call, outcome, value, depth);
            case IConditionalAccessOperation access:
                return Implies(access.WhenNotNull, outcome, value, depth + 1);
            // The outcome of a test that was made before.
            case ILocalReferenceOperation { Local: var local } when ValueOf(local, condition.SemanticModel) is { } tested:
                return Implies(tested, outcome, value, depth + 1);
            default:
                return false;
        }
    }

    /// <summary>True if the pattern, matched (or not) against what is tested, leaves only known values.</summary>
    public static bool Matches(IPatternOperation pattern, IOperation tested, Sought value, bool outcome = true)
    {
        tested = CallSite.Unwrap(tested);
        if (tested is ITupleOperation tuple && pattern is IRecursivePatternOperation { DeconstructionSubpatterns: var parts } && outcome)
        {
            for (var i = 0; i < parts.Length && i < tuple.Elements.Length; i++)
                if (Matches(parts[i], tuple.Elements[i], value)) return true;
            return false;
        }
        return IsAbout(tested, value.Value) && IsOneOf(pattern, outcome);
    }

    /// <summary>True if an expression is the value, or its text written in another way.</summary>
    public static bool IsAbout(IOperation tested, IOperation value)
    {
        for (var steps = 0; steps < MaximumDepth; steps++)
        {
            tested = CallSite.Unwrap(tested);
            if (IsSame(tested, value)) return true;
            var inner = tested switch
            {
                IInvocationOperation { TargetMethod.Name: "ToString" } call => call.Instance,
                IInvocationOperation call => TextCalls.TextIn(call),
                IPropertyReferenceOperation property when UnboundedSources.IsPart(property.Property) => property.Instance,
                IConditionalAccessOperation access => access.WhenNotNull,
                IConditionalAccessInstanceOperation when CallSite.ObjectOf(tested) is var receiver && receiver != tested => receiver,
                ICoalesceOperation choice => choice.Value,
                _ => null,
            };
            if (inner is null) return false;
            tested = inner;
        }
        return false;
    }

    private static IOperation? ValueOf(ILocalSymbol local, SemanticModel? model)
        => local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initial } ? model?.GetOperation(initial) : null;

    private static bool IsOneOf(IPatternOperation pattern, bool outcome) => pattern switch
    {
        IConstantPatternOperation => outcome,
        INegatedPatternOperation not => IsOneOf(not.Pattern, !outcome),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => outcome ? IsOneOf(either.LeftPattern, true) && IsOneOf(either.RightPattern, true) : IsOneOf(either.LeftPattern, false) || IsOneOf(either.RightPattern, false),
        IBinaryPatternOperation both => outcome ? IsOneOf(both.LeftPattern, true) || IsOneOf(both.RightPattern, true) : IsOneOf(both.LeftPattern, false) && IsOneOf(both.RightPattern, false),
        _ => false,
    };

    /// <summary><c>known.Contains(path) is true</c>, <c>(…) is false</c></summary>
    public static bool Implies(IPatternOperation pattern, IOperation tested, bool outcome, Sought value, int depth = 0)
        => pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } && Implies(tested, expected == outcome, value, depth + 1);

    /// <summary><c>path == "/a"</c>, <c>known.Contains(path) == false</c></summary>
    private static bool IsEquality(IBinaryOperation comparison, bool isEqual, Sought value, int depth)
    {
        if (CallSite.Unwrap(comparison.RightOperand).ConstantValue is { HasValue: true, Value: bool expected }) return Implies(comparison.LeftOperand, expected == isEqual, value, depth + 1);
        return isEqual && (IsOther(comparison.RightOperand, value) && IsAbout(comparison.LeftOperand, value.Value) || IsOther(comparison.LeftOperand, value) && IsAbout(comparison.RightOperand, value.Value));
    }

    /// <summary>What the value is equal to is one of few by itself.</summary>
    private static bool IsOther(IOperation other, Sought value) => !value.InFixedSets || CallSite.Unwrap(other).ConstantValue.HasValue;

    /// <summary><c>Array.IndexOf(known, path) &gt;= 0</c>, <c>known.Find(one =&gt; one == path) is null</c></summary>
    private static bool IsPosition(IOperation operand, Sought value)
        => (CallSite.Unwrap(operand) is ILocalReferenceOperation { Local: var local, SemanticModel: var model } && ValueOf(local, model) is { } held ? held : CallSite.Unwrap(operand)) is IInvocationOperation { TargetMethod.Name: var name } call && Positions.Contains(name) && IsFound(call, value);

    /// <summary>
    /// Any call that is asked of the value and answers yes or no. Of the platform's, the yes is what bounds; of the program's own, whose names may say either, both count.
    /// A question to the value itself (<c>path.StartsWith("/api")</c>) bounds nothing, except whether it equals another. Whether all of the known ones are others is answered the other way round.
    /// </summary>
    private static bool IsSearch(IInvocationOperation call, bool outcome, Sought value, int depth)
    {
        if (call.Type?.SpecialType != SpecialType.System_Boolean) return false;
        var method = call.TargetMethod;
        if (method.Locations[0].IsInSource) return (!value.InFixedSets || KnownSets.AreCalledSo(method.Name)) && (IsAmongArguments(call, value.Value, first: 0) || call.Instance is { } asked && IsAbout(asked, value.Value));
        if (method.Name is "All" or "TrueForAll") return outcome ? IsImpliedByAll(call, value, depth) : IsFound(call, value);
        if (!outcome) return false;
        if (method.Name != "Equals") return IsFound(call, value);
        if (call.Instance is { } compared && IsAbout(compared, value.Value)) return !value.InFixedSets || call.Arguments[0].Value.ConstantValue.HasValue;
        return IsAmongArguments(call, value.Value, first: 0) && (!value.InFixedSets || call.Instance is null && call.Arguments.Length > 1 && (call.Arguments[0].Value.ConstantValue.HasValue || call.Arguments[1].Value.ConstantValue.HasValue));
    }

    /// <summary>The call asks a collection for the value.</summary>
    private static bool IsFound(IInvocationOperation call, Sought value)
        => IsAmongArguments(call, value.Value, first: call.TargetMethod.IsExtensionMethod ? 1 : 0) && (!value.InFixedSets || (call.Instance ?? (call.Arguments.Length > 1 ? call.Arguments[0].Value : null)) is { } collection && KnownSets.IsFixed(collection));

    /// <summary>What holds for all of them is a test of the value by itself: <c>checks.All(check =&gt; check.Accepts(path))</c>, and not <c>known.All(one =&gt; one != path)</c>.</summary>
    private static bool IsImpliedByAll(IInvocationOperation call, Sought value, int depth)
        => LambdaValues.LambdaIn(call.Arguments) is { } lambda && MethodCode.ReturnsOf(lambda) is [var tested] && Implies(tested, true, value, depth + 1);

    private static bool IsAmongArguments(IInvocationOperation call, IOperation value, int first)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: not RefKind.Out } parameter || parameter.Ordinal < first) continue;
            foreach (var part in argument.Value.DescendantsAndSelf())
                if (IsSame(part, value)) return true;
        }
        return false;
    }

    private static bool IsSame(IOperation tested, IOperation value)
    {
        if (value is ILocalReferenceOperation or IParameterReferenceOperation)
            return tested is ILocalReferenceOperation or IParameterReferenceOperation && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(tested), Target.SymbolOf(value));
        return tested.Kind == value.Kind && SyntaxFactory.AreEquivalent(tested.Syntax, value.Syntax);
    }
}
