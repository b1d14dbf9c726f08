using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Options;

/// <summary>An option as the check of all options sees it, whatever its type.</summary>
internal interface ILintOption
{
    string Key { get; }

    /// <summary>What a value must look like, as the end of the sentence "expected …".</summary>
    string Expected { get; }

    /// <summary>What the option does, for the documentation.</summary>
    string Summary { get; }

    string DefaultText { get; }

    bool IsValid(string value);
}

/// <summary>One typed option, read from .editorconfig or .globalconfig. A value that does not parse is reported by OBS0001 and counts as not set.</summary>
internal sealed class LintOption<T>(string name, T @default, string defaultText, string expected, string summary, Func<string, (bool Parsed, T Value)> parse) : ILintOption
{
    public string Key { get; } = LintOptions.KeyStart + "." + name;

    public string Expected => expected;

    public string Summary => summary;

    public string DefaultText => defaultText;

    public T Read(AnalyzerConfigOptions options)
        => options.TryGetValue(Key, out var text) && parse(text.Trim()) is (true, var value) ? value : @default;

    public bool IsValid(string value) => parse(value.Trim()).Parsed;
}
