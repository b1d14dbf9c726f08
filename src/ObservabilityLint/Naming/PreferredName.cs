using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>
/// The name (and, in a dialect with a unit field, the unit) that satisfies every rule of the dialect at once, so that no fix undoes another's work.
/// Where reaching it changes the unit, recorded values must be multiplied by <see cref="Factor"/>; <see cref="WithoutConversion"/> is the best name that leaves them alone.
/// </summary>
internal sealed record PreferredName(string Name, string? Unit, double Factor, string WithoutConversion)
{
    public bool NeedsConversion => Factor != 1;

    /// <summary>The unit that the old name speaks of, where the new one has another.</summary>
    public UnitWord? ConvertedUnit { get; private init; }

    /// <summary>The preferred name, or null where nothing sensible is left of the words.</summary>
    public static PreferredName? For(NamingConvention convention, InstrumentKind kind, string name, string? unit, string? requiredPrefix)
    {
        var words = Words.Split(name);
        if (words.Count == 0 || convention.IsFreeText) return null;
        // The prefix first: behind it a lone `total` is a suffix.
        if (requiredPrefix != null) words = Words.Split(RequiredPrefix.Prepend(Words.Join(words, '_', convention.NamespaceSeparator), requiredPrefix, convention.NamespaceSeparator));
        return convention.UnitIsInName
            ? UnitInName(convention, kind, words, requiredPrefix)
            : UnitAside(convention, kind, words, unit, requiredPrefix);
    }

    private static PreferredName UnitInName(NamingConvention convention, InstrumentKind kind, List<Word> words, string? requiredPrefix)
    {
        for (var before = -1; before != words.Count;)
        {
            before = words.Count;
            if (words.Count > 1 && words[words.Count - 1].Text == "total" && words[words.Count - 2].Text == "total") words.RemoveAt(words.Count - 1);
            if (kind == InstrumentKind.Counter) DropLast(words, "totals");
            DropTypeWord(words, kind);
            DropForeignSuffixes(words, kind, convention);
            DropRepeatedUnit(words, kind);
            // What the suffix is about to say must not be said twice: `total_queries` becomes `queries_total`.
            if (kind == InstrumentKind.Counter && words[words.Count - 1].Text != convention.CounterSuffix) CounterWords.Drop(words, requiredPrefix is null ? 0 : Words.Split(requiredPrefix).Count);
        }
        var unit = UnitPosition.UnitOf(words, kind);
        var plain = Write(convention, kind, words, unit is { Factor: 1 } ? unit.Base : null, requiredPrefix);
        if (unit is not { Factor: { } factor } || factor == 1)
            return new PreferredName(plain, null, 1, plain);
        return new PreferredName(Write(convention, kind, words, unit.Base, requiredPrefix), null, factor, plain) { ConvertedUnit = unit };
    }

    private static PreferredName UnitAside(NamingConvention convention, InstrumentKind kind, List<Word> words, string? unit, string? requiredPrefix)
    {
        // Taking one word away may bare the next: `x_total_ms` is `x_total` in milliseconds.
        for (var before = -1; before != words.Count;)
        {
            before = words.Count;
            DropTypeWord(words, kind);
            // A counter's name, and a name with a unit, get another ending from the exporter. The unit counts as it will be: once `jobs` is `{job}` it adds nothing.
            if (kind == InstrumentKind.Counter) DropLast(words, "total");
            else if (PrometheusTranslation.UnitWord(unit is null ? null : UnitCodes.Correct(unit) ?? unit).Length == 0) DropForeignSuffixes(words, kind, convention);
            if (ExporterSuffix.UnitToDrop(words, kind, unit) is not { } inName) continue;
            unit ??= inName.Ucum;
            words.RemoveAt(words.Count - 1);
        }
        var name = Write(convention, kind, words, null, requiredPrefix);
        return new PreferredName(name, unit, 1, name);
    }

    private static string Write(NamingConvention convention, InstrumentKind kind, List<Word> words, string? unitWord, string? requiredPrefix)
    {
        words = [.. words];
        if (unitWord != null)
        {
            var index = UnitPosition.Find(words);
            words[index] = words[index] with { Text = unitWord };
        }
        var suffix = kind == InstrumentKind.Counter ? convention.CounterSuffix : null;
        if (suffix != null) DropLast(words, suffix);
        MoveDigitsFromStart(words, kind);
        if (suffix != null && words[words.Count - 1].Text != suffix) words.Add(new Word(suffix, false));
        var name = Words.Join(words, '_', convention.NamespaceSeparator);
        if (requiredPrefix != null) name = RequiredPrefix.Prepend(name, requiredPrefix, convention.NamespaceSeparator);
        return name[0] is >= '0' and <= '9' ? (convention.NamespaceSeparator == '.' ? "n" : "_") + name : name;
    }

    private static void DropTypeWord(List<Word> words, InstrumentKind kind)
    {
        var index = TypeWord.Find(words, kind);
        if (index < 0) return;
        var startsNamespace = words[index].StartsNamespace;
        words.RemoveAt(index);
        if (index < words.Count && startsNamespace) words[index] = words[index] with { StartsNamespace = true };
    }

    /// <summary>Counters keep their <c>total</c>; the others lose it together with suffixes that samples of other types own.</summary>
    private static void DropForeignSuffixes(List<Word> words, InstrumentKind kind, NamingConvention convention)
    {
        while (words.Count > 1)
        {
            var last = words[words.Count - 1].Text;
            var foreign = ReservedSuffixes.IsForeign(last, kind, convention) || last == "total" && kind is not (InstrumentKind.Counter or InstrumentKind.Unknown);
            if (!foreign) return;
            words.RemoveAt(words.Count - 1);
            // How many there are is told by the plural: `server_count` becomes `servers`.
            if (last == "count" && kind == InstrumentKind.Gauge && words[words.Count - 1] is var things && Units.Find(things.Text) is null) words[words.Count - 1] = things with { Text = EnglishPlural.Of(things.Text) };
        }
    }

    /// <summary>One unit is enough: <c>wait_seconds_ms</c>, <c>wait_ms_milliseconds</c>. What the word in the unit's place says counts.</summary>
    private static void DropRepeatedUnit(List<Word> words, InstrumentKind kind)
    {
        while (UnitPosition.UnitOf(words, kind) is { } unit && UnitPosition.Find(words) is > 1 and var index && words[index - 1].Text.Length > 1
            && Units.Find(words[index - 1].Text) is { } other && other.Base == unit.Base && (other.IsBase || other.Factor == unit.Factor)) words.RemoveAt(index - 1);
    }

    private static void DropLast(List<Word> words, string word)
    {
        while (words.Count > 1 && words[words.Count - 1].Text == word) words.RemoveAt(words.Count - 1);
    }

    /// <summary>A name must not begin with a digit: <c>2xx_responses</c> becomes <c>responses_2xx</c>. A unit keeps its place.</summary>
    private static void MoveDigitsFromStart(List<Word> words, InstrumentKind kind)
    {
        if (words.Count < 2 || words[0].Text[0] is not (>= '0' and <= '9') || words[1].Text[0] is >= '0' and <= '9') return;
        if (words[1].Text == "per" || UnitPosition.Find(words) == 1 && UnitPosition.UnitOf(words, kind) != null) return;
        var first = words[0];
        words[0] = words[1] with { StartsNamespace = false };
        words[1] = first with { StartsNamespace = false };
    }
}
