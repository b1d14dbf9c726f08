using System.Text.RegularExpressions;

namespace ObservabilityLint.Naming;

/// <summary>The unit as a word of a help text: it tells the unit of the values, and must change with it.</summary>
internal static class HelpUnit
{
    /// <summary>The help with the base unit in the place of the other one; null if it does not mention it. Numbers keep their unit: "slower than 500 ms" stays true.</summary>
    public static string? Replace(string help, UnitWord unit)
    {
        var replaced = Regex.Replace(help, @"(?<![\d.][ -]?)\b[A-Za-z]{2,}\b", match => IsUnit(match.Value, unit, help.Substring(0, match.Index)) ? unit.Base : match.Value, RegexOptions.CultureInvariant);
        return replaced == help ? null : replaced.Replace(" in ratio", " as a ratio");
    }

    /// <summary>The only unit that the help tells: "in ms", "(bytes)", "Seconds since …". Null where it tells none, or more than one; a number's unit is not that of the metric, and "database(s)" is a plural.</summary>
    public static UnitWord? Find(string help)
    {
        UnitWord? only = null;
        foreach (Match match in Regex.Matches(help, @"(?<![\d.][ -]?)(?<before>\bin\s+|(?<![A-Za-z])[(\[]\s*)?\b(?<word>[A-Za-z]{1,})\b", RegexOptions.CultureInvariant))
        {
            var word = match.Groups["word"].Value.ToLowerInvariant();
            if (word == "us" && !match.Groups["before"].Success || Units.Find(word) is not { } unit || unit.IsAbbreviation && !match.Groups["before"].Success) continue;
            if (only != null && (only.Base != unit.Base || only.Factor != unit.Factor)) return null;
            only = unit;
        }
        return only;
    }

    /// <summary>The help says that it is a number of things, or a part of something, which have no unit.</summary>
    public static bool SaysNone(string help)
        => Regex.IsMatch(help, @"\b(number|count|counts|amount|items|entries|elements|records|rows|percent|percentage|ratio|fraction|share|proportion)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Of "us", only what stands before it tells that it is no country, and not we.</summary>
    private static bool IsUnit(string word, UnitWord unit, string before)
    {
        var lower = word.ToLowerInvariant();
        return (lower != "us" || word == lower && Regex.IsMatch(before, @"(\bin\s+|[(\[]\s*)$", RegexOptions.CultureInvariant)) && (Units.Find(lower) ?? Units.Find(lower + "s")) is { } found && found.Base == unit.Base && found.Factor == unit.Factor;
    }
}
