using FsCheck;
using FsCheck.Fluent;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Makes runs, and makes a run that fails smaller.</summary>
internal static class RandomRuns
{
    private static readonly double[] Numbers =
        [0, -0.0, 1, 2, 3, 7, -1, -5, 0.1, 0.2, 1.5, 2.5, 10, 100, 255, 256, 1e6, 1e15, 1e16, 9007199254740993, 1e18, 9.3e18, 1.9e19, 1e21, 1e28, 1e39, 1e308, double.MaxValue, double.MinValue, double.Epsilon, -1e-300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly double[] Limits = [-1e300, -5, -1, -0.5, -0.0, 0, 1e-10, 0.1, 0.25, 1, 2.5, 10, 1000, 1e6, 9007199254740992, 1e16, 1.5e22, 1e300, double.MaxValue];

    private static readonly DateTimeOffset?[] Clocks = [null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMilliseconds(-1500), DateTimeOffset.UnixEpoch.AddTicks(15_230_123), DateTimeOffset.MaxValue];

    private static readonly Gen<bool> Maybe = Gen.Elements(true, false);

    private static readonly Gen<KeyValuePair<string, object?>[]> Tags =
        from count in Gen.Frequency((3, Gen.Constant(0)), (5, Gen.Choose(1, 4)))
        from tags in HostileText.Tag.ArrayOf(count)
        select tags;

    /// <summary>Instruments and meters sort theirs by key, and cannot have null among them.</summary>
    private static readonly Gen<KeyValuePair<string, object?>[]> OwnTags = Gen.Frequency((3, Gen.Constant(Array.Empty<KeyValuePair<string, object?>>())), (1, Tags.Select(tags => tags.Where(tag => tag.Key != null).ToArray())));

    private static readonly Gen<RandomOptions> Options =
        from exemplars in Maybe
        from created in Maybe
        from scope in Maybe
        from translation in Gen.Elements(NameTranslation.OpenTelemetryDotNet, NameTranslation.OtlpTranslator)
        from maxSeries in Gen.Frequency((3, Gen.Constant(2000)), (1, Gen.Choose(1, 3)))
        from attributes in Gen.Choose(0, 3)
        from info in (from key in HostileText.Key from value in HostileText.Text select (Key: key ?? "", value)).ArrayOf(attributes)
        from clock in Gen.Elements(Clocks)
        from startsFirst in Maybe
        select new RandomOptions(exemplars, created, scope, translation, maxSeries, info.DistinctBy(attribute => attribute.Key).ToDictionary(attribute => attribute.Key, attribute => attribute.value), clock, startsFirst);

    private static readonly Gen<IReadOnlyList<RandomMeasurement>> Measurements =
        from sets in Tags.ArrayOf(3)
        from count in Gen.Choose(0, 8)
        from measurements in (from value in Gen.Elements(Numbers) from @group in Gen.Elements("a", "b", "") from tags in Gen.Elements(sets) from isTraced in Maybe select new RandomMeasurement(value, @group, tags, isTraced)).ListOf(count)
        select (IReadOnlyList<RandomMeasurement>)measurements;

    private static readonly Gen<RandomInstrument> Instrument =
        from shape in Gen.Elements(Enum.GetValues<InstrumentShape>())
        from number in Gen.Elements(Enum.GetValues<NumberType>())
        from name in HostileText.Name
        from unit in HostileText.Unit
        from description in HostileText.Text.OrNull()
        from tags in OwnTags
        from bounds in Gen.OneOf(Gen.Constant((double[]?)null), Gen.SubListOf(Limits).Select(limits => (double[]?)[.. limits.Order()]))
        from areAdvice in Maybe
        from id in Gen.Frequency((4, Gen.Constant((string?)"")), (1, Gen.Constant((string?)null)))
        from measurements in Measurements
        select new RandomInstrument(shape, number, name, unit, description, id, tags, shape == InstrumentShape.Histogram ? bounds : null, areAdvice, measurements);

    private static readonly Gen<RandomMeter> Meter =
        from name in HostileText.Text
        from version in HostileText.Text.OrNull()
        from tags in OwnTags
        from count in Gen.Choose(0, 5)
        from instruments in Instrument.ListOf(count)
        select new RandomMeter(name, version, tags, instruments);

    private static readonly Gen<RandomRun> Run =
        from options in Options
        from count in Gen.Choose(1, 2)
        from meters in Meter.ListOf(count)
        select WithIds(new RandomRun(options, meters));

    public static Arbitrary<RandomRun> All { get; } = Arb.From(Run, Smaller);

    /// <summary>Gives each instrument an identity of its own that is to have one.</summary>
    private static RandomRun WithIds(RandomRun run)
    {
        var next = 0;
        return run with
        {
            Meters = [.. run.Meters.Select(meter => meter with { Instruments = [.. meter.Instruments.Select(instrument => instrument with { Id = instrument.Id is null ? null : $"i{next++}" })] })],
        };
    }

    private static IEnumerable<RandomRun> Smaller(RandomRun run)
    {
        foreach (var meters in Smaller(run.Meters, Smaller)) yield return run with { Meters = meters };
        foreach (var options in Simpler(run.Options)) yield return run with { Options = options };
    }

    private static IEnumerable<RandomOptions> Simpler(RandomOptions options)
        => new[]
        {
            options with { Exemplars = true }, options with { CreatedTimestamps = false }, options with { ScopeLabels = false }, options with { NameTranslation = default }, options with { MaxSeries = 2000 },
            options with { TargetInfo = RandomOptions.Default.TargetInfo }, options with { Clock = null }, options with { StartsFirst = true },
        }.Where(simpler => simpler != options);

    private static IEnumerable<RandomMeter> Smaller(RandomMeter meter)
    {
        foreach (var instruments in Smaller(meter.Instruments, Smaller)) yield return meter with { Instruments = instruments };
        if (meter.Name.Length > 0) yield return meter with { Name = "" };
        if (meter.Version != null) yield return meter with { Version = null };
        foreach (var tags in Smaller(meter.Tags, None)) yield return meter with { Tags = [.. tags] };
    }

    private static IEnumerable<RandomInstrument> Smaller(RandomInstrument instrument)
    {
        foreach (var measurements in Smaller(instrument.Measurements, Smaller)) yield return instrument with { Measurements = measurements };
        if (instrument.Name != "a") yield return instrument with { Name = "a" };
        if (instrument.Unit != null) yield return instrument with { Unit = null };
        if (instrument.Description != null) yield return instrument with { Description = null };
        if (instrument.Number < NumberType.Long) yield return instrument with { Number = NumberType.Long };
        if (instrument.Number is NumberType.Float or NumberType.Decimal) yield return instrument with { Number = NumberType.Double };
        foreach (var tags in Smaller(instrument.Tags, None)) yield return instrument with { Tags = [.. tags] };
        if (instrument.Bounds is { } bounds)
        {
            yield return instrument with { Bounds = null };
            foreach (var fewer in Smaller(bounds, None)) yield return instrument with { Bounds = [.. fewer] };
        }
    }

    private static IEnumerable<RandomMeasurement> Smaller(RandomMeasurement measurement)
    {
        foreach (var tags in Smaller(measurement.Tags, None)) yield return measurement with { Tags = [.. tags] };
        if (measurement.IsTraced) yield return measurement with { IsTraced = false };
        if (measurement.Value is not (0 or 1)) yield return measurement with { Value = 1 };
    }

    /// <summary>The list without one of its items, or with one made smaller.</summary>
    private static IEnumerable<IReadOnlyList<T>> Smaller<T>(IReadOnlyList<T> items, Func<T, IEnumerable<T>> smaller)
    {
        for (var i = 0; i < items.Count; i++) yield return [.. items.Take(i), .. items.Skip(i + 1)];
        for (var i = 0; i < items.Count; i++)
            foreach (var item in smaller(items[i])) yield return [.. items.Take(i), item, .. items.Skip(i + 1)];
    }

    private static IEnumerable<KeyValuePair<string, object?>> None(KeyValuePair<string, object?> tag) => [];

    private static IEnumerable<double> None(double bound) => [];
}
