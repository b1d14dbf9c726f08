using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Options;

/// <summary>Finds, in the options of a file, what we would have to ignore: values that do not parse, and keys that are none of ours.</summary>
internal static class OptionCheck
{
    /// <summary>Adds each faulty option once, with what is wrong with it.</summary>
    public static void Collect(AnalyzerConfigOptions options, IDictionary<(string Key, string Value), string> faults)
    {
        foreach (var option in LintOptions.All)
            if (options.TryGetValue(option.Key, out var value) && !option.IsValid(value) && !faults.ContainsKey((option.Key, value)))
                faults.Add((option.Key, value), $"expected {option.Expected}; the default, {option.DefaultText}, is used");
        foreach (var key in LintOptions.KeysOf(options))
            if (IsOurs(key) && options.TryGetValue(key, out var value) && !faults.ContainsKey((key, value)) && FaultOf(key, value) is { } fault)
                faults.Add((key, value), fault);
    }

    private static string? FaultOf(string key, string value)
    {
        if (Find(key) is { } option) return option.IsValid(value) ? null : $"expected {option.Expected}";
        return Closest(key) is { } closest ? $"there is no such option; did you mean '{closest}'?" : "there is no such option";
    }

    private static bool IsOurs(string key)
        => key.StartsWith(LintOptions.KeyStart, StringComparison.OrdinalIgnoreCase)
            && (key.Length == LintOptions.KeyStart.Length || !char.IsLetterOrDigit(key[LintOptions.KeyStart.Length]));

    private static ILintOption? Find(string key)
    {
        foreach (var option in LintOptions.All)
            if (option.Owns(key)) return option;
        return null;
    }

    /// <summary>The key of an option that differs in the fewest letters; null if it would be a guess.</summary>
    private static string? Closest(string key)
    {
        key = key.ToLowerInvariant();
        ILintOption? closest = null;
        var (fewest, metric) = (int.MaxValue, "");
        foreach (var option in LintOptions.All)
        {
            // A metric's name may follow, of any length.
            var end = option.Owns(option.Key + ".x") && key.Length > LintOptions.KeyStart.Length ? key.IndexOf('.', LintOptions.KeyStart.Length + 1) : -1;
            var distance = Distance(end < 0 ? key : key.Substring(0, end), option.Key);
            if (distance >= fewest) continue;
            (closest, fewest, metric) = (option, distance, end < 0 ? "" : key.Substring(end));
        }
        return closest != null && fewest <= (closest.Key.Length - LintOptions.KeyStart.Length) / 3 ? closest.Key + metric : null;
    }

    /// <summary>How many letters must be added, dropped or replaced.</summary>
    private static int Distance(string from, string to)
    {
        var previous = new int[to.Length + 1];
        var current = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++) previous[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[to.Length];
    }
}
