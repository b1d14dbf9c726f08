using System.Text;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>A page on the telemetry of a solution: the tables, and each label with its values and where they come from.</summary>
internal static class MarkdownInventory
{
    private const int ShownOrigins = 5;

    public static string Write(TelemetryInventory inventory)
    {
        var text = new StringBuilder("# Telemetry\n");
        foreach (var table in InventoryTables.Of(inventory)) Add(text, table);
        Add(text, new InventoryTable("Labels", ["metric", "label", "values", "from"], [.. inventory.Instruments.SelectMany(instrument => instrument.Labels.Select(label => (IReadOnlyList<string>)
            [instrument.Exported?.Name ?? instrument.Name, label.Name, InventoryTables.DomainOf(label), OriginsOf(inventory, label)]))]));
        if (inventory.Problems.Count > 0) text.Append("\n## Not looked at\n\n");
        foreach (var problem in inventory.Problems) text.Append("- ").Append(Cell(problem)).Append('\n');
        return text.ToString();
    }

    private static void Add(StringBuilder text, InventoryTable table)
    {
        if (table.Rows.Count == 0) return;
        text.Append("\n## ").Append(table.Title).Append("\n\n| ").AppendJoin(" | ", table.Columns).Append(" |\n|").Insert(text.Length, "---|", table.Columns.Count).Append('\n');
        foreach (var row in table.Rows) text.Append("| ").AppendJoin(" | ", row.Select(Cell)).Append(" |\n");
    }

    private static string OriginsOf(TelemetryInventory inventory, ListedLabel label)
        => string.Join(", ", label.Origins.Take(ShownOrigins).Select(origin => $"{origin.Text} ({inventory.LineOf(origin.Place)})")) + (label.Origins.Count > ShownOrigins ? ", …" : "");

    /// <summary>What would read as markup there is shown as it is.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
            if (c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '~') cell.Append('\\').Append(c);
            else if (c == '<') cell.Append("&lt;");
            else cell.Append(c);
        return cell.ToString();
    }
}
