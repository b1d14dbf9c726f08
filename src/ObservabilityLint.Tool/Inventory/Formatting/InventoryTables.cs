using System.Globalization;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>A table of an inventory, as text: a title, columns and rows.</summary>
internal sealed record InventoryTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>An inventory as a person reads it: one table a kind, and those alone that have rows.</summary>
internal static class InventoryTables
{
    private const int ShownValues = 8;

    public static IReadOnlyList<InventoryTable> Of(TelemetryInventory inventory)
    {
        InventoryTable[] tables =
        [
            new("Metrics", ["metric", "type", "unit", "labels", "series", "declared", "recorded", "help"], [.. inventory.Instruments.Select(instrument => (IReadOnlyList<string>)
            [
                NameOf(instrument), TypeOf(instrument), instrument.Unit ?? "", string.Join(", ", instrument.Labels.Select(LabelOf)) + (instrument.AreLabelsComplete ? "" : instrument.Labels.Count > 0 ? ", …" : "…"),
                instrument.Series is { } series ? NumberOf(series) : "?", Lines(inventory, instrument.Declared), instrument.Recorded.Count.ToString(CultureInfo.InvariantCulture), instrument.Help ?? "",
            ])]),
            new("Spans", ["span", "kind", "source", "attributes", "started"], [.. inventory.Spans.Select(span => (IReadOnlyList<string>)
                [span.Name, span.Kind, span.IsWithoutSource ? "(none)" : span.Source ?? "?", string.Join(", ", span.Attributes.Select(LabelOf)), Lines(inventory, span.Started)])]),
            new("Attributes of other spans", ["attribute", "type", "values", "set"], [.. inventory.OtherAttributes.Select(attribute => (IReadOnlyList<string>)
                [attribute.Name, attribute.Type, DomainOf(attribute), Lines(inventory, [.. attribute.Origins.Select(static origin => origin.Place)])])]),
            Scopes("Sources", "source", inventory, inventory.Sources),
            Scopes("Meters", "meter", inventory, inventory.Meters),
        ];
        return [.. tables.Where(static table => table.Rows.Count > 0)];
    }

    private static InventoryTable Scopes(string title, string column, TelemetryInventory inventory, IReadOnlyList<ListedScope> scopes)
        => new(title, [column, "version", "registered", "by", "created"], [.. scopes.Select(scope => (IReadOnlyList<string>)
            [scope.Name, scope.Version ?? "", scope.Registration == Registration.Unknown ? "?" : scope.RegistrationName, string.Join(", ", scope.RegisteredBy), Lines(inventory, scope.Created)])]);

    /// <summary>The exported name, and the others: that of the code, and those of views.</summary>
    private static string NameOf(ListedInstrument instrument)
    {
        var exported = instrument.Exported?.Name ?? instrument.Name;
        List<string> others = exported == instrument.Name ? [] : [instrument.Name];
        if (instrument.Views.Count > 0) others.Add("by a view: " + string.Join(", ", instrument.Views.Select(static view => view.Name)));
        return others.Count == 0 ? exported : $"{exported} ({string.Join("; ", others)})";
    }

    private static string TypeOf(ListedInstrument instrument)
        => instrument.Exported is { } exported && exported.Type != instrument.KindName ? $"{exported.Type} ({instrument.KindName})" : instrument.KindName;

    private static string LabelOf(ListedLabel label) => label.Domain switch
    {
        Domain.Unbounded => label.Name + "[∞]",
        Domain.Bounded when label.Size is { } size => $"{label.Name}[{NumberOf(size)}]",
        _ => label.Name,
    };

    /// <summary>The values, where there are few of them.</summary>
    public static string DomainOf(ListedLabel label) => label switch
    {
        { Domain: Domain.Unbounded } => "unbounded: " + string.Join(", ", label.Origins.Select(static origin => origin.Reason).OfType<string>().Distinct()),
        { Values: { Count: <= ShownValues } values } => string.Join(", ", values.Select(static value => value.Length == 0 ? "\"\"" : value)),
        { Size: { } size } => $"{NumberOf(size)} values",
        { Domain: Domain.Bounded } => "bounded",
        _ => "?",
    };

    public static string NumberOf(double number) => number.ToString(number < 1e15 ? "0" : "0.0e0", CultureInfo.InvariantCulture);

    private static string Lines(TelemetryInventory inventory, IReadOnlyList<Checking.Place> places)
        => places.Count == 0 ? "" : inventory.LineOf(places[0]) + (places.Count > 1 ? $" (+{places.Count - 1})" : "");
}
