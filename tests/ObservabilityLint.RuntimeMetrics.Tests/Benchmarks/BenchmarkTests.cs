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

    /// <summary>How much it is cannot be told here, where other tests run beside.</summary>
    [Fact]
    public void Memory_of_a_series_is_told_of_each_library() => Assert.Equal(4, SeriesMemory.All().Select(library => library.Library).Distinct().Count());
}
