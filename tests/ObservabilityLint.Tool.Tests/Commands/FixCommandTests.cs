using System.Text.Json;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Commands;

/// <summary>What a user sees of <c>obslint fix</c>.</summary>
public class FixCommandTests
{
    private const string Faulty = """
        using System.Diagnostics.Metrics;

        namespace Shop;

        internal static class Telemetry
        {
            private static readonly Meter Meter = new("Shop");
            public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.orders.total", "{order}", "Orders.");
            public static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("shop.wait", "milliseconds", "Time in the queue.");
            public static readonly Counter<long> Mails = Meter.CreateCounter<long>("shop.mails", "{mail}", "Mails.");

            public static void Send(string kind)
            {
                Mails.Add(1, new KeyValuePair<string, object?>("mailKind", "new"));
                Meter.CreateCounter<long>("shop." + kind, "{x}", "Anything.").Add(1);
            }
        }
        """;

    private static TemporarySolution Solution() => new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Telemetry.cs", Faulty);

    [Fact]
    public async Task Fixes_all_that_can_be_fixed_and_tells_what_is_left()
    {
        using var solution = Solution();
        var ended = await solution.FixAsync("--restore");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        var text = solution.Read("Telemetry.cs");
        Assert.Contains("\"shop.orders\", \"{order}\"", text);
        Assert.Contains("\"shop.wait\", \"ms\"", text);
        Assert.Contains("\"mail_kind\"", text);
        Assert.Contains("Telemetry.cs(8,77): fixed OBS1009: Rename to 'shop.orders'", ended.Output);
        Assert.Contains("left OBS1016: What varies becomes a label", ended.Output);
        Assert.Contains("fixed in 1 file; ", ended.Error);

        // A second run has nothing to do, and takes nothing from the list of renames.
        var files = solution.Files();
        var again = await solution.FixAsync();
        Assert.Equal(files, solution.Files());
        Assert.DoesNotContain("fixed OBS", again.Output);
        Assert.Equal(ExitCode.Findings, (await solution.FixAsync("--fail-on", "warning")).Code);
    }

    [Fact]
    public async Task Lists_what_is_exported_under_other_names()
    {
        using var solution = Solution();
        await solution.FixAsync("--restore", "--renames", "here/names.json");
        using var json = JsonDocument.Parse(solution.Read("here/names.json"));
        var metrics = json.RootElement.GetProperty("metrics").EnumerateArray().ToDictionary(static metric => metric.GetProperty("old").GetProperty("name").GetString()!);
        Assert.Equal("shop_orders_total", metrics["shop.orders.total"].GetProperty("new").GetProperty("exported").GetString());
        Assert.Equal("counter", metrics["shop.orders.total"].GetProperty("new").GetProperty("type").GetString());
        Assert.Equal("unit", metrics["shop.wait"].GetProperty("kind").GetString());
        Assert.Equal("shop_wait_milliseconds", metrics["shop.wait"].GetProperty("new").GetProperty("exported").GetString());
        Assert.Equal(1, metrics["shop.wait"].GetProperty("factor").GetDouble());
        var label = Assert.Single(json.RootElement.GetProperty("labels").EnumerateArray());
        Assert.Equal(("mailKind", "mail_kind", "shop_mails_total"), (label.GetProperty("oldExported").GetString(), label.GetProperty("newExported").GetString(), label.GetProperty("metric").GetProperty("exported").GetString()));
    }

    [Fact]
    public async Task Fixes_only_what_is_asked_for()
    {
        using var solution = Solution().Write("Other/More.cs", Faulty.Replace("Telemetry", "More").Replace("shop.", "more."));
        await solution.FixAsync("--restore", "--rule", "OBS1009", "--exclude", "Other/**");
        Assert.Equal(Faulty.Replace("shop.orders.total", "shop.orders"), solution.Read("Telemetry.cs"));
        Assert.Equal(Faulty.Replace("Telemetry", "More").Replace("shop.", "more."), solution.Read("Other/More.cs"));
        var files = solution.Files();
        await solution.FixAsync("--severity", "error");
        Assert.Equal(files, solution.Files());
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_git_makes_the_same_of_its_difference()
    {
        using var solution = Solution().Write("Ein Örtchen.cs", Faulty.Replace("Telemetry", "More").Replace("shop.", "more.").Replace("\n", "\r\n"));
        var before = solution.Files();
        var ended = await solution.FixAsync("--restore", "--dry-run");
        Assert.Equal(before, solution.Files());
        File.WriteAllText(solution.PathOf("obj/fix.diff"), ended.Output);
        Assert.Equal(0, (await Shell.RunAsync(solution.Folder, "git", "apply", "obj/fix.diff")).Code);
        var patched = solution.Files();
        Assert.NotEqual(before, patched);
        Assert.DoesNotContain("fixed OBS", (await solution.FixAsync()).Output);
        Assert.Equal(patched, solution.Files());
    }

    [Fact]
    public async Task Keeps_line_ends_and_encodings()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library);
        var encodings = new Dictionary<string, System.Text.Encoding> { ["Bom"] = new System.Text.UTF8Encoding(true), ["Plain"] = new System.Text.UTF8Encoding(false), ["Wide"] = System.Text.Encoding.Unicode };
        foreach (var (name, encoding) in encodings) File.WriteAllText(solution.PathOf(name + ".cs"), TextOf(name), encoding);
        // Nobody can tell which code page this is in: it is left as it is, and holds up no other.
        File.WriteAllText(solution.PathOf("Old.cs"), TextOf("Old"), System.Text.Encoding.Latin1);
        var ended = await solution.FixAsync("--restore");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Contains("Old.cs, whose bytes are not those of UTF-8", ended.Output + ended.Error);
        Assert.Equal(System.Text.Encoding.Latin1.GetBytes(TextOf("Old")), File.ReadAllBytes(solution.PathOf("Old.cs")));
        foreach (var (name, encoding) in encodings)
            Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes(TextOf(name).Replace(".orders.total", ".orders").Replace("milliseconds", "ms").Replace("mailKind", "mail_kind"))], File.ReadAllBytes(solution.PathOf(name + ".cs")));

        static string TextOf(string name) => "// Größe\r\n" + Faulty.Replace("Telemetry", name).Replace("shop.", name.ToLowerInvariant() + ".").Replace("\n", "\r\n");
    }
}
