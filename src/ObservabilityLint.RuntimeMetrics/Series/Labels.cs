using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>Tags as labels: names that Prometheus takes, in order, and values escaped as both formats want it.</summary>
internal static class Labels
{
    /// <summary>The label of the series that takes what is over the limit, and of no other. The name is OpenTelemetry's.</summary>
    public const string Overflow = "otel_metric_overflow";

    /// <summary>The labels that name the meter. The names are OpenTelemetry's.</summary>
    public const string ScopeName = "otel_scope_name", ScopeVersion = "otel_scope_version";

    /// <summary>The tags that name a meter; a version that it does not have is left out as any empty value.</summary>
    public static KeyValuePair<string, object?>[] Scope(string meter, string? version) => [new(ScopeName, meter), new(ScopeVersion, version)];

    /// <summary>The labels without the braces. An empty value is the same as no label, and is left out.</summary>
    /// <param name="fixedTags">What all series of the instrument have, under names that are not reserved or rightly so.</param>
    /// <param name="tags">Those of the measurement.</param>
    /// <param name="reserved">Names that the metric itself uses.</param>
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> fixedTags, ReadOnlySpan<KeyValuePair<string, object?>> tags, IReadOnlyList<string> reserved)
    {
        var labels = new List<(string Name, string Key, string Value)>(fixedTags.Length + tags.Length);
        Add(labels, fixedTags, []);
        Add(labels, tags, reserved);
        // Keys that become one name are joined in the order of the keys.
        labels.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var byName && byName != 0 ? byName : string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0 ? byKey : string.CompareOrdinal(a.Value, b.Value));
        var text = new StringBuilder();
        for (var i = 0; i < labels.Count; i++)
        {
            if (i > 0 && labels[i].Name == labels[i - 1].Name)
            {
                text.Length--;
                AppendEscaped(text.Append(';'), labels[i].Value);
            }
            else
            {
                text.Append(i > 0 ? "," : "").Append(labels[i].Name).Append("=\"");
                AppendEscaped(text, labels[i].Value);
            }
            text.Append('"');
        }
        return text.ToString();
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

    /// <summary>The name of a label that is not one of the metric's own: where it would be, <c>exported_</c> comes before it, as Prometheus does it with labels that it adds.</summary>
    public static string Unreserved(string key, IReadOnlyList<string> reserved) => Name(key) is var name && reserved.Contains(name) ? "exported_" + name : name;

    private static void Add(List<(string, string, string)> labels, ReadOnlySpan<KeyValuePair<string, object?>> tags, IReadOnlyList<string> reserved)
    {
        foreach (var tag in tags)
        {
            // A measurement counts even where one of its keys is null.
            if (tag.Key is null || TagValue.Text(tag.Value) is not { Length: > 0 } value) continue;
            labels.Add((Unreserved(tag.Key, reserved), tag.Key, value));
        }
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        // Halves of surrogate pairs are all the same in UTF-8, so that they must be the same here.
        if (value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) value = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
        foreach (var c in value)
            switch (c)
            {
                case '\\': text.Append("\\\\"); break;
                case '"': text.Append("\\\""); break;
                case '\n': text.Append("\\n"); break;
                default: text.Append(c); break;
            }
    }
}
