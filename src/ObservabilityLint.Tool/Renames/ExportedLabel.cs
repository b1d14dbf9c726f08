using System.Text;

namespace ObservabilityLint.Tool.Renames;

/// <summary>Labels as exporters write them.</summary>
internal static class ExportedLabel
{
    /// <summary>What Prometheus does not take becomes an underscore.</summary>
    public static string Of(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return text.Length > 0 && char.IsAsciiDigit(text[0]) ? "_" + text : text.ToString();
    }
}
