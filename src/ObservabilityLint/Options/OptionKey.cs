using System;
using System.Linq;

namespace ObservabilityLint.Options;

/// <summary>A key as somebody wrote it who meant one of our options, though it may be spelled otherwise: what follows our name in it.</summary>
internal readonly record struct OptionKey(string Name, bool IsCertain)
{
    private const string CodeQuality = "dotnet_code_quality.", Diagnostic = "dotnet_diagnostic.";

    /// <summary>The start of all our keys, and the names under which it is written too, without what separates words.</summary>
    private const string Start = "observabilitylint", ShortStart = "obslint";

    /// <summary>No option, but the MSBuild property ObservabilityLintMode.</summary>
    public const string Mode = "mode";

    /// <summary>A start that is this near to ours counts, if also an option's name follows.</summary>
    private const int SlipsInStart = 2;

    /// <summary>Null if the key belongs to another tool, as nearly all keys do: those are told by their first letters.</summary>
    public static OptionKey? Read(string key)
    {
        if (key.StartsWith(CodeQuality, StringComparison.OrdinalIgnoreCase)) return OfRule(key, CodeQuality.Length);
        if (key.StartsWith(Diagnostic, StringComparison.OrdinalIgnoreCase)) return OfRule(key, Diagnostic.Length);
        return key.StartsWith("ob", StringComparison.OrdinalIgnoreCase) ? OfPackage(key.ToLowerInvariant()) : null;
    }

    /// <summary>The option that is meant, and the metric that the key may name after it; null if it would be a guess.</summary>
    public string? Closest()
    {
        ILintOption? closest = null;
        var (fewest, metric) = (int.MaxValue, "");
        foreach (var option in LintOptions.All)
        {
            // A metric's name may follow, of any length.
            var end = option.Owns(option.Key + ".x") ? Name.IndexOf('.') : -1;
            var distance = EditDistance.Between(end < 0 ? Name : Name.Substring(0, end), option.Name);
            if (distance >= fewest) continue;
            (closest, fewest, metric) = (option, distance, end < 0 ? "" : Name.Substring(end));
        }
        return closest != null && EditDistance.IsSmall(fewest, closest.Name) ? closest.Key + metric : null;
    }

    /// <summary>`dotnet_code_quality.OBS1014.required_prefix`: the form of the SDK's options. The compiler itself reads severities.</summary>
    private static OptionKey? OfRule(string key, int at)
    {
        const int idLength = 7;
        if (key.Length <= at + idLength || key[at + idLength] != '.' || string.Compare(key, at, "obs", 0, 3, StringComparison.OrdinalIgnoreCase) != 0) return null;
        for (var i = at + 3; i < at + idLength; i++)
            if (key[i] is < '0' or > '9') return null;
        var name = key.Substring(at + idLength + 1).ToLowerInvariant();
        return name == "severity" ? null : new OptionKey(name, IsCertain: true);
    }

    private static OptionKey? OfPackage(string key)
    {
        if (key == Start + Mode) return new OptionKey(Mode, IsCertain: true);
        OptionKey? read = null;
        var fewest = SlipsInStart + 1;
        for (var end = ShortStart.Length; end <= key.Length && fewest > 0; end++)
        {
            if (end < key.Length && key[end] is not ('.' or '_' or '-')) continue;
            var start = string.Concat(key.Take(end).Where(char.IsLetterOrDigit));
            var distance = start == ShortStart ? 1 : EditDistance.Between(start, Start);
            if (distance >= fewest) continue;
            (read, fewest) = (new OptionKey(end < key.Length ? key.Substring(end + 1) : "", IsCertain: distance == 0), distance);
        }
        return read;
    }
}
