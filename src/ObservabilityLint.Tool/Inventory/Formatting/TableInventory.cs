using Spectre.Console;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>The tables of an inventory: with borders and wrapped on a terminal, and as plain columns, one line a row, for everything else.</summary>
internal static class TableInventory
{
    /// <summary>Lines of a pipe or a file are as long as they are.</summary>
    private const int Endless = 100_000;

    public static void Show(TelemetryInventory inventory, IAnsiConsole terminal)
    {
        foreach (var table in InventoryTables.Of(inventory)) terminal.Write(Made(table, TableBorder.Rounded));
    }

    public static string Write(TelemetryInventory inventory)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Endless;
        foreach (var table in InventoryTables.Of(inventory))
        {
            text.Write(table.Title + "\n");
            console.Write(Made(table with { Title = "" }, TableBorder.None));
            text.Write("\n");
        }
        return string.Concat(text.ToString().Split('\n').SkipLast(1).Select(static line => line.TrimEnd() + "\n"));
    }

    private static Table Made(InventoryTable table, TableBorder border)
    {
        var made = new Table().Border(border);
        if (table.Title.Length > 0) made.Title(Markup.Escape(table.Title)).Expand();
        foreach (var column in table.Columns) made.AddColumn(Markup.Escape(column));
        foreach (var row in table.Rows) made.AddRow([.. row.Select(static cell => Markup.Escape(cell.ReplaceLineEndings(" ")))]);
        return made;
    }
}
