using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Naming;

/// <summary>The unit as a word of a help text, which must change with the unit of the values.</summary>
internal static class HelpUnit
{
    /// <summary>The help with the base unit in the place of the other one; null if it does not mention it. Numbers keep their unit: "slower than 500 ms" stays true.</summary>
    public static string? Replace(string help, UnitWord unit)
    {
        var replaced = Regex.Replace(help, @"(?<![\d.][ -]?)\b[A-Za-z]{2,}\b", match => IsUnit(match.Value, unit) ? unit.Base : match.Value, RegexOptions.CultureInvariant);
        return replaced == help ? null : replaced.Replace(" in ratio", " as a ratio");
    }

    private static bool IsUnit(string word, UnitWord unit)
    {
        var lower = word.ToLowerInvariant();
        return lower != "us" && (Units.Find(lower) ?? Units.Find(lower + "s")) is { } found && found.Base == unit.Base && found.Factor == unit.Factor;
    }
}
