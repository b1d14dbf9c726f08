namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>The names of the series of a metric family.</summary>
internal static class Samples
{
    private const string Total = "_total";

    /// <summary>Of one whose type is not known, whatever it may have.</summary>
    public static IEnumerable<(string Key, string Name, SampleRole Role)> Of(string family, string? type)
    {
        yield return ("", family, type switch { "histogram" => SampleRole.Buckets, _ => SampleRole.Value });
        if (type is "histogram" or null) yield return ("bucket", family + "_bucket", SampleRole.Buckets);
        if (type is "histogram" or "summary" or null)
        {
            yield return ("sum", family + "_sum", SampleRole.Value);
            yield return ("count", family + "_count", SampleRole.Count);
        }
        if (type != "gauge") yield return ("created", (family.EndsWith(Total, StringComparison.Ordinal) ? family[..^Total.Length] : family) + "_created", SampleRole.Count);
    }
}
