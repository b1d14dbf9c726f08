using System.Text;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>
/// An inventory as a registry of semantic conventions, <c>definition/2</c>: attributes once, metrics and spans that refer to them. Keys are unique there, so that what the code has twice is one definition, and the rest
/// stands under its annotations; so does whatever the format has no place for.
/// </summary>
internal static class Registry
{
    public const string ManifestFile = "registry_manifest.yaml", DefinitionsFile = "telemetry.yaml";

    private const string Stability = "development";

    public static Dictionary<string, object> Manifest(string name) => new()
    {
        // It must be an address with a version; nothing need answer there.
        ["schema_url"] = $"https://example.com/schemas/{SlugOf(name)}/0.1.0",
        ["description"] = $"The telemetry of {name}, as obslint finds it in the code.",
    };

    public static Dictionary<string, object> Definitions(TelemetryInventory inventory)
    {
        var metrics = inventory.Instruments.Where(static instrument => instrument.IsNameKnown && InstrumentOf(instrument.Kind) != null && IsMetricName(instrument.Name)).GroupBy(static instrument => instrument.Name).ToList();
        var spans = inventory.Spans.Where(static span => span.IsNameKnown && !string.IsNullOrWhiteSpace(span.Name) && span.Kind != "unknown").GroupBy(TypeOf).ToList();
        var attributes = metrics.SelectMany(static group => group.SelectMany(static metric => metric.Labels)).Concat(spans.SelectMany(static group => group.SelectMany(static span => span.Attributes))).Concat(inventory.OtherAttributes)
            .Where(static label => IsKey(label.Name)).GroupBy(static label => label.Name).OrderBy(static group => group.Key, StringComparer.Ordinal);
        return new()
        {
            ["file_format"] = "definition/2",
            ["attributes"] = attributes.Select(static group => RegistryAttribute.Of(group.Key, [.. group])).ToList(),
            ["metrics"] = metrics.Select(group => Metric(inventory, [.. group])).ToList(),
            ["spans"] = spans.Select(group => Span(inventory, group.Key, [.. group])).ToList(),
        };
    }

    /// <summary>What is known by names that the format does not take, or is of a kind that it does not have.</summary>
    public static IReadOnlyList<string> LeftOut(TelemetryInventory inventory)
        => [
            .. inventory.Instruments.Where(static instrument => instrument.IsNameKnown && !IsMetricName(instrument.Name)).Select(static instrument => $"the metric '{instrument.Name}' is not in the registry: its name is not one there."),
            .. inventory.Instruments.Where(static instrument => InstrumentOf(instrument.Kind) is null).Select(static instrument => $"the metric '{instrument.Name}' is not in the registry, which has no {instrument.KindName}."),
            .. inventory.Instruments.SelectMany(static instrument => instrument.Labels).Concat(inventory.Spans.SelectMany(static span => span.Attributes)).Concat(inventory.OtherAttributes).Select(static label => label.Name).Where(static name => !IsKey(name)).Distinct()
                .Select(static name => $"the attribute '{name}' is not in the registry: its key is not one there."),
        ];

    private static Dictionary<string, object> Metric(TelemetryInventory inventory, IReadOnlyList<ListedInstrument> alike)
    {
        var first = alike[0];
        var annotations = new Dictionary<string, object> { ["library"] = first.Library, ["declared"] = Lines(inventory, alike.SelectMany(static each => each.Declared)), ["projects"] = Each(alike.SelectMany(static each => each.Projects)) };
        if (first.Exported is { } exported) annotations["prometheus"] = new Dictionary<string, object> { ["name"] = exported.Name, ["type"] = exported.Type };
        if (Each(alike.Select(static each => each.Meter).OfType<string>()) is { Count: > 0 } meters) annotations["meters"] = meters;
        if (first.Series is { } series && double.IsFinite(series)) annotations["series"] = series;
        if (first.IsObservable) annotations["observable"] = true;
        if (Each(alike.Skip(1).Where(other => other.Kind != first.Kind || other.Unit != first.Unit).Select(static other => $"{other.KindName} in {other.Unit ?? "no unit"}")) is { Count: > 0 } others) annotations["also_declared_as"] = others;
        return new()
        {
            ["name"] = first.Name,
            ["instrument"] = InstrumentOf(first.Kind)!,
            ["unit"] = string.IsNullOrWhiteSpace(first.Unit) || first.Unit.Contains('…', StringComparison.Ordinal) ? UnitCodeOf(first) : first.Unit,
            ["brief"] = alike.Select(static each => each.Help).FirstOrDefault(static help => help != null) ?? $"The code does not say what '{first.Name}' is.",
            ["stability"] = Stability,
            ["attributes"] = References(alike.SelectMany(static each => each.Labels)),
            ["annotations"] = Under(annotations),
        };
    }

    private static Dictionary<string, object> Span(TelemetryInventory inventory, string type, IReadOnlyList<ListedSpan> alike)
    {
        var annotations = new Dictionary<string, object> { ["started"] = Lines(inventory, alike.SelectMany(static each => each.Started)), ["projects"] = Each(alike.SelectMany(static each => each.Projects)) };
        if (Each(alike.Select(static each => each.Source).OfType<string>()) is { Count: > 0 } sources) annotations["sources"] = sources;
        if (Each(alike.Select(static each => each.Name)) is { Count: > 1 } names) annotations["names"] = names;
        return new()
        {
            ["type"] = type,
            ["kind"] = alike[0].Kind,
            ["name"] = new Dictionary<string, object> { ["note"] = alike[0].Name },
            ["brief"] = $"The span '{alike[0].Name}'.",
            ["stability"] = Stability,
            ["attributes"] = References(alike.SelectMany(static each => each.Attributes)),
            ["annotations"] = Under(annotations),
        };
    }

    private static List<object> References(IEnumerable<ListedLabel> labels)
        => [.. labels.Select(static label => label.Name).Where(IsKey).Distinct().Select(static name => new Dictionary<string, object> { ["ref"] = name })];

    private static bool IsMetricName(string name) => NamingConvention.OpenTelemetry.Accepts(name);

    private static bool IsKey(string name) => name.Length > 0 && !name.Any(char.IsWhiteSpace);

    /// <summary>What is ours has one name for itself among the annotations of others.</summary>
    public static Dictionary<string, object> Under(Dictionary<string, object> annotations) => new() { ["obslint"] = annotations };

    private static List<string> Lines(TelemetryInventory inventory, IEnumerable<Checking.Place> places) => Each(places.Select(inventory.LineOf));

    private static List<string> Each(IEnumerable<string> texts) => [.. texts.Distinct()];

    /// <summary>The unit of a name that ends with it; what counts has the unit 1.</summary>
    private static string UnitCodeOf(ListedInstrument instrument) => (instrument.UnitWord is { } word ? Units.Find(word)?.Ucum : null) ?? "1";

    /// <summary>The conventions know no summaries.</summary>
    private static string? InstrumentOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.UpDownCounter => "updowncounter",
        InstrumentKind.Gauge => "gauge",
        InstrumentKind.Histogram => "histogram",
        _ => null,
    };

    /// <summary>A span's identity there: its name in the form of an identifier, with its kind where that is not the usual one.</summary>
    private static string TypeOf(ListedSpan span) => SlugOf(span.Name) + (span.Kind == "internal" ? "" : "." + span.Kind);

    /// <summary>Lower-case words with underscores and dots between them, a letter first.</summary>
    public static string SlugOf(string name)
    {
        var slug = new StringBuilder();
        var (wasLower, isGap) = (false, false);
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isGap = true;
                if (c == '.' && slug.Length > 0 && slug[^1] != '.') (isGap, _) = (false, slug.Append('.'));
                wasLower = false;
                continue;
            }
            if ((isGap || wasLower && char.IsAsciiLetterUpper(c)) && slug.Length > 0 && slug[^1] != '.') slug.Append('_');
            (wasLower, isGap) = (!char.IsAsciiLetterUpper(c), false);
            slug.Append(char.ToLowerInvariant(c));
        }
        var text = slug.ToString().Trim('.', '_');
        return text.Length == 0 ? "unnamed" : char.IsAsciiDigit(text[0]) ? "n" + text : text;
    }
}
