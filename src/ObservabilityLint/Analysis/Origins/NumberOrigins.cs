using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>How many values a number has that is computed, drawn by lot, or counted.</summary>
internal static class NumberOrigins
{
    private static readonly MemberTable Drawn = new("System.Random.Next", "System.Random.NextInt64", "System.Security.Cryptography.RandomNumberGenerator.GetInt32");

    /// <summary>A remainder by more than that may be one of few, or not.</summary>
    private const double MaximumRemainders = 1024;

    /// <summary>What is computed from numbers of which there are few is one of few, and so is the remainder by a low constant. What is computed from others may have any number of values.</summary>
    public static ValueOrigin Of(IBinaryOperation number, OriginTrace trace)
    {
        if (RemainderOf(number) is { } remainder) return remainder;
        var returns = trace.Budget.Returns;
        return trace.Of(number.LeftOperand) is BoundedOrigin && trace.Of(number.RightOperand) is BoundedOrigin ? trace.Grown(BoundedOrigin.OfUnknownSize, returns) : ValueOrigin.Unknown;
    }

    /// <summary><c>random.Next(8)</c>; null for other calls, and where the bound is not certain to be low.</summary>
    public static BoundedOrigin? OfDrawn(IInvocationOperation call, OriginTrace trace)
    {
        if (!Drawn.Contains(call.TargetMethod) || call.Arguments.IsEmpty) return null;
        var first = call.Arguments.Length == 1 ? 0 : NumberIn(call.Arguments[0].Value);
        if (first is { } lowest && NumberIn(call.Arguments[call.Arguments.Length - 1].Value) is { } end) return end > lowest ? new BoundedOrigin(end - lowest) : null;
        foreach (var argument in call.Arguments)
            if (trace.Of(argument.Value) is not BoundedOrigin) return null;
        return BoundedOrigin.OfUnknownSize;
    }

    /// <summary><c>Enumerable.Range(1, 10)</c>; null for other calls.</summary>
    public static BoundedOrigin? OfRange(IInvocationOperation call)
        => call is { TargetMethod: { Name: "Range", ContainingType: var type }, Arguments: [_, var count] } && type.Is("System.Linq", "Enumerable") && NumberIn(call.Arguments[0].Value) != null && NumberIn(count.Value) is { } size and > 0 ? new BoundedOrigin(size) : null;

    /// <summary>The variable of <c>for (var i = 0; i &lt; 8; i++)</c>, of which the end stays the same; null for other variables.</summary>
    public static BoundedOrigin? OfCounted(ILocalReferenceOperation variable, OriginTrace trace)
    {
        if (CountedLoop.Of(variable, trace.Analysis.BodyOf(variable)) is not { } loop) return null;
        if (NumberIn(loop.First) is { } first && NumberIn(loop.Limit) is { } limit) return new BoundedOrigin(Math.Abs(limit - first) + (loop.ReachesLimit ? 1 : 0));
        return trace.Of(loop.First) is BoundedOrigin && trace.Of(loop.Limit) is BoundedOrigin ? BoundedOrigin.OfUnknownSize : null;
    }

    private static BoundedOrigin? RemainderOf(IBinaryOperation number) => number switch
    {
        { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal } => null,
        { OperatorKind: BinaryOperatorKind.Remainder } when NumberIn(number.RightOperand) is { } divisor && divisor != 0 && Math.Abs(divisor) <= MaximumRemainders => new BoundedOrigin(Math.Abs(divisor)),
        { OperatorKind: BinaryOperatorKind.And } when (NumberIn(number.RightOperand) ?? NumberIn(number.LeftOperand)) is { } mask and >= 0 and < MaximumRemainders => new BoundedOrigin(mask + 1),
        _ => null,
    };

    private static double? NumberIn(IOperation value)
        => CallSite.Unwrap(value) is { Type: var type, ConstantValue: { HasValue: true, Value: IConvertible constant } } && NumberType.Is(type) ? constant.ToDouble(CultureInfo.InvariantCulture) : null;
}
