using System;
using System.Collections.Generic;

namespace ObservabilityLint.Recognizers;

/// <summary>What the routes of a program ask of their parts: <c>{kind:regex(^(a|b)$)}</c>.</summary>
internal static class RouteConstraints
{
    /// <summary>What meets these may still be anything; of all others, those of the program too, few values may be left.</summary>
    private static readonly HashSet<string> OfAnyNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        "guid", "int", "long", "decimal", "double", "float", "datetime", "alpha", "required", "minlength", "min", "file", "nonfile",
    };

    /// <summary>The beginning of a part that is constrained.</summary>
    public static string Opening(string part) => "{" + part + ":";

    /// <summary>True if a text has the part with a constraint that may leave few values.</summary>
    public static bool MayLeaveFew(string text, string part)
    {
        var opening = Opening(part);
        for (var at = text.IndexOf(opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(opening, at + 1, StringComparison.Ordinal))
            if (!AreOfAnyNumber(text, at + opening.Length)) return true;
        return false;
    }

    private static bool AreOfAnyNumber(string text, int at)
    {
        while (true)
        {
            var start = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            if (!OfAnyNumber.Contains(text.Substring(start, at - start))) return false;
            if (at < text.Length && text[at] == '(' && text.IndexOf(')', at) is var end and >= 0) at = end + 1;
            // Behind it comes another one; or the part ends, may be missing, or has a default.
            if (at >= text.Length || text[at] != ':') return true;
            at++;
        }
    }
}
