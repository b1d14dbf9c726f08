using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Tests.Tags;

/// <summary>Tags are the same as stored ones whose values are equal, whatever these are, in any order and wherever they stand; and no others are.</summary>
public class TagSetTests
{
    /// <summary>Each another value, and another object each time, as where a program boxes it anew.</summary>
    private static readonly Func<object?>[] Values =
    [
        () => null, () => new string('a', 2), () => "", () => 1, () => 2, () => true, () => false, () => 1L << 40, () => 2L << 40, () => 0.5, () => double.NaN, () => 1.50m, () => 1.5m, () => new Guid(1, 2, 3, new byte[8]), () => new Guid(2, 2, 3, new byte[8]),
        () => new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc), () => new DateTime(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc), () => new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), () => new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(1)),
        () => DayOfWeek.Monday, () => DayOfWeek.Tuesday, () => DateTimeKind.Utc, () => TimeSpan.FromSeconds(1), () => new DateOnly(2026, 1, 1), () => new TimeOnly(12, 0), () => 'a', () => (byte)1, () => (short)1, () => 1u, () => 1ul, () => 1f,
        () => new[] { "a", "b" }, () => new[] { "a", "c" }, () => new[] { 1, 2 }, () => new[] { 1L, 2L }, () => new object?[] { "a", 1, DayOfWeek.Monday }, () => new object?[] { "a", 1, DayOfWeek.Tuesday }, () => new Named("of a class"), () => Array.Empty<string>(),
    ];

    [Theory, InlineData(0), InlineData(3), InlineData(15), InlineData(16), InlineData(40)]
    public void Equal_values_alone_are_the_same(int before)
    {
        for (var stored = 0; stored < Values.Length; stored++)
        {
            var kept = TagSet.Copy(Tags(before, Values[stored]()));
            for (var given = 0; given < Values.Length; given++)
            {
                var tags = Tags(before, Values[given]());
                Assert.True(TagSet.Same(kept, new TagKinds(kept), tags) == (stored == given), $"{stored} and {given}, behind {before}");
                Array.Reverse(tags);
                Assert.True(TagSet.Same(kept, new TagKinds(kept), tags) == (stored == given), $"{stored} and {given}, before {before}");
                if (stored == given) Assert.Equal(TagSet.Hash(Tags(before, Values[stored]())), TagSet.Hash(tags));
            }
        }
    }

    [Fact]
    public void All_values_at_once_are_the_same_in_any_order()
    {
        var kept = TagSet.Copy(All());
        var tags = All();
        new Random(1).Shuffle(tags);
        Assert.True(TagSet.Same(kept, new TagKinds(kept), tags));
        tags[7] = new(tags[7].Key, "another");
        Assert.False(TagSet.Same(kept, new TagKinds(kept), tags));
    }

    private static KeyValuePair<string, object?>[] Tags(int before, object? value) => [.. Enumerable.Range(0, before).Select(index => new KeyValuePair<string, object?>($"key{index}", index)), new("kind", value)];

    private static KeyValuePair<string, object?>[] All() => [.. Values.Select((value, index) => new KeyValuePair<string, object?>($"key{index}", value()))];

    private sealed class Named(string name)
    {
        public override string ToString() => name;
    }
}
