using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Texts that are put together: of as many values as their parts together, and unbounded if one part is.</summary>
internal static class ComposedText
{
    public static ValueOrigin Of(IOperation value, OriginTrace trace)
    {
        var returns = trace.Budget.Returns;
        return trace.Grown(Made(value, trace), returns);
    }

    /// <summary>What a variable holds after something is added to it.</summary>
    public static ValueOrigin OfSum(ICompoundAssignmentOperation addition, OriginTrace trace)
    {
        var returns = trace.Budget.Returns;
        return trace.Grown(trace.Of(addition.Target).With(trace.Of(addition.Value)), returns);
    }

    /// <summary>The parts of a call that puts a text together, one after the other.</summary>
    public static ValueOrigin Of(IEnumerable<ComposedPart> parts, OriginTrace trace)
    {
        var returns = trace.Budget.Returns;
        ValueOrigin all = BoundedOrigin.Of("");
        foreach (var part in parts)
            all = all.With(part.Value is { } value ? trace.Of(value) : part.Text is { } text ? BoundedOrigin.Of(text) : new BoundedOrigin(1));
        return trace.Grown(all, returns);
    }

    /// <summary>Something that is made of these values.</summary>
    public static ValueOrigin Of(IEnumerable<IArgumentOperation> arguments, OriginTrace trace)
    {
        var returns = trace.Budget.Returns;
        ValueOrigin all = new BoundedOrigin(1);
        foreach (var argument in arguments) all = all.With(trace.Of(argument.Value));
        return trace.Grown(all, returns);
    }

    private static ValueOrigin Made(IOperation value, OriginTrace trace) => value switch
    {
        IInterpolatedStringOperation interpolated => Of(interpolated, trace),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Sum(sum, trace),
        // Sums and differences of times, and sums of paths. Other arithmetic may leave any number of values.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: { } method } sum when !method.Locations[0].IsInSource && sum.Type?.SpecialType != SpecialType.System_Decimal
            => trace.Of(sum.LeftOperand).With(trace.Of(sum.RightOperand)) is UnboundedOrigin unbounded ? unbounded : ValueOrigin.Unknown,
        _ => ValueOrigin.Unknown,
    };

    private static ValueOrigin Of(IInterpolatedStringOperation interpolated, OriginTrace trace)
    {
        ValueOrigin all = BoundedOrigin.Of("");
        foreach (var part in interpolated.Parts)
            all = all.With(part switch
            {
                IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => BoundedOrigin.Of(text),
                IInterpolationOperation hole => Filled(hole.Expression, hole.FormatString, hole.Alignment, trace),
                // The handler's parameters are named alike, whoever writes it: the compiler fills them by these names.
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var appended, ..] } call } => Filled(appended.Value, CallSite.Of(call)?.Argument("format"), CallSite.Of(call)?.Argument("alignment"), trace),
                _ => ValueOrigin.Unknown,
            });
        return all;
    }

    private static ValueOrigin Filled(IOperation value, IOperation? format, IOperation? alignment, OriginTrace trace)
    {
        var origin = trace.Of(value);
        if (origin is BoundedOrigin bounded) return format is null && alignment is null ? bounded : bounded.Changed(null);
        var isCoarse = format?.ConstantValue is { HasValue: true, Value: string text } && TextCalls.IsCoarseFormat(text, CallSite.Unwrap(value).Type);
        return isCoarse ? ValueOrigin.Unknown : origin;
    }

    /// <summary>Long sums lean to the left, deeper than the stack would bear.</summary>
    private static ValueOrigin Sum(IBinaryOperation sum, OriginTrace trace)
    {
        var operands = new Stack<IOperation>();
        IOperation left = sum;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } inner)
        {
            operands.Push(inner.RightOperand);
            left = CallSite.Unwrap(inner.LeftOperand);
        }
        var all = trace.Of(left);
        while (operands.Count > 0) all = all.With(trace.Of(operands.Pop()));
        return all;
    }
}
