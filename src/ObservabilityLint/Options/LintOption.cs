using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Options;

/// <summary>An option as the check of all options sees it, whatever its type.</summary>
internal interface ILintOption
{
    string Key { get; }

    /// <summary>The key without the start that all our keys have.</summary>
    string Name { get; }

    /// <summary>The values that there are, if they can be listed.</summary>
    ImmutableArray<string> Choices { get; }

    /// <summary>What a value must look like, as the end of the sentence "expected …".</summary>
    string Expected { get; }

    /// <summary>What the option does, for the documentation.</summary>
    string Summary { get; }

    string DefaultText { get; }

    /// <summary>True for the option's own key, and for those of single metrics where it has such.</summary>
    bool Owns(string key);

    bool IsValid(string value);
}

/// <summary>One typed option, read from .editorconfig or .globalconfig. A value that does not parse is reported by OBS0001 and counts as not set.</summary>
internal sealed class LintOption<T>(string name, T @default, string defaultText, string expected, string summary, Func<string, (bool Parsed, T Value)> parse) : ILintOption
{
    public string Key { get; } = LintOptions.KeyStart + "." + name;

    public string Name => name;

    public ImmutableArray<string> Choices { get; init; } = ImmutableArray<string>.Empty;

    public string Expected => expected;

    public string Summary => summary;

    public string DefaultText => defaultText;

    /// <summary>The option may also be given for a single metric, whose name then follows the key after a dot.</summary>
    public bool IsPerMetric { get; init; }

    public bool Owns(string key)
        => AnalyzerConfigOptions.KeyComparer.Equals(Key, key) || IsPerMetric && key.Length > Key.Length + 1 && key[Key.Length] == '.' && AnalyzerConfigOptions.KeyComparer.Equals(Key, key.Substring(0, Key.Length));

    /// <summary>The value for a metric of this name; false where only that for all metrics is given.</summary>
    public bool TryRead(AnalyzerConfigOptions options, string metric, out T value)
    {
        var isGiven = options.TryGetValue($"{Key}.{metric}", out var text);
        (isGiven, value) = isGiven ? parse(text!.Trim()) : (false, @default);
        return isGiven;
    }

    /// <summary>True if the option is given, for all metrics or for a single one.</summary>
    public bool IsSet(AnalyzerConfigOptions options) => options.TryGetValue(Key, out _) || IsSetPerMetric(options);

    /// <summary>True if the option is given for some single metric.</summary>
    public bool IsSetPerMetric(AnalyzerConfigOptions options)
    {
        foreach (var key in LintOptions.KeysOf(options))
            if (key.Length > Key.Length && Owns(key)) return true;
        return false;
    }

    public T Read(AnalyzerConfigOptions options)
        => options.TryGetValue(Key, out var text) && parse(text.Trim()) is (true, var value) ? value : @default;

    public bool IsValid(string value) => parse(value.Trim()).Parsed;
}
