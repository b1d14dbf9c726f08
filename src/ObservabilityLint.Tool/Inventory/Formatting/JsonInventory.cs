using System.Text.Json;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Output.Formatting;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>All of an inventory, for programs. The README describes its shape.</summary>
internal static class JsonInventory
{
    public static string Write(TelemetryInventory inventory) => ReportJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("tool", "obslint");
        json.WriteString("version", Report.Version);
        WriteObjects(json, "instruments", inventory.Instruments, instrument => WriteInstrument(json, inventory, instrument));
        WriteObjects(json, "spans", inventory.Spans, span =>
        {
            json.WriteString("name", span.Name);
            json.WriteBoolean("isNameKnown", span.IsNameKnown);
            json.WriteString("kind", span.Kind);
            json.WriteString("source", span.Source);
            json.WriteBoolean("isWithoutSource", span.IsWithoutSource);
            WriteLabels(json, "attributes", inventory, span.Attributes);
            WritePlaces(json, "started", inventory, span.Started);
            json.WriteArray("projects", span.Projects, json.WriteStringValue);
        });
        WriteLabels(json, "otherAttributes", inventory, inventory.OtherAttributes);
        WriteObjects(json, "sources", inventory.Sources, scope => WriteScope(json, inventory, scope));
        WriteObjects(json, "meters", inventory.Meters, scope => WriteScope(json, inventory, scope));
        json.WriteArray("problems", inventory.Problems, json.WriteStringValue);
        json.WriteEndObject();
    });

    private static void WriteInstrument(Utf8JsonWriter json, TelemetryInventory inventory, ListedInstrument instrument)
    {
        json.WriteString("name", instrument.Name);
        json.WriteBoolean("isNameKnown", instrument.IsNameKnown);
        json.WriteString("library", instrument.Library);
        json.WriteString("kind", instrument.KindName);
        json.WriteBoolean("isObservable", instrument.IsObservable);
        json.WriteString("exportedName", instrument.Exported?.Name);
        json.WriteString("exportedType", instrument.Exported?.Type);
        json.WriteArray("namesByViews", instrument.Views, view => json.WriteStringValue(view.Name));
        json.WriteString("unit", instrument.Unit);
        json.WriteString("help", instrument.Help);
        json.WriteString("number", instrument.Number);
        json.WriteString("meter", instrument.Meter);
        WriteLabels(json, "labels", inventory, instrument.Labels);
        json.WriteBoolean("areLabelsComplete", instrument.AreLabelsComplete);
        WriteNumber(json, "series", instrument.Series);
        json.WriteString("seriesFactors", instrument.SeriesFactors);
        WritePlaces(json, "declared", inventory, instrument.Declared);
        WritePlaces(json, "recorded", inventory, instrument.Recorded);
        json.WriteArray("projects", instrument.Projects, json.WriteStringValue);
    }

    private static void WriteScope(Utf8JsonWriter json, TelemetryInventory inventory, ListedScope scope)
    {
        json.WriteString("name", scope.Name);
        json.WriteBoolean("isNameKnown", scope.IsNameKnown);
        json.WriteString("version", scope.Version);
        json.WriteString("registered", scope.RegistrationName);
        json.WriteArray("registeredBy", scope.RegisteredBy, json.WriteStringValue);
        WritePlaces(json, "created", inventory, scope.Created);
        json.WriteArray("projects", scope.Projects, json.WriteStringValue);
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, TelemetryInventory inventory, IReadOnlyList<ListedLabel> labels) => WriteObjects(json, name, labels, label =>
    {
        json.WriteString("name", label.Name);
        json.WriteString("type", label.Type);
        json.WriteString("domain", label.DomainName);
        WriteNumber(json, "size", label.Size);
        if (label.Values is null) json.WriteNull("values");
        else json.WriteArray("values", label.Values, json.WriteStringValue);
        WriteObjects(json, "origins", label.Origins, origin =>
        {
            json.WriteString("text", origin.Text);
            json.WriteString("reason", origin.Reason);
            WritePlace(json, inventory, origin.Place);
        });
    });

    private static void WritePlaces(Utf8JsonWriter json, string name, TelemetryInventory inventory, IReadOnlyList<Place> places) => WriteObjects(json, name, places, place => WritePlace(json, inventory, place));

    private static void WritePlace(Utf8JsonWriter json, TelemetryInventory inventory, Place place)
    {
        json.WriteString("path", inventory.PathOf(place));
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known && double.IsFinite(known)) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private static void WriteObjects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> content) => json.WriteArray(name, items, item =>
    {
        json.WriteStartObject();
        content(item);
        json.WriteEndObject();
    });
}
