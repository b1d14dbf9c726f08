using System;
using System.Linq;

namespace ObservabilityLint.Options;

/// <summary>What a value that does not parse was probably meant to be.</summary>
internal static class OptionValue
{
    /// <summary>A valid value that differs in a few letters, in case, or in what separates its items or digits; null if it would be a guess.</summary>
    public static string? Closest(ILintOption option, string value)
    {
        var lower = value.ToLowerInvariant();
        foreach (var choice in option.Choices)
            if (EditDistance.IsSmall(EditDistance.Between(lower, choice), choice)) return choice;
        foreach (var other in new[] { lower, lower.Replace('-', '_'), Listed(value), Digits(value) })
            if (other.Any(char.IsLetterOrDigit) && option.IsValid(other)) return other;
        return null;
    }

    private static string Listed(string value) => string.Join(", ", value.Split([',', ' ', '\t', '|', '/', '+'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>`10_000` and `10,000` without what groups the digits.</summary>
    private static string Digits(string value) => value.All(c => c is >= '0' and <= '9' or '_' or ',' or '.' or '\'' or ' ') ? string.Concat(value.Where(char.IsDigit)) : "";
}
