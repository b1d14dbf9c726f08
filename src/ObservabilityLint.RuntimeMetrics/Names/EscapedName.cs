using System.Globalization;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>Names of metrics and labels as each of the schemes writes them. A name that every scraper knows is the same in all of them.</summary>
internal static class EscapedName
{
    /// <summary>The name of a metric.</summary>
    public static string OfMetric(string name, NameEscaping escaping) => Of(name, escaping, colons: true);

    /// <summary>The name of a label. Two leading underscores are Prometheus's own, and get a word before them.</summary>
    public static string OfLabel(string name, NameEscaping escaping)
        => Of(name, escaping, colons: false) is var escaped && escaped.StartsWith("__", StringComparison.Ordinal) ? "key" + escaped : escaped;

    /// <summary>As it is written: in quotation marks, unless every scraper knows it.</summary>
    public static string Written(string name, bool colons) => IsPlain(name, colons) ? name : Quoted(name);

    private static string Quoted(string name)
        => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Of(string name, NameEscaping escaping, bool colons)
    {
        if (name.Length == 0) return "_";
        if (escaping == NameEscaping.AllowUtf8 || IsPlain(name, colons)) return name;
        var escaped = new StringBuilder(escaping == NameEscaping.Values ? "U__" : "");
        var isFirst = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '_' && escaping != NameEscaping.Underscores) escaped.Append("__");
            else if (IsPlain(rune, colons, isFirst)) escaped.Append((char)rune.Value);
            else
                escaped.Append(escaping switch
                {
                    NameEscaping.Underscores => "_",
                    NameEscaping.Values => string.Create(CultureInfo.InvariantCulture, $"_{rune.Value:x}_"),
                    // The document has one underscore. Prometheus' own library writes two, so that "a-dot-b" is not the same as "a.b".
                    _ => rune.Value == '.' ? "_dot_" : "__",
                });
            isFirst = false;
        }
        return escaped.ToString();
    }

    private static bool IsPlain(string name, bool colons)
    {
        for (var i = 0; i < name.Length; i++)
            if (!IsPlain(new Rune(char.IsSurrogate(name[i]) ? '\uFFFD' : name[i]), colons, i == 0)) return false;
        return name.Length > 0;
    }

    private static bool IsPlain(Rune rune, bool colons, bool isFirst)
        => rune.Value is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || !isFirst && rune.Value is >= '0' and <= '9' || colons && rune.Value == ':';
}
