using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;
using ObservabilityLint.Tool.Tests.Queries.Rewriting;

namespace ObservabilityLint.Tool.Tests.Queries;

/// <summary><c>obslint promql rewrite</c> as a user runs it.</summary>
public class RewriteCommandTests
{
    private const string Rules = "groups:\n- rules:\n  - alert: A\n    expr: rate(shop_orders[5m]) > 0\n";
    private const string Board = """{"panels": [{"title": "P", "targets": [{"expr": "shop_load_ms > 500"}]}]}""";

    private static TemporarySolution Folder()
    {
        var folder = new TemporarySolution().Write("ops/rules.yml", Rules).Write("ops/boards/shop.json", Board).Write("ops/other.yml", "a: [\n").Write("ops/package.json", "{\"name\": \"x\"}");
        File.WriteAllBytes(folder.PathOf("renames.json"), RenamesFile.Write(RenameList.Empty, Shop.Renames));
        return folder;
    }

    [Fact]
    public async Task Files_are_rewritten_in_place_and_what_is_left_is_told()
    {
        using var folder = Folder();
        var ended = await Rewrite(folder, "ops");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        Assert.Equal(Rules.Replace("shop_orders", "shop_orders_total"), folder.Read("ops/rules.yml"));
        Assert.Equal(Board.Replace("shop_load_ms", "shop_load_seconds"), folder.Read("ops/boards/shop.json"));
        Assert.Equal("ops/boards/shop.json:1:65: panel 'P': this is in the old unit: what was 1 is 0.001 now (500 is 0.5)\n", ended.Output);
        Assert.Contains("2 places in 2 of 2 files are rewritten; 1 is left for you to look at.", ended.Error);

        var again = await Rewrite(folder, "ops/rules.yml");
        Assert.True(again.Code == ExitCode.Clean, again.ToString());
        Assert.Contains("0 places in 0 of 1 files", again.Error);
    }

    [Fact]
    public async Task A_folder_takes_all_files_and_the_old_ones_stay()
    {
        using var folder = Folder();
        folder.Write("ops/same.yml", "groups:\n- rules:\n  - alert: B\n    expr: up == 0\n");
        var before = folder.Files();
        await Rewrite(folder, "ops", "--output", "new");
        Assert.Equal(before, folder.Files().Where(static file => !file.Key.StartsWith("new", StringComparison.Ordinal)).ToDictionary());
        Assert.Equal(Rules.Replace("shop_orders", "shop_orders_total"), folder.Read("new/ops/rules.yml"));
        Assert.Equal(folder.Read("ops/same.yml"), folder.Read("new/ops/same.yml"));
    }

    [Fact]
    public async Task A_dry_run_writes_a_difference_that_git_takes()
    {
        using var folder = Folder();
        var before = folder.Files();
        var ended = await Rewrite(folder, "ops/**/*.json", "ops/rules.yml", "--dry-run");
        Assert.Equal(ExitCode.Findings, ended.Code);
        Assert.Equal(before, folder.Files());
        Directory.CreateDirectory(folder.PathOf("obj"));
        File.WriteAllText(folder.PathOf("obj/a.diff"), ended.Output);
        Assert.Equal(0, (await Shell.RunAsync(folder.Folder, "git", "apply", "obj/a.diff")).Code);
        Assert.Equal(Rules.Replace("shop_orders", "shop_orders_total"), folder.Read("ops/rules.yml"));
    }

    /// <summary>Files that cannot be rewritten, with what is told of each.</summary>
    private static readonly (string Name, string? Text, string Error)[] Bad =
    [
        ("syntax.yml", "groups:\n- rules:\n  - alert: Bad\n    expr: rate(shop_orders[5m]\n", "syntax.yml:4:31: rule 'Bad': unexpected end of the expression"),
        ("refused.yml", "groups:\n- rules:\n  - alert: Bad\n    expr: rate(shop_orders) > 0\n", "refused.yml:4:16: rule 'Bad': rate() takes a range vector as argument 1, such as metric[5m], got an instant vector"),
        ("board.json", "{\"panels\": [{\"title\": \"Bad\", \"datasource\": {\"type\": \"prometheus\"}, \"targets\": [{\"expr\": \"sum(\\\"a\\\" shop_orders)\"}]}]}", "board.json:1:100: panel 'Bad': "),
        ("broken.json", "{\"panels\": [\n  {\"expr\": oops}]}", "broken.json:2:12: is not JSON: "),
        ("open.yml", "groups:\n- rules:\n  - expr: [\n", "open.yml:4:1: is not YAML: "),
        ("indented.yml", "groups:\n- rules:\n  - alert: A\n    expr: shop_orders\n   bad: 1\n", "is not YAML: "),
        ("missing.yml", null, "missing.yml' cannot be read: "),
    ];

    [Fact]
    public async Task Bad_input_is_told_with_its_place_and_nothing_is_written()
    {
        using var folder = Folder();
        foreach (var (name, text, _) in Bad)
            if (text != null) folder.Write(name, text);
        var before = folder.Files();
        var ended = await Rewrite(folder, ["ops", .. Bad.Select(static file => file.Name)]);
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        var errors = ended.Error.Trim().Split('\n');
        Assert.Equal(Bad.Length + 1, errors.Length);
        Assert.Multiple([.. Bad.Select((file, i) => (Action)(() => Assert.Contains(file.Error, errors[i])))]);
        Assert.Equal($"obslint: Nothing was done: these {Bad.Length} must be mended first, or left out with --exclude.", errors[^1]);
        Assert.Equal(before, folder.Files());
        Assert.Equal("", ended.Output);
        Assert.Equal(ExitCode.CouldNotRun, (await Rewrite(folder, "ops", "refused.yml")).Code);
    }

    [Theory]
    [InlineData("There is no 'none.json'", "ops", "--renames", "none.json")]
    [InlineData("is not a list of renames", "ops", "--renames", "ops/package.json")]
    [InlineData("No file fits 'x/*.yml'", "x/*.yml")]
    [InlineData("Unrecognized option '--dryrun'", "ops", "--dryrun")]
    [InlineData("'1' is nothing for --exporter: it takes any, library or collector.", "ops", "--exporter", "1")]
    public async Task Wrong_arguments_are_told(string error, params string[] arguments)
    {
        using var folder = Folder();
        var ended = await Rewrite(folder, arguments);
        Assert.True(ended.Code == ExitCode.CouldNotRun && ended.Error.Contains(error, StringComparison.Ordinal), ended.ToString());
    }

    /// <summary>A metric whose unit alone is new: only the collector names it otherwise.</summary>
    [Theory]
    [InlineData("any", "shop_fill", ExitCode.Findings)]
    [InlineData("library", "shop_fill", ExitCode.Clean)]
    [InlineData("collector", "shop_fill_ratio", ExitCode.Clean)]
    public async Task Exporters_name_a_metric_in_different_ways(string exporter, string name, int code)
    {
        using var folder = Folder().Write("fill.yml", Rules.Replace("rate(shop_orders[5m])", "shop_fill"));
        var ended = await Rewrite(folder, "fill.yml", "--exporter", exporter);
        Assert.True(ended.Code == code, ended.ToString());
        Assert.Equal(code == ExitCode.Clean ? "" : "fill.yml:4:11: rule 'A': 'shop_fill' has become 'shop_fill' or 'shop_fill_ratio': the renames do not tell which; --exporter may\n", ended.Output);
        Assert.Contains($"expr: {name} > 0", folder.Read("fill.yml"));
        var bridge = await Obslint.RunAsync(folder.Folder, "promql", "bridge", "--exporter", exporter);
        Assert.Equal(exporter == "collector", bridge.Output.Contains("record: shop_fill\n    expr: shop_fill_ratio\n", StringComparison.Ordinal) && !bridge.Output.Contains("'shop_fill'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_can_be_left_out()
    {
        using var folder = Folder();
        folder.Write("ops/vendor/bad.json", "{\"panels\": [{\"expr\":");
        Assert.Equal(ExitCode.CouldNotRun, (await Rewrite(folder, "ops")).Code);
        foreach (var pattern in (string[])["**/vendor/**", folder.PathOf("ops/vendor/*")])
            Assert.Equal(ExitCode.Findings, (await Obslint.RunAsync(AppContext.BaseDirectory, "promql", "rewrite", folder.PathOf("ops"), "--renames", folder.PathOf("renames.json"), "--exclude", pattern, "--dry-run")).Code);
        Assert.Equal(ExitCode.Findings, (await Rewrite(folder, "ops", "--exclude", "**/vendor/**")).Code);
    }

    [Fact]
    public async Task A_folder_is_searched_whatever_else_lies_in_it()
    {
        using var folder = Folder();
        Directory.CreateSymbolicLink(folder.PathOf("ops/boards/up"), folder.PathOf("ops"));
        File.CreateSymbolicLink(folder.PathOf("ops/linked.yml"), folder.Write("elsewhere/rules.yml", Rules).PathOf("elsewhere/rules.yml"));
        File.WriteAllBytes(folder.PathOf("ops/picture.json"), [0x89, 0xFF, 0x00]);
        var ended = await Rewrite(folder, "ops");
        Assert.True(ended.Code == ExitCode.Findings && ended.Error.Contains("3 places in 3 of 3 files are rewritten", StringComparison.Ordinal), ended.ToString());
        Assert.Contains("shop_orders_total", folder.Read("elsewhere/rules.yml"));
        Assert.Equal(folder.PathOf("elsewhere/rules.yml"), new FileInfo(folder.PathOf("ops/linked.yml")).LinkTarget);

        File.WriteAllBytes(folder.PathOf("ops/wide.yml"), [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Rules)]);
        var wide = await Rewrite(folder, "ops");
        Assert.True(wide.Code == ExitCode.CouldNotRun && wide.Error.Contains("wide.yml' is not written in UTF-8 (byte 0)", StringComparison.Ordinal), wide.ToString());
        var fitting = await Rewrite(folder, folder.PathOf("o*/**/*.json"), folder.PathOf("ops/*les.yml"), "--exclude", "**/picture.json");
        Assert.True(fitting.Error.Contains("of 2 files", StringComparison.Ordinal), fitting.ToString());
    }

    private static Task<Ended> Rewrite(TemporarySolution folder, params string[] arguments) => Obslint.RunAsync(folder.Folder, ["promql", "rewrite", .. arguments]);
}
