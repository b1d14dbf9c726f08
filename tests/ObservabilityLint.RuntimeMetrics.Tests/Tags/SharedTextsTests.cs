using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Tests.Tags;

/// <summary>The values of labels are mostly the same few, however often a program makes them anew: series hold one object of each.</summary>
public class SharedTextsTests
{
    private const int Series = 500;

    /// <summary>Not all of them for sure: other tests fill the same cache meanwhile.</summary>
    [Fact]
    public void Equal_values_of_series_are_one_object()
    {
        string Value(int number) => $"customer-{number}";
        object? Copied(int number) => TagSet.Copy([new("customer", Value(number))])[0].Value;
        var shared = Enumerable.Range(0, Series).Count(number => ReferenceEquals(Copied(number), Copied(number)));
        Assert.InRange(shared, Series * 9 / 10, Series);
    }

    [Fact]
    public void What_is_shared_is_equal()
    {
        foreach (var number in Enumerable.Range(0, 50_000)) Assert.Equal($"session-{number}", SharedTexts.Of($"session-{number}"));
        Assert.Equal("", SharedTexts.Of(""));
    }

    /// <summary>A text that no series holds any more must not stay for its length.</summary>
    [Fact]
    public void Long_values_are_not_kept()
    {
        var weak = Kept(10_000);
        GC.Collect();
        Assert.False(weak.IsAlive);
    }

    private static WeakReference Kept(int length) => new(SharedTexts.Of(new string('x', length)));
}
