using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class SourceNotRegisteredTests
{
    private const string Source = "public static readonly ActivitySource Source = [|new(\"Mail\")|];", Registered = "public static readonly ActivitySource Source = new(\"Mail\");";

    [Theory]
    [InlineData("using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddOtlpExporter().Build();")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Shop.*\").AddOtlpExporter());")]
    [InlineData("var services = new HostBuilder(); services.ConfigureServices(services => services.AddOpenTelemetry().WithTracing(tracing => { tracing.AddSource(\"Shop.*\"); tracing.AddOtlpExporter(); }));")]
    [InlineData("var services = new HostBuilder(); services.ConfigureServices(services => { services.AddOpenTelemetry().WithTracing(); services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(\"Shop.*\")); });")]
    [InlineData("var builder = Sdk.CreateTracerProviderBuilder(); builder.AddSource(\"Shop.*\"); foreach (var name in new[] { \"A\", \"B\" }) builder.AddSource(name); builder.Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddSource(\"Ma\", \"Mai?l\", \"Mails\").AddHttpClientInstrumentation().AddAspNetCoreInstrumentation().SetSampler(new AlwaysOnSampler()).ConfigureResource(resource => resource.AddService(\"shop\")).Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddShop().Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddNames(\"Shop.*\").Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource([.. Names.All]).Build();")]
    [InlineData("void Configure(TracerProviderBuilder tracing) => tracing.AddSource(\"Shop.*\"); var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(Configure);")]
    [InlineData("Action<TracerProviderBuilder> configure = tracing => tracing.AddSource(\"Shop.*\"); var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(configure);")]
    [InlineData("void Up(IServiceCollection services, Action<TracerProviderBuilder> configure) => services.AddOpenTelemetry().WithTracing(tracing => { tracing.AddOtlpExporter(); configure(tracing); }); Up(Host.CreateApplicationBuilder(args).Services, tracing => tracing.AddSource(\"Shop.*\"));")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Shop.*\", builder.Environment.ApplicationName));")]
    [InlineData("var builder = Sdk.CreateTracerProviderBuilder(); foreach (var one in Names.Sources) builder.AddSource(one.Name); builder.Build();")]
    [InlineData("void AddAll(TracerProviderBuilder tracing, ActivitySource[] all) { foreach (var one in all) tracing.AddSource(one.Name); } var builder = Sdk.CreateTracerProviderBuilder(); AddAll(builder, Names.Sources); builder.Build();")]
    public Task Fires(string pipeline) => Verify<SourceNotRegistered>.FiresAsync(In(pipeline, Source));

    [Theory]
    // Registered: by the name, by case, by a pattern, by what it is created with.
    [InlineData("tracing.AddSource(\"Mail\")")]
    [InlineData("tracing.AddSource(\"mail\")")]
    [InlineData("tracing.AddSource(\"Ma*\")")]
    [InlineData("tracing.AddSource(\"M?il\")")]
    [InlineData("tracing.AddSource(\"*\")")]
    [InlineData("tracing.AddSource(Telemetry.Source.Name)")]
    [InlineData("tracing.AddSource(nameof(Mail))")]
    [InlineData("tracing.AddSource(typeof(Mail).FullName!)")]
    [InlineData("tracing.AddSource(typeof(Mail).Name)")]
    [InlineData("tracing.AddSource(Names.Mail)")]
    [InlineData("tracing.AddSource(Names.Several)")]
    [InlineData("tracing.AddSource(Names.List.ToArray())")]
    [InlineData("tracing.AddSource(DateTime.Now.Hour > 12 ? \"Mail\" : \"Post\")")]
    [InlineData("tracing.AddSources(\"Post\", \"Mail\")")]
    [InlineData("tracing.AddNames(\"Mail\")")]
    [InlineData("tracing.AddEach(\"Mail\")")]
    [InlineData("Names.List.ForEach(name => tracing.AddSource(name))")]
    [InlineData("{ foreach (var name in Names.Several) tracing.AddSource(name); }")]
    [InlineData("{ foreach (var (name, _) in Names.Pairs) tracing.AddSource(name); }")]
    [InlineData("{ if (DateTime.Now.Hour > 12) tracing.AddSource(\"Mail\"); }")]
    [InlineData("{ for (var i = 0; i < Names.Several.Length; i++) tracing.AddSource(Names.Several[i]); }")]
    // Out of sight.
    [InlineData("tracing.AddSource(Environment.GetEnvironmentVariable(\"SOURCE\")!)")]
    [InlineData("tracing.AddSource(config.GetSection(\"sources\").Get<string[]>()!)")]
    [InlineData("Set.More!(tracing)")]
    [InlineData("Set.More?.Invoke(tracing)")]
    [InlineData("tracing.AddSource(Names.Filled.ToArray())")]
    [InlineData("{ foreach (var one in new[] { Names.Shop, Telemetry.Source }) tracing.AddSource(one.Name); }")]
    [InlineData("{ foreach (var one in Names.Given) tracing.AddSource(one.Name); }")]
    public Task Quiet(string call) => Verify<SourceNotRegistered>.QuietAsync(In("var builder = Host.CreateApplicationBuilder(args); var config = builder.Configuration; builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Shop.*\")).WithTracing(tracing => " + call + ");", Registered));

    [Theory]
    [InlineData("Console.WriteLine();")]
    [InlineData("using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(\"Shop.*\").Build();")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(\"Shop.*\"));")]
    [InlineData("using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); ActivitySource.AddActivityListener(new ActivityListener { ShouldListenTo = _ => true });")]
    public Task Quiet_where_no_pipeline_is_in_sight_or_others_listen(string pipeline) => Verify<SourceNotRegistered>.QuietAsync(In(pipeline, Registered));

    [Theory]
    [InlineData("List<string> names = [\"Post\"]; if (DateTime.Now.Hour > 12) names.Add(\"Mail\"); tracing.AddSource([.. names]);")]
    [InlineData("var names = new HashSet<string> { \"Post\" }; names.UnionWith([\"Mail\"]); tracing.AddSource(names.ToArray());")]
    [InlineData("var names = new List<string> { \"Post\" }; Collect(names); tracing.AddSource(names.ToArray());")]
    [InlineData("var names = new List<string> { \"Post\" }; foreach (var name in names) tracing.AddSource(name); names?.Add(\"Mail\");")]
    [InlineData("tracing.AddSource([.. new Options().Names]);")]
    public Task Quiet_where_more_may_be_put_into_a_list(string code) => Verify<SourceNotRegistered>.QuietAsync(In(
        "void Collect(ICollection<string> all) => all.Add(\"Mail\"); var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\"); " + code + " using var built = tracing.Build();", Registered + " } class Options { public List<string> Names { get; } = [\"Post\"];"));

    [Theory]
    [InlineData("List<string> names = [\"Post\"]; tracing.AddSource([.. names]); Console.WriteLine(names.Count);")]
    [InlineData("var names = new HashSet<string> { \"Post\" }; foreach (var name in names) tracing.AddSource(name); Console.WriteLine(string.Join(\", \", names));")]
    public Task Fires_where_a_list_is_only_read(string code)
        => Verify<SourceNotRegistered>.FiresAsync(In("var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\"); " + code + " using var built = tracing.Build();", Source));

    /// <summary>What a library is used with, its users decide.</summary>
    [Fact]
    public Task Quiet_in_libraries() => Verify<SourceNotRegistered>.QuietAsync("using OpenTelemetry; using OpenTelemetry.Trace; static class Mail { static readonly ActivitySource source = new(\"Mail\"); static TracerProvider Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build()!; }");

    [Fact]
    public Task Quiet_on_names_that_are_not_certain() => Verify<SourceNotRegistered>.QuietAsync(In(
        "using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddOtlpExporter().Build();",
        "static readonly ActivitySource Made = new(Environment.MachineName); static ActivitySource Of(string name) => new(name); static ActivitySource Own(IServiceProvider services) => services.GetRequiredService<ActivitySource>();"));

    [Theory]
    [InlineData("new(\"Mail\", \"1.0\")")]
    [InlineData("new(Names.Mail)")]
    [InlineData("new(nameof(Mail))")]
    [InlineData("new(typeof(Mail).FullName!)")]
    [InlineData("new(\"Shop\" + Names.Mail)")]
    [InlineData("new(new ActivitySourceOptions(\"Mail\") { Version = \"1.0\" })")]
    [InlineData("new(name: \"Mail\")")]
    [InlineData("new(typeof(Mail).Assembly.GetName().Name!)")]
    public Task Fires_on_names_that_are_constant(string creation)
        => Verify<SourceNotRegistered>.FiresAsync(In("using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.Test\").Build();", $"static readonly ActivitySource Made = [|{creation}|];"));

    /// <summary>A tracer starts its spans from a source of its name.</summary>
    [Theory]
    [InlineData("[|provider.GetTracer(\"Mail\")|].StartActiveSpan(\"send\").Dispose();")]
    [InlineData("var tracer = [|TracerProvider.Default.GetTracer(\"Mail\", \"1.0\")|]; using var span = tracer.StartSpan(\"send\");")]
    public Task Fires_on_tracers(string code)
        => Verify<SourceNotRegistered>.FiresAsync(In("using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); " + code, "static readonly int Made = 1;"));

    [Theory]
    [InlineData("provider.GetTracer(\"shop.mail\").StartActiveSpan(\"send\").Dispose();")]
    [InlineData("provider.GetTracer(Environment.MachineName).StartActiveSpan(\"send\").Dispose();")]
    [InlineData("new Own().GetTracer(\"Mail\");")]
    public Task Quiet_on_tracers(string code)
        => Verify<SourceNotRegistered>.QuietAsync(In("using var provider = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); " + code, "static readonly int Made = 1; } class Own { public void GetTracer(string name) { }"));

    /// <summary>The type, its assembly or the assembly's name stands in a variable; <c>!</c> changes nothing.</summary>
    [Theory]
    [InlineData("static readonly string Own = typeof(Mail).FullName!; static readonly ActivitySource Made = [|new(Own)|];")]
    [InlineData("static readonly System.Reflection.AssemblyName Own = typeof(Mail).Assembly.GetName(); static readonly ActivitySource Made = [|new(Own.Name ?? \"Post\")|];")]
    [InlineData("static readonly System.Reflection.Assembly Own = typeof(Mail).Assembly; static readonly ActivitySource Made = [|new(Own.GetName().Name!)|];")]
    [InlineData("static readonly Type Own = typeof(Mail); static readonly ActivitySource Made = [|new(Own.Assembly.GetName().Name!)|];")]
    [InlineData("static readonly string Own = typeof(Mail).Assembly.GetName().Name!; static readonly ActivitySource Made = [|new(Own)|];")]
    [InlineData("public static ActivitySource Made => field ??= [|new(\"Mail\")|];")]
    [InlineData("public static ActivitySource Made { get => field ??= [|new(\"Mail\")|]; }")]
    public Task Fires_on_names_in_variables(string members)
        => Verify<SourceNotRegistered>.FiresAsync(In("using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.Test\").Build();", members));

    /// <summary><c>null!</c> says that somebody else sets it.</summary>
    [Theory]
    [InlineData("static string own = null!; public static ActivitySource Made => new(own);")]
    [InlineData("static string Own { get; } = default!; public static ActivitySource Made => new(Own);")]
    [InlineData("static System.Reflection.Assembly own = null!; public static ActivitySource Made => new(own.GetName().Name!); public static void Load(System.Reflection.Assembly all) => own = all;")]
    public Task Quiet_on_names_that_are_set_elsewhere(string members)
        => Verify<SourceNotRegistered>.QuietAsync(In("using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.Test\").Build();", members));

    [Theory]
    [InlineData("\"Shop.Test\"", "new(\"Mail\")", "No AddSource of this program matches 'Mail', so that StartActivity returns null and nothing is exported. Register it with AddSource.")]
    [InlineData("\"Shop.Test\", \"Post\"", "new(\"Mail\", \"Post\")", "No AddSource of this program matches 'Mail': 'Post', which is registered, is the version of this source, not its name, so that StartActivity returns null and nothing is exported. Register it with AddSource.")]
    [InlineData("\"Shop.Test\", \"MyCo\"", "new(\"MyCo.Sub\")", "No AddSource of this program matches 'MyCo.Sub': 'MyCo', which is registered, does not stand for the names below it, so that StartActivity returns null and nothing is exported. Register it with AddSource.")]
    public Task Says_what_happens(string registered, string creation, string message)
        => Verify<SourceNotRegistered>.SaysAsync(In($"using var tracing = Sdk.CreateTracerProviderBuilder().AddSource({registered}).Build();", $"static readonly ActivitySource Made = [|{creation}|];"), message);

    [Theory]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "public static readonly ActivitySource Source = [|new(\"Mail\")|];", "Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddSource(\"Mail\").Build();")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "public static readonly ActivitySource Source = [|new(Names.Mail)|], Other = [|new(Names.Mail)|], Third = [|new(\"Third\")|];", "Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddSource(Names.Mail).AddSource(\"Third\").Build();")]
    [InlineData("Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddNames(\"Shop.*\")\n    .AddOtlpExporter());", "const string name = \"Mail\"; public static readonly ActivitySource Source = [|new(name)|];", "Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddSource(\"Mail\")\n    .AddNames(\"Shop.*\")\n    .AddOtlpExporter());")]
    [InlineData("var builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddOpenTelemetry()\n    .WithTracing(tracing => // all of it\n    {\n        tracing.AddSource(\"Shop.*\"); // ours\n        tracing.AddOtlpExporter();\n    });", "public const string Name = \"Mail\"; public static readonly ActivitySource Source = [|new(Name)|];", "var builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddOpenTelemetry()\n    .WithTracing(tracing => // all of it\n    {\n        tracing.AddSource(\"Shop.*\").AddSource(Telemetry.Name); // ours\n        tracing.AddOtlpExporter();\n    });")]
    public Task Fixes(string before, string source, string after) => Verify<SourceNotRegistered>.FixesAsync(In(before, source), In(after, source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)));

    [Fact]
    public Task Fixes_in_another_file() => Verify<SourceNotRegistered>.FixesAsync(
        "Tracing.Start();\nstatic class Mail { internal const string Name = \"Mail\"; static readonly ActivitySource source = [|new ActivitySource(Name)|]; }\n=== Tracing.cs\nusing OpenTelemetry;\nusing OpenTelemetry.Trace;\nstatic class Tracing { public static void Start() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); }",
        "Tracing.Start();\nstatic class Mail { internal const string Name = \"Mail\"; static readonly ActivitySource source = new ActivitySource(Name); }\n=== Tracing.cs\nusing OpenTelemetry;\nusing OpenTelemetry.Trace;\nstatic class Tracing { public static void Start() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").AddSource(Mail.Name).Build(); }");

    [Fact]
    public Task Offers_no_fix_where_all_is_registered_in_loops() => Verify<SourceNotRegistered>.OffersNoFixAsync(
        "using OpenTelemetry.Trace; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\nvar builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(); new List<string> { \"Shop.*\" }.ForEach(name => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(name)));\nstatic class Mail { static readonly ActivitySource source = [|new(\"Mail\")|]; }");

    internal static string In(string pipeline, string members) =>
        "using OpenTelemetry; using OpenTelemetry.Trace; using OpenTelemetry.Resources; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\n" + pipeline + "\nclass Mail;\nstatic class Telemetry { " + members + """
         }
        static class Names
        {
            public const string Mail = "Mail";
            public static readonly string[] Several = ["Mail", "Post"], All = ["Shop.*"];
            public static readonly List<string> List = new() { "Mail" }, Filled = new() { "Post" };
            public static readonly (string Name, int Number)[] Pairs = [("Mail", 1), ("Post", 2)];
            public static readonly ActivitySource Shop = new("Shop.Orders");
            public static readonly ActivitySource[] Sources = [Shop];
            public static ActivitySource[] Given { get; set; } = [];
            public static void Fill() => Filled.Add(Console.ReadLine()!);
        }
        static class Set
        {
            public static Action<TracerProviderBuilder>? More { get; set; }
            public static TracerProviderBuilder AddShop(this TracerProviderBuilder builder) => builder.AddInner();
            static TracerProviderBuilder AddInner(this TracerProviderBuilder builder) => builder.AddSource("Shop.*");
            public static TracerProviderBuilder AddNames(this TracerProviderBuilder builder, string name) => AddOne(builder, name);
            static TracerProviderBuilder AddOne(TracerProviderBuilder builder, string name) => builder.AddSource(name);
            public static TracerProviderBuilder AddSources(this TracerProviderBuilder builder, params string[] names) => builder.AddSource(names);
            public static void AddEach(this TracerProviderBuilder builder, params string[] names) { foreach (var name in names) builder.AddSource(name); }
        }
        """;
}
