using System.Collections;
using System.Globalization;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>The value of a tag as a label shows it.</summary>
internal static class TagValue
{
    /// <summary>A list may hold itself, or have no end.</summary>
    private const int MaxDepth = 4, MaxItems = 1000;

    /// <summary>The text; empty for null. Never throws, whatever the program's own types do.</summary>
    public static string Text(object? value) => Text(value, 0);

    private static string Text(object? value, int depth)
    {
        try
        {
            return value switch
            {
                null => "",
                string text => text,
                bool truth => truth ? "true" : "false",
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture) ?? "",
                IEnumerable list when depth < MaxDepth => List(list, depth),
                IEnumerable => "...",
                _ => value.ToString() ?? "",
            };
        }
        catch (Exception)
        {
            // A measurement must not throw because of what it is labelled with.
            return value!.GetType().Name;
        }
    }

    /// <summary>As a list in JSON, as the semantic conventions write the values of arrays.</summary>
    private static string List(IEnumerable list, int depth)
    {
        var text = new StringBuilder("[");
        var count = 0;
        foreach (var item in list)
        {
            if (text.Length > 1) text.Append(',');
            if (count++ == MaxItems) return text.Append("...]").ToString();
            if (item is string or char) text.Append('"').Append(Text(item).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            else text.Append(item is null ? "null" : Text(item, depth + 1));
        }
        return text.Append(']').ToString();
    }
}
