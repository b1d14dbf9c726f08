using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests;

/// <summary>Each library that rules.md names beside a rule is one that the rule judges: in an example of the section, or in a snippet here.</summary>
public class DocsLibraries
{
    private const string Prometheus = "prometheus-net", Meters = "System.Diagnostics.Metrics", Attributes = "Microsoft.Extensions.Telemetry.Abstractions", Views = "OpenTelemetry views",
        Activities = "System.Diagnostics.Activity", OpenTelemetry = "OpenTelemetry API", Sdk = "OpenTelemetry SDK", Threading = "System.Threading", AspNetCore = "ASP.NET Core", Http = "HttpClient";

    /// <summary>How the full names of a library's types begin.</summary>
    private static readonly Dictionary<string, string[]> Types = new()
    {
        [Prometheus] = ["Prometheus."], [Meters] = ["System.Diagnostics.Metrics."], [Attributes] = ["Microsoft.Extensions.Diagnostics.Metrics."], [Views] = ["OpenTelemetry.Metrics.MeterProviderBuilderExtensions"],
        [Activities] = ["System.Diagnostics.Activity"], [OpenTelemetry] = ["OpenTelemetry.Trace.Tracer", "OpenTelemetry.Trace.TelemetrySpan", "OpenTelemetry.Baggage", "OpenTelemetry.SuppressInstrumentationScope"],
        [Sdk] = ["OpenTelemetry.Sdk", "OpenTelemetry.Trace.Sampl", "OpenTelemetry.Trace.TraceIdRatioBasedSampler", "OpenTelemetry.Trace.TracerProvider", "OpenTelemetry.Metrics.", "OpenTelemetry.Exporter."],
        [Threading] = ["System.Threading."], ["System.Timers"] = ["System.Timers."], ["System.Threading.Channels"] = ["System.Threading.Channels."], ["System.Collections.Concurrent"] = ["System.Collections.Concurrent."],
        ["System.Threading.Tasks.Dataflow"] = ["System.Threading.Tasks.Dataflow."], [AspNetCore] = ["Microsoft.AspNetCore."], ["Microsoft.Extensions.Hosting"] = ["Microsoft.Extensions.Hosting."],
        [Http] = ["System.Net.Http."], ["WebRequest and WebClient"] = ["System.Net.WebRequest", "System.Net.HttpWebRequest", "System.Net.WebClient"],
        ["ADO.NET"] = ["System.Data.Common."], ["Entity Framework Core"] = ["Microsoft.EntityFrameworkCore."], ["Microsoft.Data.Sqlite"] = ["Microsoft.Data.Sqlite."], ["System.Data.SQLite"] = ["System.Data.SQLite."],
        ["System.Data.Odbc"] = ["System.Data.Odbc."], ["System.Data.OleDb"] = ["System.Data.OleDb."], ["Npgsql"] = ["Npgsql."], ["MySqlConnector"] = ["MySqlConnector."], ["Dapper"] = ["Dapper."],
    };

    /// <summary>What the examples of a section do not show: the rule, the library, and code that the rule reports.</summary>
    private static readonly (string Id, string Library, string Code)[] Snippets =
    [
        ("OBS1001", Attributes, Attribute("Counter(Name = \"shop orders\")")),
        ("OBS1002", Attributes, Attribute("Counter(Name = \"shopOrders\")")),
        ("OBS1002", Views, View("shopOrders")),
        ("OBS1004", Attributes, Attribute("Gauge(Name = \"shop.jobs.total\")")),
        ("OBS1005", Attributes, Attribute("Gauge(Name = \"shop.jobs.sum\")")),
        ("OBS1006", Attributes, Attribute("Counter(Name = \"shop.orders.counter\")")),
        ("OBS1009", Attributes, Attribute("Counter(Name = \"shop.orders.total\")")),
        ("OBS1010", Attributes, Attribute("Counter(Name = \"shop.sent\", Unit = \"bytes\")")),
        ("OBS1013", Attributes, Attribute("Counter(Name = \"process.restarts\")")),
        ("OBS1014", Attributes, Attribute("Counter(Name = \"orders\")")),
        ("OBS1014", Views, View("orders")),
        ("OBS1016", Prometheus, "static void Count(string kind) => Metrics.CreateCounter($\"shop_{kind}_total\", \"Orders.\");"),
        ("OBS1017", Prometheus, "Metrics.CreateSummary(\"http_client_request_duration_seconds\", \"Requests.\");"),
        ("OBS1017", Attributes, Attribute("Counter(Name = \"shop.jobs\", Unit = \"By\")") + "\nstatic class Other { static readonly Meter Made = new(\"Other\"); static readonly UpDownCounter<long> Jobs = Made.CreateUpDownCounter<long>(\"shop.jobs.bytes.total\", \"\", \"Jobs.\"); }"),
        ("OBS1019", Attributes, Attribute("Counter<uint>(Name = \"shop.orders\")")),
        ("OBS1021", Attributes, Attribute("Counter(Name = \"shop.tickets.open\")")),
        ("OBS1023", Prometheus, "Metrics.CreateHistogram(\"shop_request_bytes\", \"Requests.\");"),
        ("OBS2001", Meters, "meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"\", \"online\"));"),
        ("OBS2002", Attributes, Attribute("Counter(\"orderKind\", Name = \"shop.orders\")")),
        ("OBS2002", AspNetCore, RequestTag("orderKind", "\"online\"")),
        ("OBS2002", Http, ClientTag("orderKind", "\"online\"")),
        ("OBS2003", Meters, "meter.CreateCounter<long>(\"shop.runs\", \"{run}\", \"Runs.\").Add(1, new KeyValuePair<string, object?>(\"job\", \"mail\"));"),
        ("OBS2003", Attributes, Attribute("Counter(\"job\", Name = \"shop.runs\")")),
        ("OBS2004", Meters, "static void Count(Exception e) => meter.CreateCounter<long>(\"shop.errors\", \"{error}\", \"Errors.\").Add(1, new KeyValuePair<string, object?>(\"error\", e.Message));"),
        ("OBS2004", AspNetCore, RequestTag("shop.error", "e.Message")),
        ("OBS2004", Http, ClientTag("shop.error", "e.Message")),
        ("OBS2005", Meters, "static void Count(string user) => meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"user.id\", user));"),
        ("OBS2005", AspNetCore, RequestTag("user.id", "e.Source")),
        ("OBS2005", Http, ClientTag("user.id", "e.Source")),
        ("OBS2006", Meters, "meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"browser\", \"one\"));"),
        ("OBS2006", Attributes, Attribute("Counter(\"browser\", Name = \"shop.orders\")")),
        ("OBS2007", Meters, "static void Count(ConsoleKey a, ConsoleKey b, ConsoleColor c) => meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"a\", a), new KeyValuePair<string, object?>(\"b\", b), new KeyValuePair<string, object?>(\"c\", c));"),
        ("OBS2011", Prometheus, "Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"region\", \"region\");"),
        ("OBS2011", Attributes, Attribute("Counter(\"region\", \"region\", Name = \"shop.orders\")")),
        ("OBS2011", AspNetCore, "static void Tell(Microsoft.AspNetCore.Http.Features.IHttpMetricsTagsFeature feature) { feature.Tags.Add(new(\"shop.kind\", 1)); feature.Tags.Add(new(\"shop.kind\", 2)); }"),
        ("OBS2011", Http, "static void Tell(System.Net.Http.Metrics.HttpMetricsEnrichmentContext context) { context.AddCustomTag(\"shop.kind\", 1); context.AddCustomTag(\"shop.kind\", 2); }"),
        ("OBS2013", Prometheus, "static void Count(string password) => Metrics.CreateCounter(\"shop_sign_ins_total\", \"Sign-ins.\", \"kind\").WithLabels(password).Inc();"),
        ("OBS2013", Meters, "static void Count(string password) => meter.CreateCounter<long>(\"shop.sign_ins\", \"{sign_in}\", \"Sign-ins.\").Add(1, new KeyValuePair<string, object?>(\"kind\", password));"),
        ("OBS2013", OpenTelemetry, "static void Tell(OpenTelemetry.Trace.TelemetrySpan span, string password) => span.SetAttribute(\"login.password\", password);"),
        ("OBS2013", AspNetCore, RequestTag("login.password", "e.Source")),
        ("OBS2013", Http, ClientTag("login.password", "e.Source")),
        ("OBS2014", Meters, "static void Count(string region) => meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"region\", region));"),
        ("OBS2014", AspNetCore, RequestTag("region", "e.Source")),
        ("OBS2014", Http, ClientTag("region", "e.Source")),
        ("OBS2015", Meters, "static void Count(string kind) => meter.CreateCounter<long>(\"shop.orders\", \"{order}\", \"Orders.\").Add(1, new KeyValuePair<string, object?>(\"kind\", nameof(kind)));"),
        ("OBS2015", AspNetCore, RequestTag("shop.error", "nameof(e)")),
        ("OBS2015", Http, ClientTag("shop.error", "nameof(e)")),
        ("OBS3001", OpenTelemetry, "public static async IAsyncEnumerable<int> LoadAsync(" + Tracer + ") { using var span = tracer.StartActiveSpan(\"load\"); yield return 1; using (source.StartActivity(\"query\")) await Task.Yield(); }"),
        ("OBS3002", OpenTelemetry, "public static IEnumerable<int> Load(" + Tracer + ") { using var span = tracer.StartActiveSpan(\"load\"); yield return 1; }"),
        ("OBS3003", OpenTelemetry, "public static Task SaveAsync(" + Tracer + ") { using var span = tracer.StartActiveSpan(\"save\"); return InsertAsync(); }\nstatic async Task InsertAsync() => await Task.Delay(1);"),
        ("OBS3004", OpenTelemetry, "public static async Task<OpenTelemetry.Trace.TelemetrySpan> StartAsync(" + Tracer + ") { await Task.Yield(); return tracer.StartActiveSpan(\"pay\"); }"),
        ("OBS3005", OpenTelemetry, Placed($"_ = Task.Run(async () => {{ await Task.Yield(); {Work} }});")),
        ("OBS3005", AspNetCore, Action($"_ = Task.Run(async () => {{ await Task.Yield(); {Work} }});")),
        ("OBS3006", OpenTelemetry, Placed($"ThreadPool.UnsafeQueueUserWorkItem(_ => {{ {Work} }}, null);")),
        ("OBS3006", AspNetCore, Action($"ThreadPool.UnsafeQueueUserWorkItem(_ => {{ {Work} }}, null);")),
        ("OBS3009", OpenTelemetry, Placed($"timer = new Timer(_ => {{ {Work} }}, null, 0, 1);") + "\nstatic Timer? timer;"),
        ("OBS3009", AspNetCore, Action($"timer = new Timer(_ => {{ {Work} }}, null, 0, 1);", "static Timer? timer;")),
        ("OBS3009", "System.Timers", "public static void Place() { using var activity = source.StartActivity(\"place\"); var timer = new System.Timers.Timer(10); timer.Elapsed += (_, _) => { " + Work + " }; timer.Start(); }"),
        ("OBS3010", OpenTelemetry, "public static void Run(" + Tracer + ", Microsoft.Extensions.Hosting.IHost host) { using var span = tracer.StartActiveSpan(\"start\"); Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.Run(host); }\nclass Poller { /* BackgroundService */ }"),
        ("OBS3010", AspNetCore, "public static void Run(Microsoft.AspNetCore.Builder.WebApplication app) { using var activity = source.StartActivity(\"start\"); app.Run(); }\nabstract class Poller : Microsoft.Extensions.Hosting.BackgroundService { }"),
        ("OBS3011", "System.Collections.Concurrent", Queued(Placed("Worker.Queue.Add(new Order());"))),
        ("OBS3011", OpenTelemetry, Queued(Placed("Worker.Queue.Add(new Order());"))),
        ("OBS3011", AspNetCore, Queued(Action("Worker.Queue.Add(new Order());"))),
        ("OBS3012", OpenTelemetry, Posted(Placed("Blocks.Block.Post(new Order());"))),
        ("OBS3012", AspNetCore, Posted(Action("Blocks.Block.Post(new Order());"))),
        ("OBS3013", AspNetCore, Action("while (true) { using var activity = source.StartActivity(\"process\", ActivityKind.Consumer, default(ActivityContext)); }")),
        ("OBS3016", "WebRequest and WebClient", "#pragma warning disable SYSLIB0014\npublic static void Ask(System.Net.WebRequest request) { using var activity = source.StartActivity(\"ask\"); request.Headers[\"traceparent\"] = Activity.Current?.Id; }"),
        ("OBS3020", "Entity Framework Core", "public static async Task Save(Microsoft.EntityFrameworkCore.DbContext shop, CancellationToken stop) { using var activity = source.StartActivity(\"save\"); await shop.SaveChangesAsync(); }"),
        ("OBS3020", "System.Threading.Channels", "public static async Task Write(ChannelWriter<int> writer, CancellationToken stop) { using var activity = source.StartActivity(\"write\"); await writer.WriteAsync(1); }"),
        ("OBS3020", AspNetCore, "public static async Task Read(Microsoft.AspNetCore.Http.HttpContext context, HttpClient client) { using var activity = source.StartActivity(\"read\"); await client.GetStringAsync(\"/\"); }"),
        ("OBS3021", "Dapper", "public static int Place(Microsoft.Data.Sqlite.SqliteConnection connection) { using var activity = source.StartActivity(\"place\"); return Dapper.SqlMapper.Execute(connection, \"DELETE FROM orders\"); }"),
        ("OBS3021", "System.Data.SQLite", Asked("System.Data.SQLite", "SQLiteCommand")),
        ("OBS3021", "System.Data.Odbc", Asked("System.Data.Odbc", "OdbcCommand")),
        ("OBS3021", "System.Data.OleDb", Asked("System.Data.OleDb", "OleDbCommand")),
        ("OBS3021", "Npgsql", Asked("Npgsql", "NpgsqlCommand")),
        ("OBS3021", "MySqlConnector", Asked("MySqlConnector", "MySqlCommand")),
        ("OBS3022", OpenTelemetry, "public static void Import(OpenTelemetry.Trace.TelemetrySpan span) { OpenTelemetry.Trace.Tracer.WithSpan(span); " + Work + " }"),
        ("OBS3023", OpenTelemetry, "static Task Acquire(OpenTelemetry.Trace.Tracer tracer) { var span = tracer.StartActiveSpan(\"acquire\"); return End(span); } static async Task End(OpenTelemetry.Trace.TelemetrySpan span) { await Task.Yield(); span.End(); }"),
        ("OBS4001", OpenTelemetry, "public static void Load(" + Tracer + ") { var span = tracer.StartActiveSpan(\"load\"); span.SetAttribute(\"shop.kind\", 1); }"),
        ("OBS4005", OpenTelemetry, "public static void Load(" + Tracer + ") { using var span = tracer.StartActiveSpan(\"load\"); try { Console.WriteLine(); } catch (Exception e) { span.RecordException(e); throw; } }"),
        ("OBS4011", Meters, "static void Record(double seconds) => meter.CreateHistogram<double>(\"http.server.request.duration\", \"s\", \"Requests.\").Record(seconds, new KeyValuePair<string, object?>(\"http.request.method\", \"GET\"));"),
        ("OBS4013", OpenTelemetry, "public static void Load(" + Tracer + ") { var outer = tracer.StartActiveSpan(\"load\"); var inner = tracer.StartActiveSpan(\"read\"); outer.End(); inner.End(); }"),
        ("OBS4006", OpenTelemetry, "static void Place(" + Tracer + ", Guid id) { using var span = tracer.StartActiveSpan($\"place {id}\"); }"),
        ("OBS4008", OpenTelemetry, "static void Tell(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute(\"orderKind\", 1);"),
        ("OBS4009", OpenTelemetry, "static void Tell(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute(\"http.method\", \"GET\");"),
        ("OBS4009", Meters, "static void Count() => meter.CreateCounter<long>(\"shop.calls\", \"{call}\", \"Calls.\").Add(1, new KeyValuePair<string, object?>(\"http.method\", \"GET\"));"),
        ("OBS4010", OpenTelemetry, "static void Tell(OpenTelemetry.Trace.TelemetrySpan span) => span.SetAttribute(\"http.response.status_code\", \"200\");"),
        ("OBS4010", Meters, "static void Count() => meter.CreateCounter<long>(\"shop.calls\", \"{call}\", \"Calls.\").Add(1, new KeyValuePair<string, object?>(\"http.response.status_code\", \"200\"));"),
        ("OBS4011", OpenTelemetry, "static void Ask(" + Tracer + ") { using var span = tracer.StartActiveSpan(\"GET\", OpenTelemetry.Trace.SpanKind.Client); Console.WriteLine(); }"),
        ("OBS5004", "MySqlConnector", "using OpenTelemetry; using OpenTelemetry.Trace;\nSdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build(); new MySqlConnector.MySqlConnection();\nnamespace MySqlConnector { public class MySqlConnection; }"),
        ("OBS5014", Meters, "class Orders { public void Place() => new Meter(\"Shop\").CreateCounter<int>(\"shop.orders\").Add(1); }"),
        ("OBS5014", AspNetCore, "public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Meter meter = new(\"Shop\"); }"),
        ("OBS5017", Meters, "meter.CreateHistogram<double>(\"shop.wait\", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [2, 1] });"),
    ];

    private const string Tracer = "OpenTelemetry.Trace.Tracer tracer", Work = "using var audit = source.StartActivity(\"audit\");";

    /// <summary>The rules about code, with each library that their sections name.</summary>
    public static TheoryData<string, string> Named => [.. from section in Manual.Sections where section.Examples.All(example => !example.IsOptions) from library in LibrariesOf(section) select (section.Id, library)];

    [Theory, MemberData(nameof(Named))]
    public async Task Library_that_is_named_is_judged(string id, string library)
    {
        var section = Manual.Find(id)!;
        foreach (var code in section.Examples.Select(example => example.Bad).Concat(Snippets.Where(snippet => snippet.Id == id && snippet.Library == library).Select(snippet => snippet.Code)))
        {
            var project = TestProject.Create(Markup.Parse(code), section.Options);
            await TestProject.AssertCompilesAsync(project);
            var found = await TestProject.DiagnosticsAsync(project, RuleCatalog.Find(id));
            if (found.Any() && Uses((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, Types[library])) return;
        }
        Assert.Fail($"{id} reports nothing that uses {library}, as far as the examples of its section and the snippets here show.");
    }

    [Fact]
    public void Every_snippet_is_needed() => Assert.All(Snippets, snippet => Assert.Contains(snippet.Library, LibrariesOf(Manual.Find(snippet.Id)!)));

    /// <summary>What the manual says of EventCounters.</summary>
    [Fact]
    public async Task No_rule_judges_the_names_of_event_counters()
    {
        var project = TestProject.Create(Markup.Parse("class Shop : EventSource { object Make() => new IncrementingEventCounter(\"Process Restarts_count:total ms\", this) { DisplayUnits = \"bytes\" }; }"), ["observability_lint.required_prefix = shop_"]);
        await TestProject.AssertCompilesAsync(project);
        Assert.Empty(await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All]));
    }

    private static string[] LibrariesOf(Section section) => section.Says("Applies to").TrimEnd('.').Split(", ");

    private static bool Uses(Compilation compilation, string[] starts)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) != Snippet.UsingsFile))
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
                if (compilation.GetSemanticModel(tree).GetSymbolInfo(name).Symbol is { } symbol && (symbol as INamedTypeSymbol ?? symbol.ContainingType)?.ToDisplayString() is { } type
                    && starts.Any(start => type.StartsWith(start, StringComparison.Ordinal))) return true;
        return false;
    }

    private static string Attribute(string attribute) => $"#pragma warning disable EXTEXP0003\nusing Microsoft.Extensions.Diagnostics.Metrics;\nclass Orders {{ }}\nstatic class Shop {{ [{attribute}] static Orders Make(Meter made) => new(); }}";

    private static string View(string name) => $"static void Configure(MeterProviderBuilder builder) => builder.AddView(\"shop.orders.placed\", \"{name}\");";

    private static string RequestTag(string key, string value) => $"static void Tell(Microsoft.AspNetCore.Http.Features.IHttpMetricsTagsFeature feature, Exception e) => feature.Tags.Add(new KeyValuePair<string, object?>(\"{key}\", {value}));";

    private static string ClientTag(string key, string value) => $"static void Tell(System.Net.Http.Metrics.HttpMetricsEnrichmentContext context, Exception e) => context.AddCustomTag(\"{key}\", {value});";

    private static string Placed(string statement) => $"public static void Place({Tracer}) {{ using var span = tracer.StartActiveSpan(\"place\"); {statement} }}";

    private static string Action(string statement, string member = "") => $"public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase {{ {member} public void Place() {{ {statement} }} }}";

    /// <summary>A worker of the host reads what the code writes.</summary>
    private static string Queued(string writer)
        => "sealed record Order;\nsealed class Worker : Microsoft.Extensions.Hosting.BackgroundService { public static readonly System.Collections.Concurrent.BlockingCollection<Order> Queue = new(); "
            + "protected override async Task ExecuteAsync(CancellationToken stop) { await Task.Yield(); foreach (var order in Queue.GetConsumingEnumerable(stop)) { " + Work + " } } }\n" + InType(writer);

    private static string Posted(string writer)
        => "using System.Threading.Tasks.Dataflow;\nsealed record Order;\nstatic class Blocks { public static readonly ActionBlock<Order> Block = new ActionBlock<Order>(order => { " + Work + " }); }\n" + InType(writer);

    /// <summary>Providers that the tests do not reference are known by the namespace of their commands.</summary>
    private static string Asked(string provider, string command)
        => $"public static class Orders {{ public static void Place({provider}.{command} command) {{ using var activity = source.StartActivity(\"place\"); command.ExecuteNonQuery(); }}\npublic static object Pipeline() => OpenTelemetry.Sdk.CreateTracerProviderBuilder(); }}"
            + (provider == "Npgsql" ? "" : $"\nnamespace {provider} {{ public abstract class {command} : DbCommand {{ }} }}");

    private static string InType(string member) => member.StartsWith("public class", StringComparison.Ordinal) ? member : $"public static class Orders {{ {member} }}";
}
