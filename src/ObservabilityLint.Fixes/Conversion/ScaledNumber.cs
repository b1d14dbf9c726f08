using System.Globalization;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>Numbers as they stand in source, scaled in decimal: 5 times 0.001 is written 0.005 and nothing else.</summary>
internal static class ScaledNumber
{
    /// <summary>The literal times the factor, of the same type where that matters (<c>5d</c> stays a double); null if that is not exact.</summary>
    public static string? Of(string literal, double factor)
    {
        if (literal.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase) || literal.StartsWith("0b", System.StringComparison.OrdinalIgnoreCase)) return null;
        var digits = literal.Replace("_", "").TrimEnd("dDfFlLuUmM".ToCharArray());
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Exact(factor) is not { } by) return null;
        decimal scaled;
        try
        {
            scaled = value * by;
            if (scaled / by != value) return null;
        }
        catch (System.OverflowException)
        {
            return null;
        }
        var text = scaled.ToString("0.############################", CultureInfo.InvariantCulture);
        return text + Suffix(literal, digits, text, scaled);
    }

    /// <summary>What an expression is followed by to be scaled: a division where that makes the constant a round number. In floating point, whatever the expression's type is.</summary>
    public static string Operator(double factor)
    {
        var by = Exact(factor) is { } exact && exact < 1 && decimal.Remainder(1, exact) == 0 ? (" / ", Plain(1 / exact)) : (" * ", Exact(factor) is { } other ? Plain(other) : factor.ToString("R", CultureInfo.InvariantCulture));
        return by.Item1 + by.Item2 + "d";
    }

    /// <summary>Through its shortest text: the conversion itself would round to 15 digits.</summary>
    private static decimal? Exact(double factor)
        => decimal.TryParse(factor.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact != 0 ? exact : null;

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Suffix(string literal, string digits, string text, decimal scaled)
    {
        if (literal[literal.Length - 1] is 'd' or 'D') return literal.Substring(literal.Length - 1);
        var wasFloating = digits.IndexOfAny(['.', 'e', 'E']) >= 0 || literal[literal.Length - 1] is 'f' or 'F';
        if (text.IndexOf('.') >= 0) return "";
        return wasFloating ? ".0" : scaled > long.MaxValue ? "d" : "";
    }
}
