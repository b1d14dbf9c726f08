using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The metrics that the bridge has of itself, and all that it exports on its own account.</summary>
internal static class BridgeMetrics
{
    /// <summary>The name, and the labels.</summary>
    public static ImmutableArray<(string Name, string Labels)> OfItself { get; } =
    [
        ("obslint_bridge_dropped_instruments", "instrument, meter, metric, reason"),
        ("obslint_bridge_merged_instruments", "instrument, meter, metric, reason"),
        ("obslint_bridge_overflowed_measurements_total", "metric"),
        ("obslint_bridge_rejected_measurements_total", "metric, reason"),
        ("obslint_bridge_callback_failures_total", "instrument, meter, reason"),
        ("obslint_bridge_scrape_duration_seconds", ""),
        ("obslint_bridge_scrape_series", ""),
        ("obslint_bridge_scrape_size_bytes", ""),
    ];

    /// <summary>The names of all series of the runtime's metrics and of the bridge's.</summary>
    public static ImmutableHashSet<string> AllNames { get; } = [.. RuntimeInstruments.All.Select(RuntimeNames.SeriesOf), .. OfItself.Select(metric => metric.Name)];

    /// <summary>The instruments of the metrics of its own, in the same order.</summary>
    public static ImmutableArray<Instrument> Instruments
    {
        get
        {
            using var telemetry = new BridgeTelemetry(new object());
            return [.. telemetry.Instruments];
        }
    }
}
