using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>The formats and filters of <c>obslint list</c>, as a pipe gets them.</summary>
[Collection(nameof(ListedSolution))]
public class ListFormatTests(ListedSolution listed)
{
    private async Task<string> ListAsync(params string[] arguments)
    {
        var ended = await Obslint.RunAsync(listed.Files.Folder, ["list", "All.slnx", .. arguments]);
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        return ended.Output;
    }

    [Fact]
    public async Task A_piped_table_has_one_line_a_row_and_no_colours()
    {
        var lines = (await ListAsync("--kind", "metrics", "--name", "shop.o*")).TrimEnd('\n').Split('\n');
        Assert.Equal("Metrics", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("shop_open (shop.open)", lines[2], StringComparison.Ordinal);
        Assert.Contains("shop_orders_total (shop.orders) counter", lines[3], StringComparison.Ordinal);
        Assert.Matches(@"channel\[4\], paid\[2\] +8 +Telemetry/ShopMetrics\.cs:14 +2 ", lines[3]);
        Assert.EndsWith("Orders: \"placed\" # and not paid.", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, static line => line.Contains('\u001b') || line.EndsWith(' '));
    }

    [Fact]
    public async Task OpenMetrics_has_type_unit_and_help_of_each_family()
        => Assert.Equal("""
            # TYPE shop_broken counter
            # TYPE shop_duration_seconds histogram
            # UNIT shop_duration_seconds seconds
            # TYPE shop_open gauge
            # TYPE shop_orders counter
            # HELP shop_orders Orders: \"placed\" # and\nnot paid.
            # TYPE shop_queue_length gauge
            # HELP shop_queue_length Waiting.
            # EOF

            """, await ListAsync("--format", "openmetrics"));

    [Fact]
    public async Task Markdown_says_where_the_values_of_labels_come_from()
    {
        var page = await ListAsync("--format", "markdown");
        Assert.Contains("## Metrics\n\n| metric | type |", page, StringComparison.Ordinal);
        Assert.Contains("""| shop\_orders\_total | channel | App, Partner, Phone, Web | "Partner" (Shop/Program.cs:9), channel.ToString() (Telemetry/ShopMetrics.cs:20) |""", page, StringComparison.Ordinal);
        Assert.Contains("| two | client | Shop.Program | c\\[1\\] | Shop/Program.cs:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excluded_files_declare_nothing_and_the_ending_of_the_output_tells_the_format()
    {
        Assert.Equal("", await ListAsync("--exclude", "Telemetry/**", "--output", "out/list.json"));
        var text = listed.Files.Read("out/list.json");
        Assert.StartsWith("{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("shop.orders\"", text, StringComparison.Ordinal);
        Assert.Contains("shop.queue.length", text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(listed.Files.PathOf("out"), "*.tmp"));
    }

    [Fact]
    public async Task A_registry_without_a_folder_is_refused()
    {
        var ended = await Obslint.RunAsync(listed.Files.Folder, "list", "All.slnx", "--format", "registry");
        Assert.Equal(ExitCode.CouldNotRun, ended.Code);
        Assert.Contains("--output names the folder", ended.Error, StringComparison.Ordinal);
    }
}
