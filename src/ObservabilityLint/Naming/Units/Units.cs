using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// A unit word as it stands in metric names. <see cref="Base"/> is the base unit's word; a recorded value times <see cref="Factor"/> is in that base unit
/// (null where no factor converts it: Fahrenheit has an offset, a month no fixed length). <see cref="Ucum"/> is the code for a unit field.
/// </summary>
internal sealed record UnitWord(string Word, string Base, double? Factor, string? Ucum, bool IsAbbreviation)
{
    public bool IsBase => Word == Base;

    /// <summary>The base unit as the object of a sentence.</summary>
    public string BaseInWords => Base == "ratio" ? "a ratio from 0 to 1" : Base;

    /// <summary>
    /// The other factor that people mean by the same word: a kilobyte is 1000 bytes in name and 1024 in much code. Null where the word is clear.
    /// </summary>
    public double? BinaryFactor => Base != "bytes" ? null : Factor switch { 1e3 => 1024d, 1e6 => 1048576d, 1e9 => 1073741824d, 1e12 => 1099511627776d, 1e15 => 1125899906842624d, _ => null };
}

/// <summary>The unit words of metric names: Prometheus base units, what is not base, and abbreviations. Factors follow SI and IEC.</summary>
internal static class Units
{
    private static readonly Dictionary<string, UnitWord> ByWord = Build(), ByCode = BuildByCode();

    /// <summary>The unit that a word of a name stands for, or null if it is not a unit word.</summary>
    public static UnitWord? Find(string word) => ByWord.TryGetValue(word, out var unit) ? unit : null;

    /// <summary>The unit that a code of a unit field stands for, as the word of it that is not an abbreviation; null if it is not one that converts.</summary>
    public static UnitWord? OfCode(string code) => ByCode.TryGetValue(code == "KBy" ? "kBy" : code, out var unit) ? unit : null;

    /// <summary>The unit that is so many of a base unit, or null if it has no name.</summary>
    public static UnitWord? Of(string @base, double factor)
    {
        foreach (var unit in ByCode.Values)
            if (unit.Base == @base && unit.Factor is { } known && System.Math.Abs(known / factor - 1) < 1e-9) return unit;
        return null;
    }

    private static Dictionary<string, UnitWord> BuildByCode()
    {
        var units = new Dictionary<string, UnitWord>();
        foreach (var unit in ByWord.Values)
            if (unit is { Ucum: { } code, Factor: not null, IsAbbreviation: false } && !units.ContainsKey(code)) units.Add(code, unit);
        return units;
    }

    private static Dictionary<string, UnitWord> Build()
    {
        var units = new Dictionary<string, UnitWord>();
        AddBases(units);
        AddOthers(units);
        AddAbbreviations(units);
        return units;
    }

    private static void AddBases(Dictionary<string, UnitWord> units)
    {
        (string Word, string Ucum)[] bases =
        [
            ("seconds", "s"), ("bytes", "By"), ("meters", "m"), ("metres", "m"), ("grams", "g"), ("joules", "J"), ("volts", "V"),
            ("amperes", "A"), ("celsius", "Cel"), ("kelvin", "K"), ("watts", "W"), ("hertz", "Hz"),
        ];
        (string Prefix, double Factor, string Symbol)[] prefixes =
        [
            ("pico", 1e-12, "p"), ("nano", 1e-9, "n"), ("micro", 1e-6, "u"), ("milli", 1e-3, "m"), ("centi", 1e-2, "c"), ("deci", 1e-1, "d"),
            ("deca", 1e1, "da"), ("hecto", 1e2, "h"), ("kilo", 1e3, "k"), ("mega", 1e6, "M"), ("giga", 1e9, "G"), ("tera", 1e12, "T"), ("peta", 1e15, "P"),
            ("kibi", 1024d, "Ki"), ("mebi", 1048576d, "Mi"), ("gibi", 1073741824d, "Gi"), ("tebi", 1099511627776d, "Ti"), ("pebi", 1125899906842624d, "Pi"),
        ];
        foreach (var (word, ucum) in bases)
        {
            units.Add(word, new UnitWord(word, word, 1, ucum, false));
            foreach (var (prefix, factor, symbol) in prefixes)
                units.Add(prefix + word, new UnitWord(prefix + word, word, factor, symbol + ucum, false));
        }
        foreach (var (prefix, factor, symbol) in prefixes)
            units.Add(prefix + "bits", new UnitWord(prefix + "bits", "bytes", factor / 8, symbol + "bit", false));
        units.Add("ratio", new UnitWord("ratio", "ratio", 1, "1", false));
    }

    private static void AddOthers(Dictionary<string, UnitWord> units)
    {
        (string Word, string Base, double? Factor, string? Ucum)[] others =
        [
            ("minutes", "seconds", 60, "min"), ("hours", "seconds", 3600, "h"), ("days", "seconds", 86400, "d"), ("weeks", "seconds", 604800, "wk"),
            ("months", "seconds", null, "mo"), ("years", "seconds", null, "a"),
            ("bits", "bytes", 1d / 8, "bit"), ("percent", "ratio", 0.01, "%"), ("percents", "ratio", 0.01, "%"), ("percentage", "ratio", 0.01, "%"),
            ("kelvins", "kelvin", 1, "K"), ("fahrenheit", "celsius", null, "[degF]"), ("rankine", "celsius", null, "[degR]"),
            ("inches", "meters", 0.0254, "[in_i]"), ("feet", "meters", 0.3048, "[ft_i]"), ("yards", "meters", 0.9144, "[yd_i]"), ("miles", "meters", 1609.344, "[mi_i]"),
            ("calories", "joules", 4.184, "cal"), ("kilocalories", "joules", 4184, "kcal"), ("pounds", "grams", 453.59237, "[lb_av]"), ("ounces", "grams", 28.349523125, "[oz_av]"),
        ];
        foreach (var (word, @base, factor, ucum) in others)
            units.Add(word, new UnitWord(word, @base, factor, ucum, false));
    }

    private static void AddAbbreviations(Dictionary<string, UnitWord> units)
    {
        // "min" is left out: in a name it is a minimum as often as minutes. "m" (minutes or meters) has no factor, so that nothing is guessed.
        (string Word, string Base, double? Factor, string? Ucum)[] abbreviations =
        [
            ("s", "seconds", 1, "s"), ("sec", "seconds", 1, "s"), ("secs", "seconds", 1, "s"),
            ("ms", "seconds", 1e-3, "ms"), ("msec", "seconds", 1e-3, "ms"), ("msecs", "seconds", 1e-3, "ms"), ("millis", "seconds", 1e-3, "ms"),
            ("us", "seconds", 1e-6, "us"), ("usec", "seconds", 1e-6, "us"), ("micros", "seconds", 1e-6, "us"),
            ("ns", "seconds", 1e-9, "ns"), ("nsec", "seconds", 1e-9, "ns"), ("nanos", "seconds", 1e-9, "ns"),
            ("m", "seconds", null, null), ("mins", "seconds", 60, "min"), ("h", "seconds", 3600, "h"), ("hrs", "seconds", 3600, "h"), ("d", "seconds", 86400, "d"),
            // Decimal, as the format's own units are; see BinaryFactor.
            ("b", "bytes", 1, "By"), ("kb", "bytes", 1e3, "kBy"), ("mb", "bytes", 1e6, "MBy"), ("gb", "bytes", 1e9, "GBy"), ("tb", "bytes", 1e12, "TBy"), ("pb", "bytes", 1e15, "PBy"),
            ("kib", "bytes", 1024d, "KiBy"), ("mib", "bytes", 1048576d, "MiBy"), ("gib", "bytes", 1073741824d, "GiBy"), ("tib", "bytes", 1099511627776d, "TiBy"),
            ("pct", "ratio", 0.01, "%"),
        ];
        foreach (var (word, @base, factor, ucum) in abbreviations)
            units.Add(word, new UnitWord(word, @base, factor, ucum, true));
    }
}
