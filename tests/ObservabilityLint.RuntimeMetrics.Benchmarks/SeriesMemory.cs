namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>What stays in memory for each series, of those that the scrape of 10,000 has, when the program has let go of the labels that it gave; with what the library has made in advance for it.</summary>
public static class SeriesMemory
{
    private const int Series = 10_000;

    public static void Print()
    {
        foreach (var (library, bytes) in All()) Console.WriteLine(FormattableString.Invariant($"| {library} | {bytes:0} B |"));
    }

    /// <summary>Bytes of a series, by library.</summary>
    public static IEnumerable<(string Library, double Bytes)> All()
    {
        // What a process has once is there before.
        using (var first = new Pipelines()) SeriesOf.All(first, Series);
        using var pipelines = new Pipelines();
        yield return ("OpenTelemetry SDK", BytesOf(() => SeriesOf.OfMeter(pipelines.SdkMeter, Series)));
        yield return ("bridge", BytesOf(() => SeriesOf.OfMeter(pipelines.BridgeMeter, Series)));
        yield return ("prometheus-net, its adapter for meters", BytesOf(() => SeriesOf.OfMeter(pipelines.AdapterMeter, Series)));
        yield return ("prometheus-net", BytesOf(() => SeriesOf.OfPrometheusNet(pipelines.PrometheusNet, Series)));
    }

    private static double BytesOf(Action make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        make();
        return (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Series;
    }
}
