using System.Globalization;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>A scrape in protobuf tells all that scrapes of the same state tell in the two text formats: what Prometheus text has, and the units, exemplars and times of creation of OpenMetrics.</summary>
internal static class ProtobufAgreement
{
    public static void Check(ProtobufExposition protobuf, ParsedExposition openMetrics, ParsedExposition prometheusText)
    {
        FormatsAgreement.Check(openMetrics, protobuf.Exposition);
        Assert.Equal(prometheusText.Families.Where(FormatsAgreement.IsSteady).SelectMany(family => family.Samples).Select(Written), protobuf.Exposition.Families.Where(FormatsAgreement.IsSteady).SelectMany(family => family.Samples).Select(Written));
        var exemplars = protobuf.Exposition.Samples.Where(sample => sample.Exemplar is not null).Select(Exemplar).ToHashSet(StringComparer.Ordinal);
        foreach (var family in openMetrics.Families.Where(FormatsAgreement.IsSteady))
        {
            var total = family.Type == MetricType.Counter ? "_total" : "";
            if (family.Unit.Length > 0) Assert.Equal(family.Unit, protobuf.Units[family.Name + total]);
            foreach (var sample in family.Samples)
            {
                if (family.Type is MetricType.Counter or MetricType.Histogram && sample.Name == family.Name + "_created")
                    Assert.Equal(sample.Value, protobuf.Created[$"{family.Name}{total}{{{string.Join(",", sample.Labels)}}}"]);
                if (sample.Exemplar is not null) Assert.Contains(Exemplar(sample), exemplars);
            }
        }
    }

    /// <summary>With the numbers as doubles, which is what the format has.</summary>
    private static string Written(Sample sample) => $"{Series(sample)} {sample.Value.ToString("R", CultureInfo.InvariantCulture)}";

    private static string Exemplar(Sample sample)
        => FormattableString.Invariant($"{Series(sample)} {string.Join(",", sample.Exemplar!.Labels)} {sample.Exemplar.Value} {sample.Exemplar.Timestamp}");

    private static string Series(Sample sample) => $"{sample.Name}{{{string.Join(",", sample.Labels.Select(label => label.Name == "le" ? "le=" + FormatsAgreement.BoundOf(label.Value) : label.ToString()))}}}";
}
