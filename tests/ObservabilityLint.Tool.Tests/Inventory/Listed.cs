using System.Text.Json;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>Short readings of a listing in JSON.</summary>
internal static class Listed
{
    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    public static string[] Texts(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(static each => each.GetString()!)];

    public static string[] Lines(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(static each => $"{each.Text("path")}:{each.GetProperty("line").GetInt32()}")];

    /// <summary>Labels with their domains: <c>paid boolean bounded 2</c>.</summary>
    public static string[] Labels(this JsonElement element, string property)
        => [.. element.GetProperty(property).EnumerateArray().Select(static label => $"{label.Text("name")} {label.Text("type")} {label.Text("domain")} {label.GetProperty("size")}".TrimEnd())];
}
