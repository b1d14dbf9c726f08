using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Fixing;

/// <summary>What real solutions hold: several frameworks and projects, files of several, conditions, pages, errors.</summary>
public class FixSolutionTests
{
    private const string Usings = "using System.Diagnostics.Metrics;\n";

    private static string Counter(string type, string name) => $$"""
        internal static class {{type}}
        {
            public static readonly Counter<long> Orders = new Meter("Shop").CreateCounter<long>("{{name}}", "{order}", "Orders.");
        }

        """;

    [Fact]
    public async Task Files_of_several_frameworks_and_projects_are_fixed_once()
    {
        var several = TemporarySolution.Library.Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        using var solution = new TemporarySolution().WriteSolution("All.slnx", "A/A.csproj", "B/B.csproj")
            .Write("A/A.csproj", several)
            .Write("B/B.csproj", several.Replace("</Project>", "<ItemGroup><Compile Include=\"../Linked.cs\" /><Compile Include=\"../A/Both.cs\" /></ItemGroup></Project>"))
            .Write("Linked.cs", Usings + Counter("Linked", "shop.linked.total"))
            .Write("A/Both.cs", Usings + Counter("Both", "shop.both.total"))
            .Write("A/Conditions.cs", $"{Usings}#if NET10_0\n{Counter("Newer", "shop.newer.total")}#else\n{Counter("Older", "shop.older.total")}#endif\n#if NEVER\n{Counter("Never", "shop.never.total")}#endif\n");
        var ended = await solution.FixAsync("--restore");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Equal(Usings + Counter("Linked", "shop.linked"), solution.Read("Linked.cs"));
        Assert.Equal(Usings + Counter("Both", "shop.both"), solution.Read("A/Both.cs"));
        Assert.Equal($"{Usings}#if NET10_0\n{Counter("Newer", "shop.newer")}#else\n{Counter("Older", "shop.older")}#endif\n#if NEVER\n{Counter("Never", "shop.never.total")}#endif\n", solution.Read("A/Conditions.cs"));
        Assert.Equal(4, ended.Output.Split('\n').Count(static line => line.Contains("fixed OBS1009")));
    }

    /// <summary>.NET 8 has no AddException: there the status alone is set, and so it is in both.</summary>
    [Theory]
    [InlineData("net8.0;net10.0", "")]
    [InlineData("net10.0", "            activity?.AddException(ex);\n")]
    public async Task What_one_of_the_frameworks_lacks_is_left_out(string frameworks, string recorded)
    {
        const string before = """
            using System.Diagnostics;
            internal static class Shop
            {
                private static readonly ActivitySource Source = new("Shop");

                internal static void Pay(Action work)
                {
                    using var activity = Source.StartActivity("pay");
                    try
                    {
                        work();
                    }
                    catch (Exception ex)
                    {
                        Console.WriteLine(ex);
                    }
                }
            }

            """;
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library.Replace("<TargetFramework>net10.0</TargetFramework>", $"<TargetFrameworks>{frameworks}</TargetFrameworks>")).Write("Shop.cs", before);
        var ended = await solution.FixAsync("--restore", "--rule", "OBS4005");
        Assert.True(solution.Read("Shop.cs") == before.Replace("            Console.", $"            activity?.SetStatus(ActivityStatusCode.Error, ex.Message);\n{recorded}            Console."), ended.ToString() + solution.Read("Shop.cs"));
    }

    [Fact]
    public async Task A_fix_reaches_into_another_project()
    {
        const string names = "namespace Names; public static class Metric { public const string Orders = \"shop.orders.total\"; }\n";
        using var solution = new TemporarySolution().WriteSolution("All.slnx", "Names/Names.csproj", "Shop/Shop.csproj")
            .Write("Names/Names.csproj", TemporarySolution.Library).Write("Names/Metric.cs", names)
            .Write("Shop/Shop.csproj", TemporarySolution.Library.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"../Names/Names.csproj\" /></ItemGroup></Project>"))
            .Write("Shop/Shop.cs", Usings + "internal static class Shop { public static readonly Counter<long> Orders = new Meter(\"Shop\").CreateCounter<long>(Names.Metric.Orders, \"{order}\", \"Orders.\"); }\n");
        var ended = await solution.FixAsync("--restore");
        Assert.True(solution.Read("Names/Metric.cs") == names.Replace(".total", ""), ended.ToString());
    }

    [Fact]
    public async Task A_page_is_left_alone()
    {
        const string page = "@code {\n    private static readonly System.Diagnostics.Metrics.Counter<long> Orders = new System.Diagnostics.Metrics.Meter(\"Shop\").CreateCounter<long>(\"shop.orders.total\", \"{order}\", \"Orders.\");\n}\n";
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web").Replace("<ImplicitUsings>", "<OutputType>Library</OutputType><ImplicitUsings>")).Write("Page.razor", page);
        var ended = await solution.FixAsync("--restore");
        Assert.True(ended.Code == ExitCode.Clean && ended.Output.Contains("Page.razor(2,") && ended.Output.Contains("left OBS1009: It stands in what a generator"), ended.ToString());
        Assert.Equal(page, solution.Read("Page.razor"));
    }

    [Fact]
    public async Task What_does_not_compile_is_fixed_as_far_as_it_goes()
    {
        using var solution = new TemporarySolution().Write("Shop.csproj", TemporarySolution.Library).Write("A.cs", Usings + Counter("A", "shop.orders.total")).Write("B.cs", "internal static class B { public static Missing Of() => null; }\n");
        var ended = await solution.FixAsync("--restore");
        Assert.True(ended.Code == ExitCode.Clean, ended.ToString());
        Assert.Contains("does not compile (1 error)", ended.Error);
        Assert.Equal(Usings + Counter("A", "shop.orders"), solution.Read("A.cs"));
    }
}
