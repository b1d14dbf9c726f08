using System.Globalization;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>What a number is worth: digits in groups, hexadecimal, octal after a leading zero, as Go reads them.</summary>
internal static class NumberValue
{
    /// <summary>Null if it is no number.</summary>
    public static double? Of(ReadOnlySpan<char> text)
    {
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase)) return double.PositiveInfinity;
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
        var isHexadecimal = text.Length > 1 && text[0] == '0' && text[1] is 'x' or 'X';
        if (text.Contains('_'))
        {
            if (!AreGroups(text, isHexadecimal)) return null;
            text = text.ToString().Replace("_", "");
        }
        if (isHexadecimal) return long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) && hexadecimal >= 0 ? hexadecimal : null;
        if (text.Length > 1 && text[0] == '0' && !text.ContainsAnyExceptInRange('0', '7')) return Octal(text);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    /// <summary>An underscore stands between two digits; the prefix of a hexadecimal number counts for one.</summary>
    private static bool AreGroups(ReadOnlySpan<char> text, bool isHexadecimal)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '_' && (i == 0 || i + 1 == text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i - 1]) && !(isHexadecimal && i == 2)))
                return false;
        return true;
    }

    private static double Octal(ReadOnlySpan<char> text)
    {
        double value = 0;
        foreach (var digit in text) value = value * 8 + (digit - '0');
        return value;
    }
}
