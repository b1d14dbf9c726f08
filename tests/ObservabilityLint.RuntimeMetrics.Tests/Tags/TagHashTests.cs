using ObservabilityLint.RuntimeMetrics.Tags;

namespace ObservabilityLint.RuntimeMetrics.Tests.Tags;

/// <summary>Values that differ in a few bits only, wherever those are, spread over a table as chance would have it: else a program with such labels would look through long chains at each measurement.</summary>
public class TagHashTests
{
    /// <summary>As many as a metric has series by default, in a table that has about as many places. By chance the fullest place has some seven.</summary>
    private const int Values = 2000, Places = 2048, MostInOne = 16;

    public static TheoryData<string, Func<int, object?>> Kinds => new()
    {
        { "int", number => number },
        { "int, high bits", number => number << 20 },
        { "long, both halves", number => (long)number << 32 | (uint)number },
        { "long, high bits", number => (long)number << 52 },
        { "double", number => (double)number },
        { "decimal", number => number / 100m },
        { "Guid, last bytes", number => new Guid(0, 0, 0, [0, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number]) },
        { "Guid, first bytes", number => new Guid(number, 0, 0, new byte[8]) },
        { "DateTime", number => DateTime.UnixEpoch.AddSeconds(number) },
        { "enum", number => (Numbered)number },
        { "enum of two bytes", number => (Short)number },
        { "enum of eight bytes, high bits", number => (Long)((long)number << 32) },
        { "text of three", number => $"{(char)('a' + number % 26)}{(char)('a' + number / 26 % 26)}{(char)('a' + number / 676)}" },
        { "text, at its end", number => $"customer-{number:0000}" },
        { "text, at its beginning", number => $"{number:0000}-customer" },
        { "text, in its middle", number => $"customer-{number:0000}-of-the-shop" },
        { "array of texts", number => new[] { "a", $"{number}", "b" } },
        { "array of numbers", number => new[] { 1, number } },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Values_spread_over_a_table(string kind, Func<int, object?> value)
    {
        var fullest = Enumerable.Range(0, Values).GroupBy(number => TagSet.Hash([new("id", value(number)), new("kind", "a")]) & (Places - 1)).Max(place => place.Count());
        Assert.True(fullest <= MostInOne, $"{kind}: {fullest} have one place.");
    }

    private enum Numbered
    {
    }

    private enum Short : short
    {
    }

    private enum Long : long
    {
    }
}
