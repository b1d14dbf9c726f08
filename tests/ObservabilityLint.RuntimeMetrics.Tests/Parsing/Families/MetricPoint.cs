using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;

/// <summary>The samples of one set of labels at one time: a gauge's one value, or a histogram's buckets with their sum and count.</summary>
internal sealed record MetricPoint(string Family, ImmutableArray<Sample> Samples)
{
    public IEnumerable<Sample> With(string suffix) => Samples.Where(sample => sample.Name == Family + suffix);

    public Sample? Find(string suffix) => With(suffix).FirstOrDefault();

    /// <summary>A refusal that belongs to the point as a whole.</summary>
    public MalformedExpositionException Refuse(string message) => Refuse(Samples[0], message);

    public static MalformedExpositionException Refuse(Sample sample, string message) => new(sample.Line, $"{message} ({sample})");
}
