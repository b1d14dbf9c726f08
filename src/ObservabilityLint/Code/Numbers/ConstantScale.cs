using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The constant that a product, a quotient or a shift scales a value by.</summary>
internal static class ConstantScale
{
    /// <summary>The value and what it must be multiplied by to undo the scaling: <c>x / 1024</c> gives <c>x</c> and 1024.</summary>
    public static (IOperation Inner, double By)? Of(IBinaryOperation binary) => binary.OperatorKind switch
    {
        BinaryOperatorKind.Divide when Number(binary.RightOperand) is { } by => (binary.LeftOperand, by),
        BinaryOperatorKind.Multiply when Number(binary.RightOperand) is { } by => (binary.LeftOperand, 1 / by),
        BinaryOperatorKind.Multiply when Number(binary.LeftOperand) is { } by => (binary.RightOperand, 1 / by),
        BinaryOperatorKind.RightShift when Number(binary.RightOperand) is { } bits and > 0 and < 63 => (binary.LeftOperand, Math.Pow(2, bits)),
        _ => null,
    };

    /// <summary>A constant number other than 0.</summary>
    public static double? Number(IOperation operation)
        => operation.ConstantValue is { HasValue: true, Value: IConvertible value and not (string or bool or char or decimal) }
            ? value.ToDouble(CultureInfo.InvariantCulture) is var number && number != 0 ? number : null
            : null;
}
