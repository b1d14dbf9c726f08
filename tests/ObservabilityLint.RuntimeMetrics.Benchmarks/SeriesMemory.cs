namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>What stays in memory for each series, of those that the scrape of 10,000 has: all that is reachable when the program has let go of the labels that it gave.</summary>
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
        using var pipelines = new Pipelines();
        // What is made once, and what one series needs in any case, is there before.
        SeriesOf.All(pipelines, 6);
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
