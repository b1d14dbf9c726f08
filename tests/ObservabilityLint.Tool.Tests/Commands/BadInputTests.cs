using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Commands;

/// <summary>What cannot be done ends with 2 and one clear message, without a stack; what can be done is done.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("'nowhere' does not exist", "check", "nowhere")]
    [InlineData("is neither a solution", "check", "notes.txt")]
    [InlineData("There is no rule 'OBS9'", "check", "--rule", "OBS9")]
    [InlineData("chek", "chek")]
    [InlineData("'obslint check --help'", "check", "--colour")]
    [InlineData("Argument 'xml' not recognized", "check", "--format", "xml")]
    [InlineData("The baseline 'none.json' does not exist", "check", "--baseline", "none.json")]
    [InlineData("The baseline 'notes.txt' is not JSON", "check", "--baseline", "notes.txt")]
    [InlineData("--update-baseline needs --baseline", "check", "--update-baseline")]
    [InlineData("There is no solution and no C# project", "check", "empty")]
    [InlineData("'two' holds several projects. Name the one that is meant: two/A.csproj, two/B.csproj.", "check", "two")]
    [InlineData("holds several solutions. Name the one that is meant: A.sln, B.slnx.", "check", "--rule", "OBS1003")]
    [InlineData("There is no rule 'OBS9999'", "explain", "OBS9999")]
    [InlineData("'Release' is no property for MSBuild", "check", "-p", "Release")]
    public async Task Ends_with_2_and_says_why(string message, params string[] arguments)
    {
        using var solution = new TemporarySolution().Write("notes.txt", "no project").Write("empty/notes.txt", "").Write("two/A.csproj", TemporarySolution.Library).Write("two/B.csproj", TemporarySolution.Library).Write("A.sln", "").Write("B.slnx", "");
        var ended = await Obslint.RunAsync(solution.Folder, arguments);
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.Contains(message, ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task A_solution_file_that_is_broken_says_what_MSBuild_says()
    {
        using var solution = new TemporarySolution().Write("Broken.slnx", "<Solution><Project");
        var ended = await solution.CheckAsync("Broken.slnx");
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.Contains("MSBuild loads nothing of", ended.Error);
        Assert.Contains("Broken.slnx", ended.Error);
    }

    /// <summary>A gate must not be open because nothing could be looked at.</summary>
    [Fact]
    public async Task Where_no_project_can_be_looked_at_it_ends_with_2()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Class.cs", "class Class { }").Write("obj/Debug", "A file where builds want a folder.");
        var ended = await solution.CheckAsync();
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.Contains("No project of", ended.Error);
        Assert.Contains("MSBuild cannot say what it would compile.", ended.Error);
    }

    [Fact]
    public async Task An_SDK_that_is_not_there_is_named()
    {
        using var solution = new TemporarySolution().Write("global.json", """{ "sdk": { "version": "99.1.100", "rollForward": "disable" } }""").Write("Shop.csproj", TemporarySolution.Library);
        var ended = await solution.CheckAsync();
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.Contains("No .NET SDK fits", ended.Error);
        Assert.Contains("99.1.100", ended.Error);
    }

    [Fact]
    public async Task A_project_that_is_not_restored_says_so_and_is_looked_at_as_far_as_it_goes()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Class.cs", "class Class { }");
        Assert.Contains("Shop: is not restored: what its packages give is missing.", (await solution.CheckAsync("--no-restore")).Error);
        Assert.False(File.Exists(solution.PathOf("obj/project.assets.json")), "It was restored.");
        Assert.DoesNotContain("restored", (await solution.CheckAsync()).Error);
    }

    [Fact]
    public async Task A_package_that_cannot_be_had_does_not_keep_the_other_projects_from_being_checked()
    {
        const string faulty = """var meter = new System.Diagnostics.Metrics.Meter("Shop"); meter.CreateCounter<long>("shop.Orders", "{order}", "Orders.");""";
        using var solution = new TemporarySolution().WriteSolution("All.slnx", "A/A.csproj", "B/B.csproj", "C/C.csproj")
            // A target of its own that cannot do its work, as long as nothing is compiled.
            .Write("A/A.csproj", TemporarySolution.Program.Replace("</Project>", """<Target Name="Odd" AfterTargets="CoreCompile"><Error Text="Nothing is there.%0A   at Odd.Task.Run()" /></Target></Project>""")).Write("A/Program.cs", faulty)
            .Write("B/B.csproj", TemporarySolution.Library.Replace("</Project>", """<ItemGroup><PackageReference Include="No.Such.Package.Anywhere" Version="1.0.0" /></ItemGroup></Project>""")).Write("B/Class.cs", "class Class : No.Such.Type { }")
            .Write("C/C.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>").Write("C/Class.cs", "class Class { }");
        var ended = await solution.CheckAsync("All.slnx");
        Assert.True(ended.Code == ExitCode.Findings, ended.ToString());
        Assert.Contains("A/Program.cs(1,", ended.Output);
        Assert.Contains("Nothing is there.", ended.Error);
        Assert.DoesNotContain("Odd.Task", ended.Error);
        Assert.Contains("B: is restored in part: NU1101", ended.Error);
        Assert.Single(ended.Error.Split('\n'), static line => line.Contains("NU1101"));
        Assert.Contains("B: does not compile", ended.Error);
        Assert.Contains("C/C.csproj", ended.Error);
    }

    [Theory, InlineData("check"), InlineData("list")]
    public async Task Generators_that_cannot_be_loaded_are_told(string command)
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library.Replace("</Project>", """<ItemGroup><Analyzer Include="Odd.dll" /></ItemGroup></Project>""")).Write("Odd.dll", "no assembly").Write("Class.cs", "class Class { }");
        var ended = await Obslint.RunAsync(solution.Folder, command, "--restore");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Contains("Shop: runs without the generators of Odd.dll: ", ended.Error);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_leaves_the_old_one_whole()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("Class.cs", "class Class { }").Write("taken/report.md/file", "");
        var ended = await solution.CheckAsync("--restore", "--format", "markdown", "--output", "taken/report.md");
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.Contains("'taken/report.md' cannot be written", ended.Error);
        Assert.Single(Directory.EnumerateFileSystemEntries(solution.PathOf("taken")));
    }

    [Fact]
    public async Task A_full_disk_under_the_report_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device here that is always full.");
        using var solution = new TemporarySolution();
        var ended = await Shell.RunAsync(solution.Folder, "sh", "-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "obslint.dll")}' rules > /dev/full");
        Assert.True(ended.Code == ExitCode.CouldNotRun, ended.ToString());
        Assert.StartsWith("obslint: No space left on device", ended.Error);
        Assert.Single(ended.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_interruption_ends_with_130_and_leaves_no_process_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as a signal here.");
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library.Replace("</Project>", """<Target Name="Slow" BeforeTargets="CoreCompile"><Exec Command="sleep 300" /></Target></Project>"""));
        using var process = Obslint.Start(solution.Folder, "check", "-v", "detailed");
        var error = "";
        while (!error.Contains("Asking MSBuild")) error += (char)process.StandardError.Read();
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await Obslint.InterruptAsync(process, solution.Folder);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        var left = await Shell.RunAsync(solution.Folder, "sh", "-c", $"ps -eo args | grep -F '{solution.Folder}' | grep -v grep");
        Assert.Equal("", left.Output);
    }
}
