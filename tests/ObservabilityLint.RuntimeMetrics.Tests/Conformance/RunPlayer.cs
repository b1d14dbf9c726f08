using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Makes the meters and instruments of a run, and measures.</summary>
internal sealed class RunPlayer(RandomRun run) : IDisposable
{
    private readonly List<Meter> meters = [];
    private readonly List<Action> recordings = [];
    private readonly Activity trace = new("order") { ActivityTraceFlags = ActivityTraceFlags.Recorded };

    /// <summary>What the names of all meters of this run begin with.</summary>
    public string Prefix { get; } = $"random.{Guid.NewGuid():N}.";

    /// <summary>The trace of those measurements that are traced.</summary>
    public string TraceId { get; private set; } = "";

    public void Create()
    {
        foreach (var meter in run.Meters)
        {
            var created = new Meter(new MeterOptions(Prefix + meter.Name) { Version = meter.Version, Tags = meter.Tags });
            meters.Add(created);
            foreach (var instrument in meter.Instruments) Create(created, instrument);
        }
    }

    public void Record()
    {
        var before = Activity.Current;
        trace.SetIdFormat(ActivityIdFormat.W3C).Start();
        TraceId = trace.TraceId.ToHexString();
        foreach (var recording in recordings) recording();
        trace.Stop();
        Activity.Current = before;
    }

    public void Dispose()
    {
        trace.Dispose();
        foreach (var meter in meters) meter.Dispose();
    }

    private void Create(Meter meter, RandomInstrument instrument)
    {
        switch (instrument.Number)
        {
            case NumberType.Byte: Create<byte>(meter, instrument); break;
            case NumberType.Short: Create<short>(meter, instrument); break;
            case NumberType.Int: Create<int>(meter, instrument); break;
            case NumberType.Long: Create<long>(meter, instrument); break;
            case NumberType.Float: Create<float>(meter, instrument); break;
            case NumberType.Double: Create<double>(meter, instrument); break;
            default: Create<decimal>(meter, instrument); break;
        }
    }

    private void Create<T>(Meter meter, RandomInstrument instrument) where T : struct, INumber<T>
    {
        var (name, unit, description, tags) = (instrument.Name, instrument.Unit, instrument.Description, instrument.AllTags);
        switch (instrument.Shape)
        {
            case InstrumentShape.Counter: RecordWith<T>(instrument, meter.CreateCounter<T>(name, unit, description, tags).Add); break;
            case InstrumentShape.UpDownCounter: RecordWith<T>(instrument, meter.CreateUpDownCounter<T>(name, unit, description, tags).Add); break;
            case InstrumentShape.Gauge: RecordWith<T>(instrument, meter.CreateGauge<T>(name, unit, description, tags).Record); break;
            case InstrumentShape.Histogram: RecordWith<T>(instrument, meter.CreateHistogram(name, unit, description, tags, AdviceOf<T>(instrument)).Record); break;
            case InstrumentShape.ObservableCounter: meter.CreateObservableCounter(name, () => Observe<T>(instrument), unit, description, tags); break;
            case InstrumentShape.ObservableUpDownCounter: meter.CreateObservableUpDownCounter(name, () => Observe<T>(instrument), unit, description, tags); break;
            default: meter.CreateObservableGauge(name, () => Observe<T>(instrument), unit, description, tags); break;
        }
    }

    private void RecordWith<T>(RandomInstrument instrument, Action<T, KeyValuePair<string, object?>[]> record) where T : struct, INumber<T>
        => recordings.Add(() =>
        {
            foreach (var measurement in instrument.Measurements)
            {
                Activity.Current = measurement.IsTraced ? trace : null;
                record(T.CreateSaturating(measurement.Value), measurement.AllTags);
            }
        });

    private static IEnumerable<Measurement<T>> Observe<T>(RandomInstrument instrument) where T : struct, INumber<T>
        => instrument.Measurements.Select(measurement => new Measurement<T>(T.CreateSaturating(measurement.Value), measurement.AllTags));

    /// <summary>Bounds in the instrument's numbers, each with its neighbour, which can be the same in a double.</summary>
    private static InstrumentAdvice<T>? AdviceOf<T>(RandomInstrument instrument) where T : struct, INumber<T>
        => instrument is { Bounds: { } bounds, BoundsAreAdvice: true } ? new InstrumentAdvice<T> { HistogramBucketBoundaries = [.. bounds.Select(T.CreateSaturating).SelectMany(WithNeighbour).Distinct().Order()] } : null;

    private static IEnumerable<T> WithNeighbour<T>(T bound) where T : struct, INumber<T> => bound < T.CreateSaturating(1e17) ? [bound, bound + T.One] : [bound];
}
