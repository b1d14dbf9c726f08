using System.Globalization;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Two scrapes of one state, in the two formats, show the same families and series. What changes by itself is left out: the metrics of runtime and process, and the bridge's own.</summary>
internal static class FormatsAgreement
{
    public static void Check(ParsedExposition openMetrics, ParsedExposition prometheusText)
    {
        Assert.Equal(openMetrics.Families.Where(IsSteady).Select(InPrometheusText), prometheusText.Families.Where(IsSteady).Select(family => (family.Name, family.Type, family.Help)));
        var inText = prometheusText.Families.Where(IsSteady).SelectMany(family => family.Samples).ToDictionary(SeriesOf, sample => sample.Value);
        var inOpenMetrics = openMetrics.Families.Where(IsSteady).SelectMany(family => family.Samples.Where(sample => !IsCreated(family, sample))).ToDictionary(SeriesOf, sample => sample.Value);
        Assert.All(inOpenMetrics, sample => Assert.Equal(sample.Value, inText[sample.Key]));
        // Sums that may fall, and their counts, are not in OpenMetrics.
        var withoutSum = openMetrics.Families.Where(family => family.Type == MetricType.Histogram).SelectMany(family => (string[])[family.Name + "_sum{", family.Name + "_count{"]).ToList();
        Assert.All(inText.Keys.Except(inOpenMetrics.Keys), series => Assert.Contains(withoutSum, start => series.StartsWith(start, StringComparison.Ordinal)));
    }

    public static bool IsSteady(Family family)
        => !family.Name.StartsWith("dotnet_", StringComparison.Ordinal) && !family.Name.StartsWith("process_", StringComparison.Ordinal) && !family.Name.StartsWith("obslint_", StringComparison.Ordinal);

    private static bool IsCreated(Family family, Sample sample)
        => family.Type is MetricType.Counter or MetricType.Histogram && sample.Name == family.Name + "_created";

    private static (string, MetricType, string) InPrometheusText(Family family) => family.Type switch
    {
        MetricType.Counter => (family.Name + "_total", MetricType.Counter, family.Help),
        MetricType.Info => (family.Name + "_info", MetricType.Gauge, family.Help),
        _ => (family.Name, family.Type, family.Help),
    };

    private static string SeriesOf(Sample sample)
        => $"{sample.Name}{{{string.Join(",", sample.Labels.Select(label => label.Name == "le" && sample.Name.EndsWith("_bucket", StringComparison.Ordinal) ? "le=" + BoundOf(label.Value) : label.ToString()))}}}";

    /// <summary>The same number for both, though OpenMetrics has it with a decimal point.</summary>
    public static string BoundOf(string value)
        => value != "+Inf" && double.TryParse(value, CultureInfo.InvariantCulture, out var bound) ? bound.ToString("R", CultureInfo.InvariantCulture) : value;
}
