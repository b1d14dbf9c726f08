using System.Text;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Compares an exposition with the run that it tells of.</summary>
internal sealed class RunCheck(RandomRun run, RunPlayer player)
{
    private const string DroppedInstruments = "obslint_bridge_dropped_instruments";

    /// <summary>With a low limit, series lose the labels by which this check knows them.</summary>
    private bool KnowsSeries => run.Options.MaxSeries == RandomOptions.Default.MaxSeries;

    private IEnumerable<RandomInstrument> Known => KnowsSeries ? run.Instruments.Where(instrument => instrument.Id != null) : [];

    /// <returns>How many groups of measurements were compared.</returns>
    public int Values(ParsedExposition read)
    {
        var compared = 0;
        foreach (var family in read.Families)
            if (family.Samples.Any(IsOfRun)) Assert.Contains(run.Instruments, instrument => Visible(instrument.Description) == Visible(family.Help));
        foreach (var instrument in Known)
        {
            if (FamilyOf(read, instrument) is not { } family) continue;
            foreach (var group in instrument.Measurements.GroupBy(measurement => measurement.Group))
            {
                var samples = family.Samples.Where(sample => sample[RandomInstrument.IdLabel] == instrument.Id && (sample[RandomMeasurement.GroupLabel] ?? "") == group.Key).ToList();
                new ExpectedSeries(instrument, [.. group]).Compare(family, samples);
                HasTexts(samples, instrument, group);
                compared++;
            }
        }
        return compared;
    }

    /// <summary>An instrument that has something to show is shown, or is named among those that are not.</summary>
    public void LeftOut(ParsedExposition read)
    {
        foreach (var instrument in Known)
        {
            var isShown = FamilyOf(read, instrument) != null;
            var hasValues = instrument.Measurements.GroupBy(measurement => measurement.Group).Any(group => new ExpectedSeries(instrument, [.. group]).IsShown);
            Assert.True(isShown || !hasValues || IsNamed(read, instrument), $"Neither shown nor named among those that are left out: {instrument}");
        }
    }

    /// <summary>Each option has the effect that it says, and none that it does not.</summary>
    public void Options(ParsedExposition openMetrics)
    {
        foreach (var family in openMetrics.Families.Where(family => family.Samples.Any(IsOfRun)))
        {
            var created = family.Samples.Count(sample => sample.Name == family.Name + "_created");
            if (family.Type == MetricType.Counter) Assert.Equal(run.Options.CreatedTimestamps ? family.Samples.Count(sample => sample.Name == family.Name + "_total") : 0, created);
            if (family.Type == MetricType.Histogram) Assert.Equal(run.Options.CreatedTimestamps ? family.Samples.Count(sample => sample["le"] == "+Inf") : 0, created);
            if (run.Options.ScopeLabels) Assert.All(family.Samples, sample => Assert.Contains(run.Meters, meter => sample["otel_scope_name"] == AsUtf8(player.Prefix + meter.Name)));
            foreach (var sample in family.Samples.Where(sample => sample.Exemplar != null))
                Assert.Equal(player.TraceId, sample.Exemplar!.Labels.Single(label => label.Name == "trace_id").Value);
        }
        Exemplars(openMetrics);
    }

    private void Exemplars(ParsedExposition openMetrics)
    {
        if (!run.Options.Exemplars) Assert.DoesNotContain(openMetrics.Samples, sample => sample.Exemplar != null);
        foreach (var instrument in Known.Where(instrument => run.Options.Exemplars && instrument.Shape == InstrumentShape.Counter))
        {
            var isTraced = instrument.Measurements.Any(measurement => measurement.IsTraced && instrument.Takes(measurement));
            if (isTraced && FamilyOf(openMetrics, instrument) is { } family) Assert.Contains(family.Samples, sample => sample[RandomInstrument.IdLabel] == instrument.Id && sample.Exemplar != null);
        }
    }

    /// <summary>Text that labels a measurement can be read back from one of its samples, whatever escapes it needs.</summary>
    private static void HasTexts(List<Sample> samples, RandomInstrument instrument, IEnumerable<RandomMeasurement> measurements)
    {
        // What one observation cannot be hides the others of its series.
        if (instrument.Shape == InstrumentShape.ObservableCounter) return;
        foreach (var measurement in measurements.Where(instrument.Takes))
            foreach (var (key, value) in measurement.Tags)
                if (key != null && value is string text) Assert.Contains(samples, sample => sample.Labels.Any(label => label.Value.Contains(AsUtf8(text), StringComparison.Ordinal)));
    }

    private bool IsNamed(ParsedExposition read, RandomInstrument instrument)
        => read.Find(DroppedInstruments) is { } dropped && dropped.Samples.Any(sample => (sample["instrument"] ?? "") == AsUtf8(instrument.Name) && sample["meter"] is { } meter && meter.StartsWith(player.Prefix, StringComparison.Ordinal));

    /// <summary>The family with the series of an instrument, which are never in two; null if there are none.</summary>
    private static Family? FamilyOf(ParsedExposition read, RandomInstrument instrument)
    {
        var families = read.Families.Where(family => family.Samples.Any(sample => sample[RandomInstrument.IdLabel] == instrument.Id)).ToList();
        Assert.True(families.Count <= 1, $"The series of one instrument are in {string.Join(" and ", families.Select(family => family.Name))}: {instrument}");
        return families.FirstOrDefault();
    }

    private static bool IsOfRun(Sample sample) => sample[RandomInstrument.IdLabel] != null;

    /// <summary>Text as far as UTF-8 can hold it.</summary>
    private static string AsUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Line ends may be written in a form that each format can hold.</summary>
    private static string Visible(string? text) => string.Concat(AsUtf8(text ?? "").Where(character => !char.IsWhiteSpace(character)));
}
