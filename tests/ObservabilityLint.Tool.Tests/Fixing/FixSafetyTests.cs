using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Fixing;

/// <summary>What goes wrong leaves every file as it was.</summary>
public class FixSafetyTests
{
    private static string Faulty(string name) => $$"""
        using System.Diagnostics.Metrics;
        internal static class {{name}}
        {
            private static readonly Meter Meter = new("Shop");
            public static readonly Counter<long> Orders = Meter.CreateCounter<long>("shop.{{name}}.total", "{order}", "Orders.");
        }
        """;

    private static TemporarySolution Solution() => new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("A.cs", Faulty("first")).Write("B.cs", Faulty("second"));

    [Fact]
    public async Task A_read_only_file_stops_all()
    {
        using var solution = Solution();
        var before = solution.Files();
        File.SetAttributes(solution.PathOf("B.cs"), FileAttributes.ReadOnly);
        var ended = await solution.FixAsync("--restore");
        Assert.Equal(ExitCode.CouldNotRun, ended.Code);
        Assert.Contains("read-only", ended.Error);
        Assert.Contains("B.cs", ended.Error);
        Assert.Equal(before, solution.Files());
        Assert.Equal(ExitCode.Clean, (await solution.FixAsync("--exclude", "B.cs")).Code);
        Assert.Contains("shop.first\"", solution.Read("A.cs"));
        File.SetAttributes(solution.PathOf("B.cs"), FileAttributes.Normal);
    }

    /// <summary>Its code would no longer compile, or record something else.</summary>
    [Fact]
    public async Task A_metric_that_a_project_of_another_language_uses_stays_as_it_is()
    {
        using var solution = new TemporarySolution().WriteSolution("Shop.slnx", "Shop/Shop.csproj", "Old/Old.vbproj").Write("Shop/Shop.csproj", TemporarySolution.Library)
            .Write("Shop/A.cs", "using System.Diagnostics.Metrics;\npublic static class A { static readonly Meter Meter = new(\"Shop\"); " + Held("public", "Seen") + Held("internal", "Own") + " }\n")
            .Write("Old/Old.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include="../Shop/Shop.csproj" /></ItemGroup></Project>""")
            .Write("Old/Use.vb", "Module Use\n    Sub Run()\n        A.Seen.Add(-1)\n    End Sub\nEnd Module\n");
        Assert.Equal(ExitCode.Clean, (await solution.FixAsync("--restore", "--rule", "OBS1020")).Code);
        Assert.Contains("readonly Counter<int> Seen", solution.Read("Shop/A.cs"));
        Assert.Contains("readonly UpDownCounter<int> Own", solution.Read("Shop/A.cs"));

        static string Held(string access, string name) => $"{access} static readonly Counter<int> {name} = Meter.CreateCounter<int>(\"shop.{name.ToLowerInvariant()}\", \"{{item}}\", \"Items.\"); static void Less{name}() => {name}.Add(-1);";
    }

    [Fact]
    public async Task Two_runs_at_once_make_what_one_makes()
    {
        using var solution = Solution();
        Assert.Equal(ExitCode.Findings, (await solution.CheckAsync("--restore")).Code);
        var checks = await Task.WhenAll(solution.CheckAsync("--no-restore"), solution.CheckAsync("--no-restore"));
        Assert.All(checks, static ended => Assert.True(ended.Code == ExitCode.Findings && ended.Output.Trim().Split('\n').Length == 2, ended.ToString()));

        var fixes = await Task.WhenAll(solution.FixAsync("--no-restore"), solution.FixAsync("--no-restore"));
        Assert.Contains(fixes, static ended => ended.Code == ExitCode.Clean);
        // Who comes second finds nothing left to do, or files that are not what it has read.
        Assert.All(fixes, static ended => Assert.True(ended.Code == ExitCode.Clean || ended.Code == ExitCode.CouldNotRun && ended.Error.Contains("Nothing was changed", StringComparison.Ordinal), ended.ToString()));
        Assert.Equal((Faulty("first").Replace(".total", ""), Faulty("second").Replace(".total", "")), (solution.Read("A.cs"), solution.Read("B.cs")));
        using var renames = System.Text.Json.JsonDocument.Parse(solution.Read("renames.json"));
        Assert.Equal(2, renames.RootElement.GetProperty("metrics").GetArrayLength());
        Assert.Equal(["A.cs", "B.cs", "Shop.csproj", "renames.json"], solution.Files().Keys.Where(static file => !file.StartsWith("Directory.", StringComparison.Ordinal) && file != ".editorconfig").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_solutions_of_one_folder_keep_each_other_s_renames()
    {
        using var solution = new TemporarySolution();
        foreach (var name in (string[])["One", "Two"]) solution.WriteSolution(name + ".slnx", $"{name}/{name}.csproj").Write($"{name}/{name}.csproj", TemporarySolution.Library).Write($"{name}/A.cs", Faulty(name.ToLowerInvariant()));
        foreach (var ended in await Task.WhenAll(solution.FixAsync("One.slnx", "--restore"), solution.FixAsync("Two.slnx", "--restore"))) Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Equal(["shop.one.total", "shop.two.total"], Renamed(solution));

        // One after the other, too.
        solution.Write("One/B.cs", Faulty("third"));
        Assert.Equal(ExitCode.Clean, (await solution.FixAsync("One.slnx", "--no-restore")).Code);
        Assert.Equal(["shop.one.total", "shop.third.total", "shop.two.total"], Renamed(solution));

        static IEnumerable<string?> Renamed(TemporarySolution solution)
        {
            using var renames = System.Text.Json.JsonDocument.Parse(solution.Read("renames.json"));
            return [.. renames.RootElement.GetProperty("metrics").EnumerateArray().Select(static metric => metric.GetProperty("old").GetProperty("name").GetString()).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task An_interruption_changes_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals to send.");
        using var solution = Solution();
        var before = solution.Files();
        using var process = Obslint.Start(solution.Folder, "fix", "--restore", "--verbosity", "detailed");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.StartsWith("Loading: Reading", StringComparison.Ordinal)) break;
        await Obslint.InterruptAsync(process, solution.Folder);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == ExitCode.Interrupted, $"{process.ExitCode} {error} {await output}");
        Assert.Equal(before, solution.Files());
    }

    [Fact]
    public async Task A_full_disk_changes_nothing()
    {
        using var solution = new TemporarySolution();
        var disk = solution.PathOf("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(OperatingSystem.IsLinux() && (await Shell.RunAsync(solution.Folder, "mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk)).Code == 0, "Only root may make a small disk.");
        try
        {
            solution.Write("disk/Shop.csproj", TemporarySolution.Library).Write("disk/A.cs", Faulty("first")).Write("disk/B.cs", Faulty("second") + new string('\n', 8000));
            await Obslint.RunAsync(disk, "fix", "--restore", "--dry-run");
            // Room for the first of the files, and not for the second.
            await Shell.RunAsync(disk, "sh", "-c", "cat /dev/zero > fill 2>/dev/null; truncate -s -8192 fill");
            var before = solution.Files();
            var ended = await Obslint.RunAsync(disk, "fix");
            Assert.True(ended.Code == ExitCode.CouldNotRun && ended.Error.Contains("Nothing was changed"), ended.ToString());
            Assert.Equal(before, solution.Files());
        }
        finally
        {
            await Shell.RunAsync(solution.Folder, "umount", disk);
        }
    }
}
