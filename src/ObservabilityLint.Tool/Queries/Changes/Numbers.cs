using System.Globalization;

namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>Numbers for persons.</summary>
internal static class Numbers
{
    public static string Text(double number) => number.ToString("G12", CultureInfo.InvariantCulture);

    /// <summary>What a number is in the new unit, as an aside; nothing for what is no number.</summary>
    public static string Suggestion(string number, double factor)
        => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Suggestion(value, factor) : "";

    public static string Suggestion(double value, double factor) => $" ({Text(value)} is {Text(value * factor)})";
}
