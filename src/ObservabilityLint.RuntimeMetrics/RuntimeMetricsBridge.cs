using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Diagnostics;
using ObservabilityLint.RuntimeMetrics.Exposition;
using ObservabilityLint.RuntimeMetrics.Names;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Sources;
using ObservabilityLint.RuntimeMetrics.Sources.EventCounters;
using ObservabilityLint.RuntimeMetrics.Sources.Processes;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>
/// Reads the metrics of the .NET runtime, and of other meters on request, inside this process, and writes them as OpenMetrics 1.0, Prometheus text or Prometheus protobuf.
/// It counts from when it is started until it is disposed. All members are safe for use by many threads at once.
/// </summary>
/// <remarks>
/// Names are those of the OpenTelemetry conventions as Prometheus shows them: <c>dotnet.gc.pause.time</c>, a counter in <c>s</c>, is <c>dotnet_gc_pause_time_seconds_total</c>.
/// What is left out (a second owner of a name, measurements over the limit of series, callbacks that fail) is counted in metrics that begin with <c>obslint_bridge_</c>,
/// and told once by the EventSource <c>ObservabilityLint-RuntimeMetrics</c>.
/// </remarks>
public sealed class RuntimeMetricsBridge : IDisposable
{
    private readonly BridgeSettings settings;
    private readonly BridgeTelemetry telemetry;
    private readonly FamilyRegistry registry;
    private readonly Observations observations;
    private readonly MeterSource meters;
    private readonly EventCounterSource? eventCounters;
    private readonly ProgramEventCounters? programEventCounters;
    private readonly SystemReadings readings = new();
    private readonly TargetInfo targetInfo;
    private ExpositionWriter? spare;
    private int disposed;
    private long lastScrape;

    private RuntimeMetricsBridge(RuntimeMetricsOptions options, Func<string, string?> environment, EarlyMeasurements? early)
    {
        settings = new BridgeSettings(options, environment);
        telemetry = new BridgeTelemetry(this);
        registry = new FamilyRegistry(settings);
        observations = new Observations(registry, readings, settings, telemetry);
        meters = new MeterSource(registry, observations, settings, telemetry, early);
        targetInfo = new TargetInfo(settings.Labels.Of(settings.TargetInfo, [], []));
        if (!targetInfo.IsEmpty) registry.Reserve(TargetInfo.Names);
        meters.Start();
        readings.Start(registry, settings, telemetry);
        if (!settings.EventSources.IsEmpty)
        {
            programEventCounters = new ProgramEventCounters();
            programEventCounters.Start(registry, settings, telemetry);
        }
        if (!settings.ReadsEventSource) return;
        eventCounters = new EventCounterSource();
        eventCounters.Start(registry, settings, telemetry);
    }

    /// <summary>How it is now.</summary>
    internal BridgeStatus Status => new(
        IsDisposed, telemetry.ScrapeFault, telemetry.Fault, telemetry.DroppedNow, [.. registry.Families.Where(family => family.HasOverflow).Select(family => family.Name.Name)], observations.Troubles,
        Volatile.Read(ref lastScrape) is var last and not 0 ? settings.TimeProvider.GetElapsedTime(last) : null);

    /// <summary>There is more to tell in the protobuf format than in text.</summary>
    internal bool OffersProtobuf => settings.Views.HaveNativeHistograms;

    private bool IsDisposed => Volatile.Read(ref disposed) != 0;

    /// <summary>Starts to read metrics.</summary>
    /// <param name="options">What to read; without, the runtime's own metrics. The bridge takes a copy.</param>
    /// <returns>The bridge, which counts until it is disposed.</returns>
    /// <exception cref="ArgumentException">An option has a value that it cannot have; the message names it.</exception>
    public static RuntimeMetricsBridge Start(RuntimeMetricsOptions? options = null) => Start(options, Environment.GetEnvironmentVariable);

    /// <summary>Starts with these environment variables, and with what was recorded before.</summary>
    internal static RuntimeMetricsBridge Start(RuntimeMetricsOptions? options, Func<string, string?> environment, EarlyMeasurements? early = null) => new(options ?? new RuntimeMetricsOptions(), environment, early);

    /// <summary>Collects, and writes all metrics to a stream, which stays open. It is written as it is made, in parts of some thousand bytes; as protobuf metric by metric.</summary>
    /// <param name="destination">The stream. Each call needs its own.</param>
    /// <param name="format">OpenMetrics 1.0 text or Prometheus text 0.0.4, both in UTF-8, or Prometheus protobuf.</param>
    /// <param name="cancellationToken">Ends the writing, which leaves an incomplete exposition behind.</param>
    /// <exception cref="ObjectDisposedException">The bridge was disposed before the call.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream has failed. So have other exceptions of the stream's own.</exception>
    public ValueTask WriteAsync(Stream destination, MetricsFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return WriteAsync(destination, null, FormOf(format), settings.CallbackTimeout, cancellationToken);
    }

    /// <summary>Collects, and writes all metrics to a pipe, which is flushed and not completed. If its reader completes, the writing ends without an exception.</summary>
    /// <param name="destination">The pipe. Each call needs its own.</param>
    /// <param name="format">OpenMetrics 1.0 text or Prometheus text 0.0.4, both in UTF-8, or Prometheus protobuf.</param>
    /// <param name="cancellationToken">Ends the writing, which leaves an incomplete exposition behind.</param>
    /// <exception cref="ObjectDisposedException">The bridge was disposed before the call.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask WriteAsync(PipeWriter destination, MetricsFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return WriteAsync(null, destination, FormOf(format), settings.CallbackTimeout, cancellationToken);
    }

    /// <summary>As the public one, for who waits that long. Callbacks have a third of it: this scrape may have to wait for another one's, and then for its own.</summary>
    internal ValueTask WriteAsync(PipeWriter destination, ExpositionForm form, TimeSpan scrapeTimeout, CancellationToken cancellationToken)
        => WriteAsync(null, destination, form, TimeSpan.FromTicks(Math.Min(settings.CallbackTimeout.Ticks, scrapeTimeout.Ticks / 3)), cancellationToken);

    /// <summary>Stops to read. A scrape that runs ends with what is known.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        meters.Dispose();
        observations.Dispose();
        eventCounters?.Dispose();
        programEventCounters?.Dispose();
        readings.Dispose();
        telemetry.Dispose();
        Interlocked.Exchange(ref spare, null)?.Dispose();
    }

    private static ExpositionForm FormOf(MetricsFormat format) => Enum.IsDefined(format) ? new ExpositionForm(format) : throw new ArgumentOutOfRangeException(nameof(format), format, "This is no exposition format.");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteAsync(Stream? stream, PipeWriter? pipe, ExpositionForm form, TimeSpan callbackBudget, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (registry.RemoveRetired())
            {
                meters.TakeDropped();
                eventCounters?.TakeDropped(registry, settings, telemetry);
            }
            await observations.CollectAsync(callbackBudget, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            telemetry.ScrapeFailed(exception);
            throw;
        }
        var writer = Interlocked.Exchange(ref spare, null) ?? new ExpositionWriter(settings.CreatedTimestamps);
        try
        {
            await writer.WriteAsync(registry.Families, targetInfo.In(form), form, stream, pipe, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref lastScrape, settings.TimeProvider.GetTimestamp());
            telemetry.Scraped(Stopwatch.GetElapsedTime(began), writer.Samples, writer.Bytes);
        }
        finally
        {
            // One is kept for the next scrape; others, and those of a disposed bridge, give back their memory.
            if (IsDisposed || Interlocked.CompareExchange(ref spare, writer, null) != null) writer.Dispose();
        }
    }
}
