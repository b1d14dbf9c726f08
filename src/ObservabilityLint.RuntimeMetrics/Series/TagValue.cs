using System.Collections;
using System.Globalization;
using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The value of a tag as a label shows it.</summary>
internal static class TagValue
{
    /// <summary>The text; empty for null. Never throws, whatever the program's own types do.</summary>
    public static string Text(object? value)
    {
        try
        {
            return value switch
            {
                null => "",
                string text => text,
                bool truth => truth ? "true" : "false",
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture) ?? "",
                IEnumerable list => List(list),
                _ => value.ToString() ?? "",
            };
        }
        catch (Exception)
        {
            // A measurement must not throw because of what it is labelled with.
            return value!.GetType().Name;
        }
    }

    /// <summary>Tells apart what is equal by value and cheap to compare from what is known by its text alone.</summary>
    public static bool IsPlain(object value) => value is string || value.GetType().IsPrimitive;

    /// <summary>As a list in JSON, as the semantic conventions write the values of arrays.</summary>
    private static string List(IEnumerable list)
    {
        var text = new StringBuilder("[");
        foreach (var item in list)
        {
            if (text.Length > 1) text.Append(',');
            if (item is string or char) text.Append('"').Append(Text(item).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            else text.Append(item is null ? "null" : Text(item));
        }
        return text.Append(']').ToString();
    }
}
