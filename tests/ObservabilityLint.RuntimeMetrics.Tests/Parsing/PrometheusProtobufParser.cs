using System.Collections.Immutable;
using System.Globalization;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Protobuf;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>What a scrape in protobuf answered.</summary>
/// <param name="Exposition">The same as Prometheus text would say: classic histograms as their samples, and the names of counters with <c>_total</c>.</param>
/// <param name="Units">By family, where they have one.</param>
/// <param name="Created">By series, in seconds since 1970.</param>
/// <param name="Natives">What text cannot say.</param>
internal sealed record ProtobufExposition(ParsedExposition Exposition, ImmutableDictionary<string, string> Units, ImmutableDictionary<string, double> Created, ImmutableArray<NativeHistogram> Natives)
{
    public NativeHistogram Native(string series) => Natives.Single(native => native.Series == series);
}

/// <summary>Reads messages <c>io.prometheus.client.MetricFamily</c>, each behind its length, as github.com/prometheus/client_model defines them. Whatever is not defined there is an error.</summary>
internal sealed class PrometheusProtobufParser
{
    private static readonly MetricType[] Types = [MetricType.Counter, MetricType.Gauge, MetricType.Summary, MetricType.Unknown, MetricType.Histogram];

    private readonly ImmutableDictionary<string, string>.Builder units = ImmutableDictionary.CreateBuilder<string, string>();
    private readonly ImmutableDictionary<string, double>.Builder created = ImmutableDictionary.CreateBuilder<string, double>();
    private readonly ImmutableArray<NativeHistogram>.Builder natives = ImmutableArray.CreateBuilder<NativeHistogram>();

    private PrometheusProtobufParser()
    {
    }

    public static ProtobufExposition Parse(byte[] bytes)
    {
        var parser = new PrometheusProtobufParser();
        var families = ProtobufMessage.ReadAll(bytes).Select(parser.FamilyOf).ToImmutableArray();
        Assert.Equal(families.Length, families.Select(family => family.Name).Distinct(StringComparer.Ordinal).Count());
        return new ProtobufExposition(new ParsedExposition(families), parser.units.ToImmutable(), parser.created.ToImmutable(), parser.natives.ToImmutable());
    }

    private Family FamilyOf(ProtobufMessage message)
    {
        var (name, help, type, unit) = (message.Text(1), message.Text(2), Types[message.Number(3)], message.Text(5));
        if (unit.Length > 0) units.Add(name, unit);
        var samples = message.Messages(4).SelectMany(metric => SamplesOf(name, type, metric)).ToImmutableArray();
        message.IsRead();
        Assert.NotEmpty(samples);
        return new Family(name, type, "", help, samples);
    }

    private List<Sample> SamplesOf(string name, MetricType type, ProtobufMessage metric)
    {
        var labels = LabelsOf(metric.Messages(1));
        var samples = type switch
        {
            MetricType.Gauge => [ValueOf(name, labels, metric.Message(2)!)],
            MetricType.Counter => [CounterOf(name, labels, metric.Message(3)!)],
            _ => HistogramOf(name, labels, metric.Message(7)!),
        };
        metric.IsRead();
        return samples;
    }

    private static Sample ValueOf(string name, ImmutableArray<Label> labels, ProtobufMessage gauge)
    {
        var sample = SampleOf(name, labels, gauge.Real(1));
        gauge.IsRead();
        return sample;
    }

    private Sample CounterOf(string name, ImmutableArray<Label> labels, ProtobufMessage counter)
    {
        var sample = SampleOf(name, labels, counter.Real(1), ExemplarOf(counter.Message(2)));
        if (counter.Message(3) is { } time) created.Add(SeriesOf(name, labels), SecondsOf(time));
        counter.IsRead();
        return sample;
    }

    private List<Sample> HistogramOf(string name, ImmutableArray<Label> labels, ProtobufMessage histogram)
    {
        var (count, sum) = (histogram.Number(1), histogram.Real(2));
        var samples = new List<Sample>();
        foreach (var bucket in histogram.Messages(3))
        {
            var bound = bucket.Real(2);
            samples.Add(SampleOf(name + "_bucket", labels.Add(new Label("le", double.IsInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))), bucket.Number(1), ExemplarOf(bucket.Message(3))));
            bucket.IsRead();
        }
        Assert.Equal("+Inf", samples[^1]["le"]);
        Assert.Equal(count, samples[^1].Value);
        samples.AddRange([SampleOf(name + "_sum", labels, sum), SampleOf(name + "_count", labels, count)]);
        if (NativeHistogram.Read(SeriesOf(name, labels), histogram, (long)count, sum) is { } native) natives.Add(native);
        if (histogram.Message(15) is { } time) created.Add(SeriesOf(name, labels), SecondsOf(time));
        histogram.IsRead();
        return samples;
    }

    private static Exemplar? ExemplarOf(ProtobufMessage? message)
    {
        if (message is null) return null;
        var exemplar = new Exemplar(LabelsOf(message.Messages(1)), message.Real(2), SecondsOf(message.Message(3)!));
        message.IsRead();
        return exemplar;
    }

    private static ImmutableArray<Label> LabelsOf(List<ProtobufMessage> pairs) => [.. pairs.Select(pair =>
    {
        var label = new Label(pair.Text(1), pair.Text(2));
        pair.IsRead();
        return label;
    })];

    private static double SecondsOf(ProtobufMessage time)
    {
        var (seconds, nanoseconds) = (time.Number(1), time.Number(2));
        time.IsRead();
        Assert.InRange(nanoseconds, 0UL, 999_999_999UL);
        return (seconds * 1000 + nanoseconds / 1_000_000) / 1000d;
    }

    private static string SeriesOf(string name, ImmutableArray<Label> labels) => $"{name}{{{string.Join(",", labels)}}}";

    private static Sample SampleOf(string name, ImmutableArray<Label> labels, double value, Exemplar? exemplar = null) => new(name, labels, value, value.ToString("R", CultureInfo.InvariantCulture), null, exemplar, 0);
}
