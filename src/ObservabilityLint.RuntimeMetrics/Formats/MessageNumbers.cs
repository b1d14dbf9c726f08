namespace ObservabilityLint.RuntimeMetrics.Formats;

/// <summary>The numbers of fields and types in the messages of <c>io.prometheus.client</c> (github.com/prometheus/client_model), as far as the bridge has something to say there.</summary>
internal static class MessageNumbers
{
    public const int FamilyName = 1, FamilyHelp = 2, FamilyType = 3, FamilyMetric = 4, FamilyUnit = 5;

    public const ulong TypeCounter = 0, TypeGauge = 1, TypeHistogram = 4;

    public const int MetricLabel = 1, MetricGauge = 2, MetricCounter = 3, MetricHistogram = 7;

    public const int LabelName = 1, LabelValue = 2;

    public const int GaugeValue = 1;

    public const int CounterValue = 1, CounterExemplar = 2, CounterCreated = 3;

    public const int HistogramCount = 1, HistogramSum = 2, HistogramBucket = 3, HistogramCreated = 15;

    public const int BucketCount = 1, BucketUpperBound = 2, BucketExemplar = 3;

    public const int NativeSchema = 5, NativeZeroThreshold = 6, NativeZeroCount = 7, NativeNegativeSpan = 9, NativeNegativeDelta = 10, NativePositiveSpan = 12, NativePositiveDelta = 13;

    public const int SpanOffset = 1, SpanLength = 2;

    public const int ExemplarLabel = 1, ExemplarValue = 2, ExemplarTime = 3;

    public const int TimeSeconds = 1, TimeNanoseconds = 2;
}
