using System.Text;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>The metadata of an OpenMetrics exposition: the type, unit and help of each family whose name is known, once.</summary>
internal static class OpenMetricsInventory
{
    public static string Write(TelemetryInventory inventory)
    {
        var text = new StringBuilder();
        var families = new HashSet<string>();
        foreach (var (instrument, exported) in inventory.Instruments.SelectMany(static instrument => instrument.Families, static (instrument, exported) => (instrument, exported)).OrderBy(static each => each.exported.Name, StringComparer.Ordinal))
        {
            var family = OpenMetricsName.FamilyOf(exported);
            if (!IsName(family) || !families.Add(family)) continue;
            text.Append("# TYPE ").Append(family).Append(' ').Append(OpenMetricsName.TypeOf(exported)).Append('\n');
            if (instrument.UnitWord is { } unit && family.EndsWith("_" + unit, StringComparison.Ordinal)) text.Append("# UNIT ").Append(family).Append(' ').Append(unit).Append('\n');
            if (instrument.Help is { } help) text.Append("# HELP ").Append(family).Append(' ').Append(Escaped(help)).Append('\n');
        }
        return text.Append("# EOF\n").ToString();
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');

    private static string Escaped(string help) => help.Replace("\\", "\\\\").ReplaceLineEndings("\\n").Replace("\"", "\\\"");
}
