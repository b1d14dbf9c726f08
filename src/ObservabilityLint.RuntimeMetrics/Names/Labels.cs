using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>Tags as labels: names that the scraper takes, in order, and values escaped as both formats want it.</summary>
/// <param name="keepsUtf8">Names stay as they are for who can read them.</param>
internal sealed class Labels(bool keepsUtf8)
{
    /// <summary>The key of the tag that marks the series that takes what is over the limit, and its label, which is of no other. The name is OpenTelemetry's.</summary>
    public const string OverflowKey = "otel.metric.overflow", Overflow = "otel_metric_overflow";

    /// <summary>The labels that name the meter. The names are OpenTelemetry's.</summary>
    public const string ScopeName = "otel_scope_name", ScopeVersion = "otel_scope_version";

    /// <summary>The tags that name a meter; a version that it does not have is left out as any empty value.</summary>
    public static KeyValuePair<string, object?>[] Scope(string meter, string? version) => [new(ScopeName, meter), new(ScopeVersion, version)];

    /// <summary>The labels without the braces. An empty value is the same as no label, and is left out.</summary>
    /// <param name="fixedTags">What all series of the instrument have, under names that are not reserved or rightly so.</param>
    /// <param name="tags">Those of the measurement.</param>
    /// <param name="reserved">Names that the metric itself uses.</param>
    public LabelText Of(ReadOnlySpan<KeyValuePair<string, object?>> fixedTags, ReadOnlySpan<KeyValuePair<string, object?>> tags, IReadOnlyList<string> reserved)
    {
        var labels = new List<Label>(fixedTags.Length + tags.Length);
        Add(labels, fixedTags, []);
        Add(labels, tags, reserved);
        var plain = Written(labels, static label => label.Plain);
        return new LabelText(plain, keepsUtf8 ? Written(labels, static label => EscapedName.Written(label.Key, colons: false)) : null);
    }

    /// <summary>Labels with quoted names, as a scheme without quotation marks has them.</summary>
    public static string Escaped(string labels, NameEscaping escaping)
    {
        var all = LabelReader.Read(labels).Select(label => new Label(EscapedName.OfLabel(label.Name, escaping), label.Name, label.EscapedValue)).ToList();
        return Written(all, static label => label.Plain);
    }

    /// <summary>The key with one <c>_</c> for a run of what a label name may not hold, as the OpenTelemetry exporter writes it: none behind an underscore, but one that is the key's own stays. Two leading underscores, which are Prometheus's own, get a word before them.</summary>
    public static string Name(string key)
    {
        var name = new StringBuilder(key.Length + 1);
        foreach (var c in key)
            if (c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_') name.Append(c);
            else if (name.Length == 0 || name[^1] != '_') name.Append('_');
        if (name.Length == 0 || name[0] is >= '0' and <= '9') name.Insert(0, '_');
        if (name.Length > 1 && name[0] == '_' && name[1] == '_') name.Insert(0, "key");
        return name.ToString();
    }

    /// <summary>The key of a label that is not one of the metric's own: where it would be, <c>exported_</c> comes before it, as Prometheus does it with labels that it adds.</summary>
    public string Unreserved(string key, IReadOnlyList<string> reserved) => PlainName(key) is var name && reserved.Contains(name) ? "exported_" + name : key;

    private string PlainName(string key) => keepsUtf8 ? EscapedName.OfLabel(key, NameEscaping.Underscores) : Name(key);

    private void Add(List<Label> labels, ReadOnlySpan<KeyValuePair<string, object?>> tags, IReadOnlyList<string> reserved)
    {
        foreach (var tag in tags)
        {
            // A measurement counts even where one of its keys is null.
            if (tag.Key is null || TagValue.Text(tag.Value) is not { Length: > 0 } value) continue;
            var key = Unreserved(tag.Key, reserved);
            labels.Add(new Label(PlainName(key), keepsUtf8 ? EscapedName.OfLabel(Utf8Name.Valid(key), NameEscaping.AllowUtf8) : key, EscapedValue(value)));
        }
    }

    /// <summary>In the order of their plain names. Keys that become one name are joined in the order of the keys, under the first of them.</summary>
    private static string Written(List<Label> labels, Func<Label, string> written)
    {
        labels.Sort(static (a, b) => string.CompareOrdinal(a.Plain, b.Plain) is var byName && byName != 0 ? byName : string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0 ? byKey : string.CompareOrdinal(a.EscapedValue, b.EscapedValue));
        var text = new StringBuilder();
        for (var i = 0; i < labels.Count; i++)
        {
            if (i > 0 && labels[i].Plain == labels[i - 1].Plain)
            {
                text.Length--;
                text.Append(';').Append(labels[i].EscapedValue);
            }
            else
            {
                text.Append(i > 0 ? "," : "").Append(written(labels[i])).Append("=\"").Append(labels[i].EscapedValue);
            }
            text.Append('"');
        }
        return text.ToString();
    }

    private static string EscapedValue(string value)
    {
        // Halves of surrogate pairs are all the same in UTF-8, so that they must be the same here.
        value = Utf8Name.Valid(value);
        return value.AsSpan().ContainsAny('\\', '"', '\n') ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) : value;
    }

    /// <param name="Plain">The name that every scraper knows.</param>
    /// <param name="Key">The name as the program gave it.</param>
    /// <param name="EscapedValue">The value as it is written.</param>
    private readonly record struct Label(string Plain, string Key, string EscapedValue);
}
