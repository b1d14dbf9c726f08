using ObservabilityLint.RuntimeMetrics.Benchmarks;

namespace ObservabilityLint.RuntimeMetrics.Tests.Benchmarks;

/// <summary>The benchmarks are run by hand; here they only must not rot: each runs once, with the first of its parameters.</summary>
public class BenchmarkTests
{
    public static TheoryData<Type> All => [.. Case.Types];

    [Theory, MemberData(nameof(All))]
    public async Task Runs(Type type)
    {
        var first = Case.Of(type).First();
        Assert.True(first.Benchmarks.Count >= 2, $"{first.Name} compares nothing.");
        await first.SetUpAsync();
        foreach (var benchmark in first.Benchmarks) await first.CallsOf(benchmark)(1);
        await first.CleanUpAsync();
    }

    /// <summary>What the labels are made of is two thirds of what a series takes: there is no room for another copy of them.</summary>
    [Fact]
    public void A_series_takes_less_memory_than_one_of_prometheus_net()
    {
        var bytes = SeriesMemory.All().ToDictionary(library => library.Library, library => library.Bytes);
        Assert.InRange(bytes["bridge"], 1, bytes["prometheus-net"]);
    }
}
