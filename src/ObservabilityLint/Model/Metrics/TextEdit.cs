using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>The smallest edit that gives a text a new value: the literal (in whichever document it is declared) and what it must say.</summary>
internal sealed record TextEdit(Location Literal, string Value)
{
    /// <summary>The edit, or null where the text is not constant or its literal is out of reach.</summary>
    public static TextEdit? For(Text text, string newValue)
    {
        if (text.Value is not { } old || old == newValue) return null;
        // The last piece first: suffixes change more often than the prefixes that many names share.
        var after = "";
        for (var i = text.Pieces.Length - 1; i >= 0; i--)
        {
            var piece = text.Pieces[i];
            var before = old.Substring(0, old.Length - after.Length - piece.Value!.Length);
            var fits = newValue.Length >= before.Length + after.Length
                && newValue.StartsWith(before, System.StringComparison.Ordinal)
                && newValue.EndsWith(after, System.StringComparison.Ordinal);
            if (fits && piece is { Literal: { } literal, IsOfWrapper: false })
                return new TextEdit(literal, newValue.Substring(before.Length, newValue.Length - before.Length - after.Length));
            after = piece.Value + after;
        }
        return text.IsPartial ? null : new TextEdit(text.Location, newValue);
    }
}
