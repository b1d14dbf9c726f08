using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObservabilityLint.Options;
using ObservabilityLint.Rules.Options;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>What the READMEs tell to copy works. C# is compiled, and the lines for the bridge's packages are restored, beside the tests of the bridge.</summary>
[Collection(nameof(PackedPackage))]
public partial class ReadmeBlockTests(PackedPackage package)
{
    /// <summary>Which test runs a command, or one that differs in what is in brackets.</summary>
    private static readonly Dictionary<string, string> RunBy = new()
    {
        ["dotnet run --project src/ObservabilityLint.Tool -- check samples/Shop.Prometheus"] = nameof(ReadmeTests.First_command_prints_the_findings_below_it),
        ["dotnet run --project src/ObservabilityLint.Tool -- fix samples/Shop.Prometheus"] = nameof(FreshCloneTests.In_a_fresh_clone_the_command_repairs_the_sample_alone),
        ["dotnet run --project src/ObservabilityLint.Tool -- promql rewrite …"] = nameof(FreshCloneTests.In_a_fresh_clone_the_command_repairs_the_sample_alone),
        ["dotnet run --project src/ObservabilityLint.Tool -- promql check …"] = nameof(FreshCloneTests.In_a_fresh_clone_the_command_repairs_the_sample_alone),
        ["dotnet format analyzers Shop.sln …"] = nameof(RepairTests.In_a_users_solution_the_command_repairs_telemetry_alone),
        ["dotnet run --project samples/Shop.Prometheus"] = nameof(EndToEndTests.Repaired_service_keeps_its_series_few),
        ["curl -sfo /dev/null \"http://localhost:5000/customers/…"] = nameof(EndToEndTests.Repaired_service_keeps_its_series_few),
        ["curl -s http://localhost:5000/metrics | grep …"] = nameof(EndToEndTests.Repaired_service_keeps_its_series_few),
        ["dotnet run --project samples/Shop.Orders"] = nameof(TraceTests.Repair_makes_one_tree_of_the_pieces),
        ["curl -sX POST http://localhost:5000/orders/1"] = nameof(TraceTests.Repair_makes_one_tree_of_the_pieces),
        ["curl -s http://localhost:5000/spans"] = nameof(TraceTests.Repair_makes_one_tree_of_the_pieces),
        ["dotnet build -warnaserror"] = nameof(EndToEndTests.Build_fails_where_warnings_are_errors),
        ["dotnet build \"-p:ErrorLog=…"] = nameof(EndToEndTests.Sarif_log_describes_the_rules),
        ["mkdir -p artifacts/sarif"] = nameof(AdoptionTests.Each_project_and_framework_has_a_log_of_its_own),
        ["dotnet build --no-incremental \"-p:SarifFolder=…"] = nameof(AdoptionTests.Each_project_and_framework_has_a_log_of_its_own),
        ["# findings.sh"] = nameof(AdoptionTests.List_names_each_finding_once_and_without_its_line),
        ["sh findings.sh accept"] = nameof(AdoptionTests.List_names_each_finding_once_and_without_its_line),
        ["sh findings.sh"] = nameof(AdoptionTests.Gate_shuts_at_a_new_finding_and_names_it),
        ["dotnet tool install --global ObservabilityLint.Tool"] = "ToolPackageTests.Is_installed_from_its_package_and_checks_a_project",
        ["obslint check Shop.sln"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint check Shop.sln --format …"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint check Shop.sln --baseline …"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint fix Shop.sln"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint promql rewrite …"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint promql check …"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["obslint promql bridge …"] = "ToolReadmeTests.Commands_do_what_the_page_says",
        ["podman build …"] = "ToolReadmeTests.Every_line_for_ci_is_one_that_the_tool_takes",
        ["podman run …"] = "ToolReadmeTests.Every_line_for_ci_is_one_that_the_tool_takes",
        ["dotnet add package ObservabilityLint.RuntimeMetrics.AspNetCore"] = "PackageTests.Install_line_adds_the_package",
        ["dotnet run --project samples/Shop.Metrics"] = "ShopSampleTests.Sample_exposes_shop_web_server_and_runtime_in_both_formats",
        ["prometheus --config.file=samples/Shop.Metrics/prometheus/prometheus.yml …"] = "ShopSampleTests.Prometheus_scrapes_the_sample_with_its_configuration_and_finds_it_well",
    };

    [Fact]
    public void Every_block_is_of_a_kind_that_is_tested()
        => Assert.All(ReadmeBlock.All, block => Assert.True(block.Marker != null || block.Language is "csharp" or "xml" or "ini" or "sh" || block.File.Contains("ObservabilityLint.Tool", StringComparison.Ordinal) && block.Language is "yaml" or "dockerfile" or "text", $"No test looks at {block}."));

    [Fact]
    public void Every_command_is_run_by_a_test()
    {
        var commands = ReadmeBlock.All.Where(block => block.Language == "sh").SelectMany(Commands).ToList();
        Assert.All(commands, command => Assert.True(RunBy.Keys.Any(known => Is(command, known)), $"Name the test that runs `{command}`."));
        Assert.All(RunBy.Keys, known => Assert.Contains(commands, command => Is(command, known)));

        // A script of its own begins with the name of its file, and is run as a whole.
        static IEnumerable<string> Commands(ReadmeBlock block) => block.Lines.First().StartsWith("# ", StringComparison.Ordinal) ? block.Lines.Take(1) : block.Lines;

        static bool Is(string command, string known) => known.EndsWith('…') ? command.StartsWith(known[..^1], StringComparison.Ordinal) : command == known;
    }

    [Fact]
    public void Repair_names_every_rule_that_has_one()
    {
        Recorded.SectionIs(Repository.PathOf("README.md"), "repair-solution", $"```sh\n{RepairCommand.On("Shop.sln")}\n```\n", ofAllRules: true);
    }

    [Fact]
    public void Rules_without_a_repair_are_those_of_the_code()
    {
        var rules = RuleCatalog.All.Where(rule => RuleCatalog.NoFixReason(rule) != null).Select(rule => $"{RuleCatalog.IdOf(rule)} {RuleCatalog.NameOf(rule)}");
        Recorded.SectionIs(Repository.PathOf("README.md"), "unrepaired", $"{string.Join(", ", rules)}.\n", ofAllRules: true);
    }

    public static TheoryData<string> ProjectLines => [.. ReadmeBlock.All.Where(block => block.Language == "xml" && !block.Text.Contains("RuntimeMetrics", StringComparison.Ordinal)).Select(block => block.Text)];

    /// <summary>Each block alone makes a project that restores; central versions and packages for all projects belong into their own file.</summary>
    [Theory, MemberData(nameof(ProjectLines))]
    public async Task Lines_for_a_project_restore(string lines)
    {
        var folder = package.NewFolder("Project");
        var parts = XElement.Parse($"<Lines>{PackageVersion().Replace(lines, match => $"{match.Groups[1].Value}{PackedPackage.Version}\"")}</Lines>").Elements().ToList();
        var central = parts.Where(part => part.DescendantsAndSelf().Any(element => element.Name.LocalName is "PackageVersion" or "GlobalPackageReference")).ToList();
        Project([new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0"), new XElement("NuGetAudit", "false"), new XElement("RestoreAdditionalProjectSources", package.Source)), .. parts.Except(central)])
            .Save(Path.Combine(folder, "Project.csproj"));
        if (central.Count > 0)
            Project([new XElement("PropertyGroup", new XElement("ManagePackageVersionsCentrally", "true")), .. central]).Save(Path.Combine(folder, "Directory.Packages.props"));
        (await Command.DotnetAsync(folder, package.Environment, "restore", "-warnaserror")).Succeeded();
    }

    [Fact]
    public async Task Options_are_accepted()
    {
        var lines = ReadmeBlock.All.Where(block => block.Language == "ini").SelectMany(block => block.Lines).Where(line => line[0] is not ('[' or '#')).ToList();
        var options = lines.Where(line => line.StartsWith(LintOptions.KeyStart, StringComparison.Ordinal)).ToArray();
        Assert.Empty(await TestProject.DiagnosticsAsync(TestProject.Create(Markup.Parse(""), options), new InvalidOption()));
        foreach (var line in lines.Except(options))
        {
            // The compiler's own.
            if (line == "generated_code = true") continue;
            var severity = Severity().Match(line);
            Assert.True(severity.Success, line);
            if (severity.Groups["id"].Success) Assert.NotNull(RuleCatalog.Find(severity.Groups["id"].Value));
            else Assert.Contains(RuleCatalog.All, rule => rule.Descriptor.Category == severity.Groups["category"].Value);
        }
    }

    private static XElement Project(IEnumerable<XElement> parts)
    {
        var project = new XElement("Project", from part in parts select part.Name.LocalName switch
        {
            "PropertyGroup" or "ItemGroup" => part,
            _ => new XElement(part.HasAttributes ? "ItemGroup" : "PropertyGroup", part),
        });
        if (!project.Descendants("ManagePackageVersionsCentrally").Any()) project.SetAttributeValue("Sdk", "Microsoft.NET.Sdk");
        return project;
    }

    [GeneratedRegex(@"(Include=""ObservabilityLint""[^>]* Version="")[^""]+""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^(dotnet_diagnostic\.(?<id>OBS\d{4})|dotnet_analyzer_diagnostic\.category-(?<category>[A-Za-z.]+))\.severity = (error|warning|suggestion|silent|none|default)$")]
    private static partial Regex Severity();
}
