using System.Globalization;
using System.Numerics;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>What the measurements of one instrument and group add up to, computed from the measurements alone, and compared with what was written.</summary>
internal sealed class ExpectedSeries(RandomInstrument instrument, IReadOnlyList<RandomMeasurement> measurements)
{
    private readonly double[] values = [.. measurements.Select(measurement => instrument.NumberOf(measurement))];

    /// <summary>All have the same tags, so that they are one series for sure; otherwise they may be several.</summary>
    private bool IsOneSeries => measurements.All(measurement => ReferenceEquals(measurement.Tags, measurements[0].Tags));

    private bool IsCounter => instrument.Shape is InstrumentShape.Counter or InstrumentShape.ObservableCounter;

    private bool IsGauge => instrument.Shape is InstrumentShape.Gauge or InstrumentShape.ObservableGauge;

    private IEnumerable<double> Finite => values.Where(double.IsFinite);

    /// <summary>Something is to be seen, unless the instrument is left out.</summary>
    public bool IsShown => instrument.IsObservable ? IsOneSeries && (!IsCounter || IsPromised && double.IsFinite(Total) && Total >= 0) : IsGauge || (IsCounter ? Finite.Any(value => value >= 0) : Finite.Any());

    /// <summary>The last measurement of a gauge; the sum of what else there is, in the order of the measurements.</summary>
    private double Total => IsGauge ? values[^1] : (instrument.IsObservable ? values : IsCounter ? Finite.Where(value => value >= 0) : Finite).Aggregate(0.0, (sum, value) => sum + value);

    /// <summary>Exact where the numbers are whole.</summary>
    private BigInteger WholeTotal => IsGauge ? WholeOf(measurements[^1].Value) : measurements.Select(measurement => WholeOf(measurement.Value)).Where(value => instrument.IsObservable || !IsCounter || value >= 0).Aggregate(BigInteger.Zero, BigInteger.Add);

    /// <summary>Beyond the range of 64 bits no sum of whole numbers is promised.</summary>
    private bool IsPromised => !instrument.IsWhole || Magnitude <= (IsCounter && !instrument.IsObservable ? ulong.MaxValue : long.MaxValue);

    private BigInteger Magnitude => measurements.Aggregate(BigInteger.Zero, (sum, measurement) => sum + BigInteger.Abs(WholeOf(measurement.Value)));

    /// <param name="samples">The samples that have the labels of this instrument and group.</param>
    public void Compare(Family family, IReadOnlyList<Sample> samples)
    {
        if (instrument.Shape == InstrumentShape.Histogram) CompareBuckets(family, samples);
        else if (IsOneSeries || !instrument.IsObservable && !IsGauge && instrument.IsWhole) CompareTotal(family, samples);
    }

    private void CompareTotal(Family family, IReadOnlyList<Sample> samples)
    {
        Assert.Equal(IsCounter ? MetricType.Counter : MetricType.Gauge, family.Type);
        var totals = samples.Where(sample => sample.Name != family.Name + "_created").ToList();
        if (!IsPromised) return;
        if (!IsShown) Assert.Empty(totals);
        else if (!instrument.IsWhole) Assert.Equal(Total, Assert.Single(totals).Value);
        else Assert.Equal(WholeTotal, totals.Select(total => BigInteger.Parse(total.RawValue, CultureInfo.InvariantCulture)).Aggregate(BigInteger.Zero, BigInteger.Add));
    }

    private void CompareBuckets(Family family, IReadOnlyList<Sample> samples)
    {
        Assert.Equal(MetricType.Histogram, family.Type);
        foreach (var bucket in samples.Where(sample => sample["le"] != null).GroupBy(sample => sample["le"]!))
        {
            var bound = bucket.Key == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Key, CultureInfo.InvariantCulture);
            Assert.Equal(Finite.Count(value => value <= bound), bucket.Sum(sample => sample.Value));
        }
        if (IsOneSeries && samples.FirstOrDefault(sample => sample.Name == family.Name + "_sum") is { } sum) Assert.Equal(Total, sum.Value);
    }

    private BigInteger WholeOf(double value) => instrument.Number switch
    {
        NumberType.Byte => byte.CreateSaturating(value),
        NumberType.Short => short.CreateSaturating(value),
        NumberType.Int => int.CreateSaturating(value),
        _ => long.CreateSaturating(value),
    };
}
