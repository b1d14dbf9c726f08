using System.Text.Json;
using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Renames;

/// <summary>What a repair tells of labels that have other names, or are gone.</summary>
public class LabelRenamesTests
{
    [Theory]
    [InlineData("userKind", "user_kind", "userKind→user_kind")]
    [InlineData("userKind,a", "user_kind,a", "userKind→user_kind")]
    [InlineData("a,user", "a", "user→")]
    [InlineData("userKind,id,shopName", "user_kind,shop_name", "userKind→user_kind id→ shopName→shop_name")]
    [InlineData("http.method,id", "http.request.method,id", "http.method→http.request.method")]
    // Which of the two the new one was is not known.
    [InlineData("http.method,id", "http.request.method", "")]
    [InlineData("a", "a,b", "")]
    public void Labels_are_compared_by_their_words(string before, string after, string expected)
        => Assert.Equal(expected, string.Join(' ', LabelComparison.Of([.. before.Split(',')], [.. after.Split(',')], "OpenTelemetry", null, null).Select(static rename => $"{rename.Old}→{rename.New}")));

    /// <summary>A label that moves to the span, and thus makes a call of its own, hides no other that is renamed in the file.</summary>
    [Fact]
    public async Task A_moved_label_hides_no_renamed_one()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("A.cs", """
            using System.Diagnostics.Metrics;
            static class Shop
            {
                static readonly Meter meter = new("Shop");
                static readonly Counter<int> orders = meter.CreateCounter<int>("shop.orders", "{order}", "Orders.");
                static readonly Counter<int> visits = meter.CreateCounter<int>("shop.visits", "{visit}", "Visits.");
                static void Order(Guid id, string kind) => Add(id, kind);
                static void Add(Guid id, string kind)
                {
                    visits.Add(1, new KeyValuePair<string, object?>("visit.id", id));
                    orders.Add(1, new KeyValuePair<string, object?>("orderKind", kind), new KeyValuePair<string, object?>("order.id", id));
                }
            }
            """);
        Assert.Equal(ExitCode.Clean, (await solution.FixAsync("--restore")).Code);
        Assert.Contains("SetTag(\"order.id\", id)", solution.Read("A.cs"));
        using var renames = JsonDocument.Parse(solution.Read("renames.json"));
        Assert.Equal(["order.id→", "orderKind→order_kind", "visit.id→"], renames.RootElement.GetProperty("labels").EnumerateArray()
            .Select(static label => $"{label.GetProperty("old").GetString()}→{(label.TryGetProperty("new", out var now) ? now.GetString() : null)}").Order(StringComparer.Ordinal));
    }
}
