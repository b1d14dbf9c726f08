using System.Globalization;
using System.Numerics;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>What the measurements of one instrument and group come to, computed from the measurements alone, and compared with what was written.</summary>
internal sealed class ExpectedSeries(RandomInstrument instrument, IReadOnlyList<RandomMeasurement> measurements)
{
    private readonly List<RandomMeasurement> taken = [.. measurements.Where(instrument.Takes)];

    private bool IsCounter => instrument.Shape is InstrumentShape.Counter or InstrumentShape.ObservableCounter;

    private bool IsGauge => instrument.Shape is InstrumentShape.Gauge or InstrumentShape.ObservableGauge;

    /// <summary>All have the same tags, so that they are one series for sure; otherwise they may be several.</summary>
    private bool IsOneSeries => measurements.All(measurement => ReferenceEquals(measurement.Tags, measurements[0].Tags));

    /// <summary>Beyond the range of 64 bits no sum of whole numbers is promised.</summary>
    private bool IsPromised => !instrument.IsWhole || taken.Aggregate(BigInteger.Zero, (sum, measurement) => sum + BigInteger.Abs(WholeOf(measurement))) <= (instrument.Shape == InstrumentShape.Counter ? ulong.MaxValue : long.MaxValue);

    /// <summary>Something is to be seen for sure, unless the instrument is left out.</summary>
    public bool IsShown => taken.Count > 0 && (!instrument.IsObservable || IsOneSeries && IsPromised && (!IsCounter || double.IsFinite(Total) && Total >= 0));

    /// <summary>The last measurement of a gauge; the sum of what else there is, in the order of the measurements.</summary>
    private double Total => IsGauge ? instrument.NumberOf(taken[^1]) : taken.Aggregate(0.0, (sum, measurement) => sum + instrument.NumberOf(measurement));

    /// <summary>The same, exact, where the numbers are whole.</summary>
    private BigInteger WholeTotal => IsGauge ? WholeOf(taken[^1]) : taken.Aggregate(BigInteger.Zero, (sum, measurement) => sum + WholeOf(measurement));

    /// <param name="family">The family of the instrument.</param>
    /// <param name="samples">Those of its samples that have the labels of this instrument and group.</param>
    public void Compare(Family family, IReadOnlyList<Sample> samples)
    {
        if (instrument.Shape == InstrumentShape.Histogram) CompareBuckets(family, samples);
        else if (IsOneSeries || instrument.IsWhole && instrument.Shape is InstrumentShape.Counter or InstrumentShape.UpDownCounter) CompareTotal(family, samples);
    }

    private void CompareTotal(Family family, IReadOnlyList<Sample> samples)
    {
        Assert.Equal(IsCounter ? MetricType.Counter : MetricType.Gauge, family.Type);
        var totals = samples.Where(sample => sample.Name != family.Name + "_created").ToList();
        if (!IsPromised) return;
        if (!IsShown) Assert.Empty(totals);
        else if (instrument.IsWhole) Assert.Equal(WholeTotal, totals.Aggregate(BigInteger.Zero, (sum, total) => sum + BigInteger.Parse(total.RawValue, CultureInfo.InvariantCulture)));
        else Assert.Equal(Total, Assert.Single(totals).Value);
    }

    private void CompareBuckets(Family family, IReadOnlyList<Sample> samples)
    {
        Assert.Equal(MetricType.Histogram, family.Type);
        Assert.Equal(IsShown, samples.Count > 0);
        foreach (var bucket in samples.Where(sample => sample["le"] != null).GroupBy(sample => sample["le"]!))
        {
            var bound = bucket.Key == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Key, CultureInfo.InvariantCulture);
            Assert.Equal(taken.Count(measurement => instrument.NumberOf(measurement) <= bound), bucket.Sum(sample => sample.Value));
        }
        if (IsOneSeries && samples.FirstOrDefault(sample => sample.Name == family.Name + "_sum") is { } sum) Assert.Equal(Total, sum.Value);
    }

    private BigInteger WholeOf(RandomMeasurement measurement) => instrument.Number switch
    {
        NumberType.Byte => byte.CreateSaturating(measurement.Value),
        NumberType.Short => short.CreateSaturating(measurement.Value),
        NumberType.Int => int.CreateSaturating(measurement.Value),
        _ => long.CreateSaturating(measurement.Value),
    };
}
