using System;
using System.Globalization;

namespace ObservabilityLint.Naming;

/// <summary>The first character for which a name is refused: a space at its end, or one that nobody sees, is hard to find by reading the name.</summary>
internal static class RefusedCharacter
{
    /// <summary>The character and where it stands, as words; null where the name is refused for another reason (its length).</summary>
    /// <param name="name">The name.</param>
    /// <param name="accepts">What the library takes.</param>
    public static string? In(string name, Func<string, bool> accepts)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var length = char.IsSurrogatePair(name, i) ? 2 : 1;
            var character = name.Substring(i, length);
            if (!accepts(i == 0 ? character + "a" : "a" + character + "a")) return $"{NameOf(character)} {(i == 0 ? "at the start" : i + length == name.Length ? "at the end" : $"at character {i + 1}")}";
            i += length - 1;
        }
        return null;
    }

    private static string NameOf(string character)
    {
        if (character == " ") return "a space";
        if (character[0] is > ' ' and < '\x7f') return $"'{character}'";
        var code = character.Length == 2 ? char.ConvertToUtf32(character, 0) : character[0];
        return "U+" + code.ToString("X4", CultureInfo.InvariantCulture);
    }
}
