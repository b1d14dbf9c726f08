using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Rules;
using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

/// <summary>A program's pipeline is often set up in a project that all programs of a solution share: in an IDE it is source, for a build it is a file.</summary>
public class PipelinesOfSolutionsTests
{
    private const string Names = "namespace Shop.Names; public static class Sources { public const string Orders = \"Orders\"; public static readonly string[] All = [\"Stock\", Orders]; public static readonly string Prefix = \"Shop\"; }";

    private static string Defaults(string tracing) => $$"""
        using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using OpenTelemetry.Trace; using OpenTelemetry.Metrics;
        namespace Shop.Defaults;
        public static class Extensions
        {
            public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder { builder.Telemetry(); return builder; }
            private static void Telemetry<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
                => builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Orders")).WithTracing(tracing => {{tracing}});
            public static TracerProviderBuilder AddNames(this TracerProviderBuilder builder, params string[] names) { foreach (var name in names) builder.AddSource(name); return builder; }
        }
        """;

    private static string Program(string statements) => "using System.Diagnostics; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using OpenTelemetry.Trace; using Shop.Defaults; var builder = Host.CreateApplicationBuilder(args); " + statements + " builder.Build().Run(); static class Orders { public static readonly ActivitySource Source = new(Shop.Names.Sources.Orders); }";

    [Theory]
    [InlineData("tracing.AddSource(\"Stock\")", "builder.AddServiceDefaults();", 1)]
    [InlineData("tracing.AddSource(\"Stock\", builder.Environment.ApplicationName)", "builder.AddServiceDefaults();", 1)]
    [InlineData("tracing.AddSource(\"Orders\")", "builder.AddServiceDefaults();", 0)]
    [InlineData("tracing.AddSource(Shop.Names.Sources.Orders)", "builder.AddServiceDefaults();", 0)]
    [InlineData("tracing.AddSource(Shop.Names.Sources.All)", "builder.AddServiceDefaults();", 0)]
    [InlineData("tracing.AddSource(Shop.Names.Sources.Prefix)", "builder.AddServiceDefaults();", 1)]
    [InlineData("tracing.AddSource(\"Stock\")", "builder.AddServiceDefaults(); builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(Orders.Source.Name));", 0)]
    [InlineData("tracing.AddSource(\"Stock\")", "builder.AddServiceDefaults(); builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddNames(\"Post\", \"Orders\"));", 0)]
    [InlineData("tracing.AddSource(\"Stock\")", "builder.AddServiceDefaults(); builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddNames(\"Post\"));", 1)]
    // The defaults are there, but the program does not use them.
    [InlineData("tracing.AddSource(\"Stock\")", "", 0)]
    public async Task Defaults_of_another_project_are_read(string tracing, string statements, int findings)
        => Assert.Equal(findings, (await FoundAsync(new SourceNotRegistered(), asSource: true, Names, Defaults(tracing), Program(statements))).Count());

    [Theory]
    [InlineData("builder.AddServiceDefaults();")]
    [InlineData("builder.AddServiceDefaults(); builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Stock\"));")]
    public async Task Defaults_in_a_file_are_out_of_sight(string statements)
        => Assert.Empty(await FoundAsync(new SourceNotRegistered(), asSource: false, Names, Defaults("tracing.AddSource(\"Stock\")"), Program(statements)));

    [Fact]
    public async Task Methods_of_files_that_may_configure_the_pipeline_are_out_of_sight()
    {
        const string setup = "using Microsoft.Extensions.DependencyInjection; using OpenTelemetry.Trace; namespace Shop.Defaults; public static class Extensions { public static void AddInfrastructure(this IServiceCollection services) => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(\"Orders\")); }";
        var with = Program("builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Stock\")); builder.Services.AddInfrastructure();");
        Assert.Empty(await FoundAsync(new SourceNotRegistered(), asSource: false, Names, setup, with));
        Assert.Empty(await FoundAsync(new SourceNotRegistered(), asSource: true, Names, setup, with));
        Assert.Single(await FoundAsync(new SourceNotRegistered(), asSource: false, Names, setup, with.Replace("builder.Services.AddInfrastructure();", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_fix_is_made_where_the_pipeline_is()
    {
        var project = await ProjectAsync(asSource: true, Names, Defaults("tracing\n            .AddSource(\"Stock\")"), Program("builder.AddServiceDefaults();"));
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new SourceNotRegistered()));
        var repaired = await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, diagnostic))!);
        var defaults = repaired.Solution.Projects.Single(other => other.Name == "Project1");
        Assert.Contains("\n            .AddSource(\"Stock\")\n            .AddSource(Names.Sources.Orders))", (await defaults.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        await TestProject.AssertCompilesAsync(defaults);
        Assert.Empty(await TestProject.DiagnosticsAsync(repaired, new SourceNotRegistered()));
    }

    private const string Sending = "namespace Shop.Post; public class Mails(System.Net.Http.HttpClient http) { static readonly System.Diagnostics.ActivitySource source = new(\"Stock\"); public async System.Threading.Tasks.Task SendAsync() { using var activity = source.StartActivity(\"send\"); await http.GetStringAsync(\"http://mails\"); } public object Open() => new Npgsql.NpgsqlConnection(\"\"); }";

    /// <summary>What is missing in shared defaults is said where the program calls them, and added there; the library that needs it is one of the solution, too.</summary>
    [Theory]
    [InlineData("OBS5003", "tracing.AddSource(\"Stock\")", "new Shop.Post.Mails(new()).SendAsync();", ".AddHttpClientInstrumentation()")]
    [InlineData("OBS5004", "tracing.AddSource(\"Stock\")", "new Shop.Post.Mails(new()).Open();", ".AddSource(\"Npgsql\")")]
    [InlineData("OBS5003", "tracing.AddSource(\"Stock\").AddHttpClientInstrumentation()", "new Shop.Post.Mails(new()).SendAsync();", null)]
    [InlineData("OBS5004", "tracing.AddSource(\"Stock\", \"Npgsql\")", "new Shop.Post.Mails(new()).Open();", null)]
    [InlineData("OBS5003", "tracing.AddSource(\"Stock\")", "", null)]
    [InlineData("OBS5004", "tracing.AddSource(\"Stock\")", "", null)]
    public async Task Instrumentation_is_missing_in_shared_defaults(string id, string tracing, string statements, string? added)
    {
        var program = $"using Microsoft.Extensions.Hosting; using Shop.Defaults; var builder = Host.CreateApplicationBuilder(args); builder.AddServiceDefaults(); {statements} builder.Build().Run();";
        var project = await ProjectAsync(asSource: true, Defaults(tracing), Sending, program);
        var found = await TestProject.DiagnosticsAsync(project, RuleCatalog.Find(id));
        Assert.Equal(added is null ? 0 : 1, found.Length);
        if (added is null) return;
        Assert.Equal("AddServiceDefaults", program.Substring(found[0].Location.SourceSpan.Start, found[0].Location.SourceSpan.Length));
        var repaired = await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, found[0]))!);
        Assert.Contains(added, (await repaired.Solution.Projects.Single(other => other.Name == "Project0").Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        Assert.Empty(await TestProject.DiagnosticsAsync(repaired, RuleCatalog.Find(id)));
    }

    /// <summary>The defaults win over what was set before them. What the program sets after them is meant so: the defaults are for other programs, too.</summary>
    [Theory]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.SetSampler(new AlwaysOffSampler())); builder.AddServiceDefaults();", 1)]
    [InlineData("builder.AddServiceDefaults(); builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.SetSampler(new AlwaysOffSampler()));", 0)]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.SetSampler(new AlwaysOffSampler())); if (args.Length > 0) builder.AddServiceDefaults();", 0)]
    public async Task Samplers_of_shared_defaults_replace_earlier_ones(string statements, int findings)
        => Assert.Equal(findings, (await FoundAsync(new SamplerMisconfigured(), asSource: true, Names, Defaults("tracing.SetSampler(new AlwaysOnSampler())"), Program(statements))).Count());

    private const string Store = "using System.Diagnostics; namespace Shop.Stock; public class StockStore { static readonly ActivitySource source = new(\"Shop.Stock\"); public void Take() { using var activity = source.StartActivity(\"take\"); } }",
        Warehouse = "namespace Shop.Houses; public class Warehouse { public void Send() => new Shop.Stock.StockStore().Take(); }";

    /// <summary>A library registers nothing: that is for the program that uses it.</summary>
    [Theory]
    [InlineData("tracing.AddSource(\"Post\")", "new Shop.Stock.StockStore().Take();", 1)]
    [InlineData("tracing.AddSource(\"Post\")", "new Shop.Houses.Warehouse().Send();", 1)]
    [InlineData("tracing.AddOtlpExporter()", "new Shop.Stock.StockStore().Take();", 1)]
    [InlineData("tracing.AddSource(\"Shop.*\")", "new Shop.Stock.StockStore().Take();", 0)]
    [InlineData("tracing.AddSource(System.Environment.MachineName)", "new Shop.Stock.StockStore().Take();", 0)]
    // The program does not use it.
    [InlineData("tracing.AddSource(\"Shop\")", "", 0)]
    public async Task Sources_of_libraries_are_judged_where_the_pipeline_begins(string tracing, string statements, int findings)
    {
        var program = $"using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using OpenTelemetry.Trace; var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(tracing => {tracing}); builder.Build().Run(); {statements}";
        Assert.Equal(findings, (await FoundAsync(new SourceNotRegistered(), asSource: true, Store, Warehouse, program)).Count());
        Assert.True((await FoundAsync(new SourceNotRegistered(), asSource: false, Store, Warehouse, program)).Count() <= (tracing.Contains("Exporter", StringComparison.Ordinal) ? 1 : 0));
        if (findings == 0) return;

        var project = await ProjectAsync(asSource: true, Store, Warehouse, program);
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new SourceNotRegistered()));
        Assert.StartsWith("No AddSource of this program matches 'Shop.Stock', which 'Project0' creates, so that StartActivity returns null and nothing is exported. Register it with AddSource.", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("File0.cs", Path.GetFileName(Assert.Single(diagnostic.AdditionalLocations).GetLineSpan().Path));
        var repaired = await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, diagnostic))!);
        Assert.Contains(".AddSource(\"Shop.Stock\")", (await repaired.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        Assert.Empty(await TestProject.DiagnosticsAsync(repaired, new SourceNotRegistered()));
    }

    /// <summary>Where the pipeline is set up by a shared project, the program's call of that is spoken of.</summary>
    [Fact]
    public async Task Sources_of_libraries_are_judged_where_the_program_calls_the_set_up()
    {
        const string program = "using Microsoft.Extensions.Hosting; using Shop.Defaults; var builder = Host.CreateApplicationBuilder(args); builder.AddServiceDefaults(); new Shop.Stock.StockStore().Take(); builder.Build().Run();";
        var project = await ProjectAsync(asSource: true, Names, Defaults("tracing.AddSource(\"Post\")"), Store, program);
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new SourceNotRegistered()));
        Assert.Equal("AddServiceDefaults", program.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        var repaired = await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, diagnostic))!);
        Assert.Empty(await TestProject.DiagnosticsAsync(repaired, new SourceNotRegistered()));
    }

    [Theory]
    [InlineData("tracing.AddOtlpExporter()", "OBS5001")]
    [InlineData("tracing.AddOtlpExporter().AddSource(\"Orders\")", "")]
    [InlineData("tracing.AddOtlpExporter().AddHttpClientInstrumentation()", "")]
    [InlineData("tracing.AddOtlpExporter().AddLegacySource(\"old\")", "")]
    [InlineData("tracing.AddProcessor(new OpenTelemetry.BatchActivityExportProcessor(new OpenTelemetry.Exporter.OtlpTraceExporter(new())))", "OBS5001")]
    [InlineData("tracing.SetSampler(new AlwaysOnSampler())", "")]
    public async Task An_exporter_without_sources_needs_no_name(string tracing, string expected)
    {
        const string program = "using System.Diagnostics; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using OpenTelemetry.Trace; var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(tracing => $tracing); builder.Build().Run(); ";
        foreach (var more in new[] { "", "class Orders { static readonly ActivitySource source = new(System.Environment.MachineName); }", "class Orders(ActivitySource source) { void Place() => source.StartActivity(\"place\"); }" })
            Assert.Equal(expected, string.Join(' ', await FoundAsync(new SourceNotRegistered(), asSource: true, program.Replace("$tracing", tracing, StringComparison.Ordinal) + more)));
        // An activity without a source is another fault.
        if (expected.Length > 0) Assert.Empty(await FoundAsync(new SourceNotRegistered(), asSource: true, program.Replace("$tracing", tracing, StringComparison.Ordinal) + "class Orders { void Place() => new Activity(\"place\").Start(); }"));
    }

    [Fact]
    public async Task An_exporter_without_meters_needs_no_name()
    {
        const string program = "using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using OpenTelemetry.Metrics; var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddOtlpExporter()$more); builder.Build().Run();";
        Assert.Equal(["OBS5002"], await FoundAsync(new MeterNotRegistered(), asSource: true, program.Replace("$more", "", StringComparison.Ordinal)));
        Assert.Empty(await FoundAsync(new MeterNotRegistered(), asSource: true, program.Replace("$more", ".AddAspNetCoreInstrumentation()", StringComparison.Ordinal)));
    }

    /// <summary>One cause, one diagnostic: a provider that is never built listens to nothing, registered or not.</summary>
    [Fact]
    public async Task A_provider_that_is_never_built_is_the_only_fault()
    {
        const string program = "using System.Diagnostics; using Microsoft.Extensions.DependencyInjection; using OpenTelemetry.Trace; var services = new ServiceCollection(); services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Stock\").AddOtlpExporter()); services.BuildServiceProvider(); static class Orders { static readonly ActivitySource source = new(\"Orders\"); }";
        Assert.Empty(await FoundAsync(new SourceNotRegistered(), asSource: true, program));
        Assert.Equal(["OBS5015"], await FoundAsync(new ProviderNeverBuilt(), asSource: true, program));
    }

    private static async Task<IEnumerable<string>> FoundAsync(Rule rule, bool asSource, params string[] sources)
        => from diagnostic in await TestProject.DiagnosticsAsync(await ProjectAsync(asSource, sources), rule) select diagnostic.Id;

    /// <summary>Each source is a project that refers to all before it; the last one is a program.</summary>
    private static async Task<Project> ProjectAsync(bool asSource, params string[] sources)
    {
        var last = TestProject.Create([("Last.cs", sources[^1])], kind: OutputKind.ConsoleApplication);
        var solution = last.Solution;
        var before = new List<ProjectId>();
        foreach (var (number, source) in sources[..^1].Index())
        {
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(id, $"Project{number}", $"Project{number}", LanguageNames.CSharp)
                .WithProjectCompilationOptions(id, TestProject.CompilationOptions).WithProjectParseOptions(id, last.ParseOptions!).WithProjectMetadataReferences(id, TestProject.AllReferences)
                .AddDocument(DocumentId.CreateNewId(id), $"File{number}.cs", SourceText.From(source), filePath: $"/{number}/File{number}.cs");
            foreach (var earlier in before) solution = solution.AddProjectReference(id, new ProjectReference(earlier));
            before.Add(id);
        }
        foreach (var id in before) solution = asSource ? solution.AddProjectReference(last.Id, new ProjectReference(id)) : solution.AddMetadataReference(last.Id, await FileOfAsync(solution.GetProject(id)!));
        var project = solution.GetProject(last.Id)!;
        await TestProject.AssertCompilesAsync(project);
        return project;
    }

    private static async Task<MetadataReference> FileOfAsync(Project project)
    {
        using var image = new MemoryStream();
        Assert.True((await project.GetCompilationAsync())!.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
