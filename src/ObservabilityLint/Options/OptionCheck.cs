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
                faults.Add((option.Key, value), $"{FaultOf(option, value)}; the default, {option.DefaultText}, is used");
        foreach (var key in LintOptions.KeysOf(options))
            if (OptionKey.Read(key) is { } read && options.TryGetValue(key, out var value) && !faults.ContainsKey((key, value)) && FaultOf(key, read, value) is { } fault)
                faults.Add((key, value), fault);
    }

    private static string FaultOf(ILintOption option, string value)
        => $"expected {option.Expected}" + (OptionValue.Closest(option, value.Trim()) is { } closest ? $" (did you mean '{closest}'?)" : "");

    private static string? FaultOf(string key, OptionKey read, string value)
    {
        if (Find(key) is { } option) return option.IsValid(value) ? null : FaultOf(option, value);
        if (read.Closest() is { } closest) return $"there is no such option; did you mean '{closest}'?";
        if (read is { IsCertain: true, Name: OptionKey.Mode }) return "there is no such option; the mode is the MSBuild property ObservabilityLintMode, set in the project or in Directory.Build.props";
        return read.IsCertain ? "there is no such option" : null;
    }

    private static ILintOption? Find(string key)
    {
        foreach (var option in LintOptions.All)
            if (option.Owns(key)) return option;
        return null;
    }
}
