using System;
using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>Unit codes as a unit field wants them: <see cref="Ucum"/>, things counted in braces. Knows the words that people write instead.</summary>
internal static class UnitCodes
{
    private static readonly Dictionary<string, string> Corrections = new()
    {
        ["B"] = "By", ["KB"] = "KBy", ["kB"] = "kBy", ["MB"] = "MBy", ["GB"] = "GBy", ["TB"] = "TBy", ["PB"] = "PBy",
        ["KiB"] = "KiBy", ["MiB"] = "MiBy", ["GiB"] = "GiBy", ["TiB"] = "TiBy",
        ["Kb"] = "kbit", ["Mb"] = "Mbit", ["Gb"] = "Gbit", ["bps"] = "bit/s", ["kbps"] = "kbit/s", ["Mbps"] = "Mbit/s", ["Gbps"] = "Gbit/s", ["Bps"] = "By/s",
        ["hz"] = "Hz", ["khz"] = "kHz", ["KHz"] = "kHz", ["mhz"] = "MHz", ["ghz"] = "GHz", ["hr"] = "h", ["ea"] = "{item}",
        ["\u00B5s"] = "us", ["\u03BCs"] = "us", ["\u00B0C"] = "Cel", ["\u2103"] = "Cel", ["\u00B0F"] = "[degF]", ["\u00B0"] = "deg", ["\u03A9"] = "Ohm", ["\u2126"] = "Ohm", ["\u2030"] = "[ppth]",
    };

    /// <summary>What people write in any casing: <c>count</c>, <c>Count</c>.</summary>
    private static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["amps"] = "A", ["amp"] = "A", ["fraction"] = "1", ["none"] = "1", ["dimensionless"] = "1", ["unitless"] = "1", ["count"] = "{count}", ["counts"] = "{count}", ["each"] = "{item}",
        ["req"] = "{request}", ["reqs"] = "{request}", ["msg"] = "{message}", ["msgs"] = "{message}",
    };

    private static readonly HashSet<string> CountedThings =
    [
        "request", "response", "item", "message", "error", "event", "connection", "operation", "call", "user", "job", "task", "order", "query", "row", "record", "packet", "thread", "session",
        "transaction", "exception", "file", "entry", "object", "element", "page", "hit", "miss", "retry", "attempt", "failure", "process", "document", "batch", "worker", "instance", "command",
    ];

    /// <summary>The code for a unit that is written in another way; null where it is a code already, or where we do not know it.</summary>
    public static string? Correct(string unit)
    {
        if (Corrections.TryGetValue(unit, out var whole) || Spoken.TryGetValue(unit, out whole)) return whole;
        var parts = unit.Replace(" per ", "/").Replace("_per_", "/").Split('/');
        var corrected = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            // By itself the short form may stand for the rate.
            var isCountedInRate = i == 0 && parts.Length > 1 && parts[i] is "op" or "ops";
            if ((isCountedInRate ? "{operation}" : CorrectPart(parts[i])) is not { } code) return null;
            corrected.Append(i > 0 ? "/" : "").Append(code);
        }
        var result = corrected.ToString();
        return result == unit ? null : result;
    }

    /// <summary>The code of a rate that a name tells by <c>per</c> (<c>orders_per_second</c>); null where it tells none, or one that we do not know.</summary>
    public static string? OfRate(IReadOnlyList<Word> words)
    {
        var per = words.Count - 2;
        return per > 0 && words[per].Text == "per" && CorrectPart(words[per - 1].Text) is { } what && CorrectPart(words[per + 1].Text) is { } time ? what + "/" + time : null;
    }

    /// <summary>The part of a unit before or after a slash as a code; null where we do not know it.</summary>
    private static string? CorrectPart(string part)
    {
        if (Corrections.TryGetValue(part, out var code) || Spoken.TryGetValue(part, out code)) return code;
        if (part.Length == 0 || Ucum.IsCode(part)) return part;
        var word = part.ToLowerInvariant();
        if (word.Length > 1 && (Units.Find(word) ?? Units.Find(word + "s")) is { Ucum: { } ucum }) return ucum;
        if (CountedThings.Contains(word)) return "{" + word + "}";
        return EnglishPlural.Is(word) ? "{" + EnglishPlural.Singular(word).TrimEnd('_') + "}" : IsCapitalizedWord(part) ? "{" + word + "}" : null;
    }

    /// <summary>No code of UCUM is written so: <c>Video</c>, <c>Subscription</c>.</summary>
    private static bool IsCapitalizedWord(string part)
    {
        for (var i = 0; i < part.Length; i++)
            if (i == 0 ? part[i] is < 'A' or > 'Z' : part[i] is < 'a' or > 'z') return false;
        return part.Length > 3;
    }
}
