using System.Globalization;
using System.Text.RegularExpressions;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

/// <summary>Numbers as the grammar of OpenMetrics has them: decimal, without separators; infinity and NaN in any case, NaN without a sign.</summary>
internal static partial class RealNumber
{
    /// <summary>A value: any number, infinity or NaN.</summary>
    public static double Value(LineReader line, string token)
        => TryValue(token, out var value) ? value : throw line.Refuse($"'{token}' is not a number that fits a double.");

    /// <summary>A point in time: neither infinity nor NaN.</summary>
    public static double Timestamp(LineReader line, string token)
        => TryFinite(token, out var value) ? value : throw line.Refuse($"'{token}' is not a timestamp.");

    public static bool TryFinite(string token, out double value)
    {
        value = 0;
        return Decimal().IsMatch(token) && double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static bool TryValue(string token, out double value)
    {
        if (TryFinite(token, out value)) return true;
        value = NotANumber().IsMatch(token) ? double.NaN : token.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity;
        return double.IsNaN(value) || Infinity().IsMatch(token);
    }

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A[+-]?[iI][nN][fF]([iI][nN][iI][tT][yY])?\z")]
    private static partial Regex Infinity();

    [GeneratedRegex(@"\A[nN][aA][nN]\z")]
    private static partial Regex NotANumber();
}
