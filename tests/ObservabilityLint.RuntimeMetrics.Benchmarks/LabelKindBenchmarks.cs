using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>An increment of a known series of three labels, by what their values are: equal to those that the series was made with, and other objects, as where a program boxes them anew each time.</summary>
public class LabelKindBenchmarks
{
    private static readonly Dictionary<string, Func<int, object?>> Kinds = new(StringComparer.Ordinal)
    {
        ["string"] = number => $"value-{number}",
        ["int"] = number => 200 + number,
        ["long"] = number => 5_000_000_000L + number,
        ["bool"] = number => number % 2 == 0,
        ["double"] = number => 0.5 + number,
        ["decimal"] = number => 1.50m + number,
        ["Guid"] = number => new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]),
        ["DateTime"] = number => new DateTime(2026, 1, 1 + number, 12, 0, 0, DateTimeKind.Utc),
        ["enum"] = number => (DayOfWeek)number,
        ["array"] = number => new[] { "a", "b", $"{number}" },
        ["null"] = _ => null,
        ["mixed"] = number => number switch { 0 => "card", 1 => 200, _ => DayOfWeek.Friday },
    };

    private KeyValuePair<string, object?>[] tags = [];
    private Pipelines? pipelines;
    private Counter<long>? bridge, sdk, adapter;

    public static IEnumerable<string> AllKinds => Kinds.Keys;

    [ParamsSource(nameof(AllKinds))]
    public string Kind { get; set; } = "string";

    [GlobalSetup]
    public void Setup()
    {
        tags = Tags();
        pipelines = new Pipelines();
        bridge = pipelines.BridgeMeter.CreateCounter<long>("shop.orders");
        sdk = pipelines.SdkMeter.CreateCounter<long>("shop.orders");
        adapter = pipelines.AdapterMeter.CreateCounter<long>("shop.orders");
        foreach (var counter in (Counter<long>[])[bridge, sdk, adapter]) counter.Add(1, Tags());
    }

    [Benchmark(Baseline = true, Description = "OpenTelemetry SDK")]
    public void Sdk() => sdk!.Add(1, tags);

    [Benchmark(Description = "bridge")]
    public void Bridge() => bridge!.Add(1, tags);

    [Benchmark(Description = "prometheus-net, its adapter for meters")]
    public void Adapter() => adapter!.Add(1, tags);

    [GlobalCleanup]
    public void Cleanup() => pipelines?.Dispose();

    private KeyValuePair<string, object?>[] Tags() => [.. Enumerable.Range(0, 3).Select(number => new KeyValuePair<string, object?>($"shop.label{number}", Kinds[Kind](number)))];
}
