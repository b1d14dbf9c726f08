using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>One cause, one diagnostic: all rules together say of a fault what the one rule about it says, and several faults of a name never make fixes fight.</summary>
public class OneCause
{
    /// <summary>Rules on metrics that keep quiet without options: the prefix is only missed where one is required, and labels are only too many where a list is given.</summary>
    public static IEnumerable<string> OnlyWithOptions => ["OBS1014", "OBS2006"];

    /// <summary>One fault, and who speaks of it.</summary>
    public static TheoryData<string, string> SingleFaults => new()
    {
        { "OBS1001", """Metrics.CreateCounter("shop-orders_total", "Orders.");""" },
        { "OBS1001", """Metrics.CreateGauge("shop.orders", "Orders.");""" },
        { "OBS1001", """Metrics.CreateGauge("shop orders", "Orders.");""" },
        { "OBS1001", """Metrics.CreateGauge("2nd_orders", "Orders.");""" },
        { "OBS1001", """meter.CreateCounter<long>("shop orders", "{order}", "Orders.");""" },
        { "OBS1001", """meter.CreateCounter<long>("_shop.orders", "{order}", "Orders.");""" },
        { "OBS1002", """Metrics.CreateCounter("shopOrders_total", "Orders.");""" },
        { "OBS1002", """Metrics.CreateCounter("SHOP_ORDERS_TOTAL", "Orders.");""" },
        { "OBS1002", """meter.CreateCounter<long>("ShopOrders", "{order}", "Orders.");""" },
        { "OBS1002", """meter.CreateCounter<long>("shop.new-orders", "{order}", "Orders.");""" },
        { "OBS1002", """meter.CreateCounter<long>("shop/orders", "{order}", "Orders.");""" },
        { "OBS1003", """Metrics.CreateCounter("shop_orders", "Orders.");""" },
        { "OBS1004", """Metrics.CreateGauge("shop_orders_total", "Orders.");""" },
        { "OBS1004", """Metrics.CreateHistogram("shop_orders_total", "Orders.");""" },
        { "OBS1004", """meter.CreateUpDownCounter<long>("shop.orders.total", "{order}", "Orders.");""" },
        { "OBS1004", """meter.CreateHistogram<long>("shop.orders_total", "{order}", "Orders.");""" },
        { "OBS1005", """Metrics.CreateCounter("shop_jobs_count", "Jobs.");""" },
        { "OBS1005", """Metrics.CreateGauge("shop_jobs_sum", "Jobs.");""" },
        { "OBS1005", """Metrics.CreateGauge("shop_jobs_bucket", "Jobs.");""" },
        { "OBS1005", """Metrics.CreateGauge("shop_jobs_created", "Jobs.");""" },
        { "OBS1005", """meter.CreateGauge<long>("shop.jobs.sum", "{job}", "Jobs.");""" },
        { "OBS1006", """Metrics.CreateGauge("shop_orders_gauge", "Orders.");""" },
        { "OBS1006", """Metrics.CreateCounter("shop_orders_counter_total", "Orders.");""" },
        { "OBS1006", """meter.CreateCounter<long>("shop.orders.counter", "{order}", "Orders.");""" },
        { "OBS1007", """Metrics.CreateHistogram("shop_latency_milliseconds", "Latency.");""" },
        { "OBS1007", """Metrics.CreateGauge("shop_cache_kilobytes", "Cache.");""" },
        { "OBS1007", """Metrics.CreateGauge("shop_load_percent", "Load.");""" },
        { "OBS1007", """Metrics.CreateCounter("shop_busy_minutes_total", "Busy.");""" },
        { "OBS1008", """Metrics.CreateHistogram("shop_latency_ms", "Latency.");""" },
        { "OBS1008", """Metrics.CreateHistogram("shop_latency_s", "Latency.");""" },
        { "OBS1008", """Metrics.CreateCounter("shop_read_kb_total", "Read.");""" },
        { "OBS1009", """meter.CreateCounter<long>("shop.orders.total", "{order}", "Orders.");""" },
        { "OBS1009", """meter.CreateCounter<long>("shop.orders_total", "{order}", "Orders.");""" },
        { "OBS1009", """meter.CreateHistogram<double>("shop.request_seconds", "s", "Requests.");""" },
        { "OBS1009", """meter.CreateHistogram<double>("shop.request_duration_ms", null, "Requests.");""" },
        { "OBS1010", """meter.CreateHistogram<double>("shop.request.duration", "seconds", "Requests.");""" },
        { "OBS1010", """meter.CreateHistogram<double>("shop.request.size", "bytes", "Requests.");""" },
        { "OBS1010", """meter.CreateCounter<long>("shop.requests", "requests", "Requests.");""" },
        { "OBS1011", """meter.CreateHistogram<double>("shop.request.duration", null, "Requests.");""" },
        { "OBS1012", """Metrics.CreateCounter("shop_orders_total", "");""" },
        { "OBS1012", """Metrics.CreateCounter("shop_orders_total", string.Empty);""" },
        { "OBS1012", """meter.CreateCounter<long>("shop.orders", "{order}");""" },
        { "OBS1013", """Metrics.CreateCounter("process_orders_total", "Orders.");""" },
        { "OBS1013", """Metrics.CreateGauge("up", "Up.");""" },
        { "OBS1015", """Metrics.CreateCounter("shop:orders_total", "Orders.");""" },
        { "OBS1016", """var kind = Console.ReadLine(); Metrics.CreateCounter($"shop_{kind}_total", "Orders.");""" },
        { "OBS1017", """Metrics.CreateGauge("shop_orders", "Orders."); meter.CreateHistogram<long>("shop.orders", "{order}", "Orders.");""" },
        { "OBS1017", """Metrics.CreateHistogram("shop_wait_seconds", "Wait."); Metrics.CreateGauge("shop_wait_seconds_count", "Waits.");""" },
        { "OBS1018", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders."); meter.CreateCounter<int>("shop.orders", "{order}", "Orders.");""" },
        { "OBS1019", """meter.CreateCounter<uint>("shop.orders", "{order}", "Orders.");""" },
        { "OBS1019", """meter.CreateCounter<decimal>("shop.orders", "{order}", "Orders.");""" },
        { "OBS1020", """var orders = meter.CreateCounter<long>("shop.orders", "{order}", "Orders."); orders.Add(-1);""" },
        { "OBS1020", """var orders = meter.CreateCounter<long>("shop.active_orders", "{order}", "Orders."); orders.Add(-1);""" },
        { "OBS1020", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders."); orders.Inc(-1);""" },
        { "OBS1021", """meter.CreateCounter<long>("shop.active_orders", "{order}", "Orders.");""" },
        { "OBS1021", """meter.CreateObservableCounter("shop.threads", () => ThreadPool.ThreadCount, "{thread}", "Threads.");""" },
        { "OBS1022", """var wait = meter.CreateHistogram<double>("shop.wait", "s", "Waits."); wait.Record(TimeSpan.Zero.TotalMilliseconds);""" },
        { "OBS1022", """var wait = Metrics.CreateHistogram("shop_wait_seconds", "Waits."); wait.Observe(TimeSpan.Zero.Seconds);""" },
        { "OBS1021", """Metrics.CreateCounter("shop_orders_in_flight_total", "Orders.");""" },
        { "OBS1023", """Metrics.CreateHistogram("shop_request_bytes", "Requests.");""" },
        { "OBS1024", """Metrics.CreateHistogram("shop_request_duration", "Requests.");""" },
        { "OBS1024", """Metrics.CreateGauge("shop_backup_age", "Age of the backup in minutes.");""" },
        { "OBS1025", """var orders = Metrics.CreateGauge("shop_orders", "Orders."); orders.Inc();""" },
        { "OBS1025", """meter.CreateObservableGauge("shop.collections", () => GC.CollectionCount(0), "{collection}", "Collections.");""" },
        { "OBS2001", """Metrics.CreateCounter("shop_orders_total", "Orders.", "order-kind");""" },
        { "OBS2001", """Metrics.CreateCounter("shop_orders_total", "Orders.", "order.kind");""" },
        { "OBS2001", """Metrics.CreateCounter("shop_orders_total", "Orders.", "__kind");""" },
        { "OBS2001", """Metrics.CreateCounter("shop_orders_total", "Orders.", "Order Kind");""" },
        { "OBS2001", """Metrics.CreateHistogram("shop_orders_seconds", "Orders.", "le");""" },
        { "OBS2001", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("", "online"));""" },
        { "OBS2002", """Metrics.CreateCounter("shop_orders_total", "Orders.", "orderKind");""" },
        { "OBS2002", """Metrics.CreateCounter("shop_orders_total", "Orders.", "Job");""" },
        { "OBS2002", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("Order.Kind", "online"));""" },
        { "OBS2002", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("order-kind", "online"));""" },
        { "OBS2002", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "orderKind"); orders.WithLabels("online").Inc(); orders.WithLabels("shop").Inc();""" },
        { "OBS2003", """Metrics.CreateCounter("shop_orders_total", "Orders.", "job");""" },
        { "OBS2003", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("instance", "a"));""" },
        { "OBS2004", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "user_id"); orders.WithLabels(Guid.NewGuid().ToString()).Inc();""" },
        { "OBS2004", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("timestamp", DateTime.UtcNow));""" },
        { "OBS2005", """var user = Console.ReadLine(); var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "user_id"); orders.WithLabels(user!).Inc();""" },
        { "OBS2005", """var user = Console.ReadLine(); meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("user.id", user));""" },
        { "OBS2007", """void Count(ConsoleKey a, ConsoleKey b) => meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new("a", a), new("b", b)); foreach (var key in Enum.GetValues<ConsoleKey>()) Count(key, key);""" },
        { "OBS2008", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind"); orders.WithLabels("online", "eu").Inc();""" },
        { "OBS2008", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders."); orders.WithLabels("online").Inc();""" },
        { "OBS2009", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", "region"); string kind = "a", region = "b"; orders.WithLabels(region, kind).Inc();""" },
        { "OBS2010", """var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind"); orders.Inc();""" },
        { "OBS2011", """Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", "kind");""" },
        { "OBS2011", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("kind", "b"));""" },
        { "OBS2012", """var orders = meter.CreateCounter<long>("shop.orders", "{order}", "Orders."); orders.Add(1, new KeyValuePair<string, object?>("kind", "a")); orders.Add(1);""" },
        { "OBS2013", """var email = Console.ReadLine(); var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "email"); orders.WithLabels(email!).Inc();""" },
        { "OBS2013", """var text = Guid.NewGuid().ToString(); meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("access_token", text));""" },
        { "OBS2014", """var region = Console.ReadLine(); var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "region"); orders.WithLabels(region!).Inc();""" },
        { "OBS2015", """var region = Console.ReadLine(); var orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "region"); orders.WithLabels(nameof(region)).Inc();""" },
        { "OBS5012", """class Setup { void Run() { using var provider = OpenTelemetry.Trace.TracerProviderBuilderExtensions.Build(OpenTelemetry.Trace.OtlpTraceExporterHelperExtensions.AddOtlpExporter(OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddSource("Shop.*"))); } }""" },
        { "OBS5013", """public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase { public OrdersController(Queue<int> orders) => meter.CreateObservableGauge("shop.orders.queued", () => orders.Count, "{order}", "Orders that wait."); }""" },
        { "OBS5014", """public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Meter own = new("Shop.Orders"); public OrdersController(Queue<int> orders) => own.CreateObservableGauge("shop.orders.queued", () => orders.Count, "{order}", "Orders that wait."); }""" },
        { "OBS2015", """var kind = ConsoleKey.A; meter.CreateCounter<long>("shop.orders", "{order}", "Orders.").Add(1, new KeyValuePair<string, object?>("kind", nameof(kind)));""" },
        { "OBS2013", """void Do(string password) { using var activity = source.StartActivity($"sign in {password}"); }""" },
        { "OBS3023", """Task Do(HttpClient http) { var activity = source.StartActivity("load"); return Finish(activity, http.GetAsync("http://stock/")); } async Task Finish(Activity? activity, Task pending) { try { await pending; } finally { activity?.Stop(); } }""" },
        { "OBS4001", """void Do(bool isFull) { var activity = source.StartActivity("reserve"); if (isFull) return; activity?.Stop(); }""" },
        { "OBS4001", """void Do() { Activity? activity = null; for (var i = 0; i < 3; i++) activity = source.StartActivity("round"); activity?.Stop(); }""" },
        { "OBS4002", """void Do() { using var activity = source.CreateActivity("pay", ActivityKind.Internal); activity?.SetTag("shop.kind", "card"); }""" },
        { "OBS4002", """void Do() { var activity = source.CreateActivity("pay", ActivityKind.Internal); activity?.SetTag("shop.kind", "card"); }""" },
        { "OBS4003", """void Do() { using var activity = new Activity("import").Start(); }""" },
        { "OBS4003", """void Do() { using var activity = new Activity("import").Start(); Activity.Current?.SetTag("shop.kind", "card"); using var row = source.StartActivity("row"); }""" },
        { "OBS4004", "#nullable disable\nclass Shop { void Do() { using var activity = source.StartActivity(\"pay\"); activity.SetTag(\"shop.kind\", \"card\"); } }" },
        { "OBS4005", """void Do() { using var activity = source.StartActivity("pay"); try { Console.WriteLine(); } catch (Exception ex) { Console.WriteLine(ex.Message); throw; } }""" },
        { "OBS4005", """void Do() { var activity = source.StartActivity("pay"); try { Console.WriteLine(); } catch (Exception ex) { activity?.AddException(ex); throw; } finally { activity?.Stop(); } }""" },
        { "OBS4007", """void Do() { Activity.Current?.Stop(); }""" },
        { "OBS4007", """void Do() { while (Activity.Current != null) Activity.Current.Stop(); }""" },
        { "OBS4011", """void Do() { using var activity = source.StartActivity("load", ActivityKind.Client); activity?.SetTag("db.query.text", "SELECT 1"); }""" },
        { "OBS4012", """Activity? Do() { using var activity = source.StartActivity("accept"); return activity; }""" },
        { "OBS4012", """class Shop { Activity? last; public void Do() { using var activity = source.StartActivity("accept"); last = activity; } }""" },
        { "OBS4013", """void Do() { var order = source.StartActivity("order"); var payment = source.StartActivity("payment"); order?.Stop(); payment?.Stop(); }""" },
        { "OBS4006", """void Do(Guid id) { using var activity = source.StartActivity($"order {id}"); }""" },
        { "OBS4006", """static Activity? Begin(string name) => source.StartActivity(name); static void Do(Guid userId) { using var activity = Begin($"user {userId}"); }""" },
        { "OBS4008", """Activity.Current?.SetTag("orderKind", "online");""" },
        { "OBS4009", """Activity.Current?.SetTag("http.method", "GET");""" },
        { "OBS4009", """Activity.Current?.SetTag("db.cosmosdb.regions_contacted", "eu");""" },
        { "OBS4010", """Activity.Current?.SetTag("http.response.status_code", "200");""" },
        { "OBS4010", """Activity.Current?.SetTag("http.request.method", "get");""" },
        { "OBS5005", """void Do(OpenTelemetry.Trace.TracerProviderBuilder b) => OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(b, new OpenTelemetry.Trace.TraceIdRatioBasedSampler(0.1));""" },
        { "OBS5007", """void Do(OpenTelemetry.Trace.TracerProviderBuilder b) => OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(b, new OpenTelemetry.Trace.TraceIdRatioBasedSampler(1.5));""" },
        { "OBS5006", """using OpenTelemetry.Trace; sealed class Own : Sampler { public override SamplingResult ShouldSample(in SamplingParameters parameters) => new(Random.Shared.NextDouble() < 0.1); } static class Setup { static void Do(TracerProviderBuilder b) => b.SetSampler(new Own()); }""" },
        { "OBS5008", """using OpenTelemetry.Trace; static class Setup { static void Do(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()); }""" },
        // Of two samplers the first is lost, whatever it would do.
        { "OBS5007", """using OpenTelemetry.Trace; static class Setup { static void Do(TracerProviderBuilder b) => b.SetSampler(new AlwaysOnSampler()).SetSampler(new ParentBasedSampler(new AlwaysOnSampler())); }""" },
        { "OBS5007", """void Do(OpenTelemetry.Trace.TracerProviderBuilder b) { OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(b, new OpenTelemetry.Trace.TraceIdRatioBasedSampler(0.1)); OpenTelemetry.Trace.TracerProviderBuilderExtensions.SetSampler(b, new OpenTelemetry.Trace.AlwaysOffSampler()); }""" },
        // What nobody builds listens to nothing, registered or not.
        { "OBS5015", """using Microsoft.Extensions.DependencyInjection; using OpenTelemetry.Trace; new ServiceCollection().AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Stock"));""" },
    };

    private const string Documented = "/// <summary>Orders placed.</summary>\n";

    /// <summary>Several faults of one name, what is said of them, and the one text that all of their fixes lead to.</summary>
    public static TheoryData<string, string, string> SeveralFaults => new()
    {
        { "OBS1002 OBS1003 OBS1008", """Metrics.CreateCounter("shopRequestsMs", "Requests.");""", """Metrics.CreateCounter("shop_requests_seconds_total", "Requests.");""" },
        { "OBS1002 OBS1003", """Metrics.CreateCounter("ShopOrders", "Orders.");""", """Metrics.CreateCounter("shop_orders_total", "Orders.");""" },
        { "OBS1003 OBS1006", """Metrics.CreateCounter("shop_orders_counter", "Orders.");""", """Metrics.CreateCounter("shop_orders_total", "Orders.");""" },
        { "OBS1002 OBS1004 OBS1006", """Metrics.CreateGauge("shopQueueGauge_total", "Queue.");""", """Metrics.CreateGauge("shop_queue", "Queue.");""" },
        { "OBS1001 OBS1003", """Metrics.CreateCounter("shop.orders", "Orders.");""", """Metrics.CreateCounter("shop_orders_total", "Orders.");""" },
        { "OBS1003 OBS1015", """Metrics.CreateCounter("shop:orders", "Orders.");""", """Metrics.CreateCounter("shop_orders_total", "Orders.");""" },
        { "OBS1002 OBS1007", """Metrics.CreateHistogram("shopLatency_milliseconds", "Latency.");""", """Metrics.CreateHistogram("shop_latency_seconds", "Latency.");""" },
        { "OBS1001 OBS1008", """Metrics.CreateGauge("shop-cache_kb", "Cache.");""", """Metrics.CreateGauge("shop_cache_bytes", "Cache.");""" },
        { "OBS1002 OBS1009", """meter.CreateCounter<long>("Shop.Orders_Total", "{order}", "Orders.");""", """meter.CreateCounter<long>("shop.orders", "{order}", "Orders.");""" },
        { "OBS1002 OBS1009", """meter.CreateHistogram<double>("shop.request-seconds", "s", "Requests.");""", """meter.CreateHistogram<double>("shop.request", "s", "Requests.");""" },
        { "OBS1009 OBS1010", """meter.CreateHistogram<double>("shop.request_seconds", "seconds", "Requests.");""", """meter.CreateHistogram<double>("shop.request", "s", "Requests.");""" },
        { "OBS1001 OBS1009", """meter.CreateHistogram<double>("shop request ms", null, "Requests.");""", """meter.CreateHistogram<double>("shop_request", "ms", "Requests.");""" },
        { "OBS1002 OBS1009 OBS1012", Documented + """static readonly Counter<long> C = meter.CreateCounter<long>("Shop.Orders.Total", "{order}");""", Documented + """static readonly Counter<long> C = meter.CreateCounter<long>("shop.orders", "{order}", description: "Orders placed.");""" },
        { "OBS1002 OBS1003 OBS1012", Documented + """static readonly Counter C = Metrics.CreateCounter("shopOrders", "");""", Documented + """static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders placed.");""" },
        { "OBS1002 OBS1010", """meter.CreateGauge<long>("shopJobs.sum", "jobs", "Jobs.");""", """meter.CreateGauge<long>("shop_jobs", "{job}", "Jobs.");""" },
    };

    /// <summary>The same for a unit that only the help tells: the fixes of other faults of the name do not read it.</summary>
    public static TheoryData<string, string, string> UnitsInHelp => new()
    {
        { "OBS1002 OBS1024", """Metrics.CreateHistogram("shopRequestDuration", "Time of a request in seconds.");""", """Metrics.CreateHistogram("shop_request_duration_seconds", "Time of a request in seconds.");""" },
        { "OBS1004 OBS1024", """Metrics.CreateGauge("shop_wait_time_total", "Time in the queue, in seconds.");""", """Metrics.CreateGauge("shop_wait_time_seconds", "Time in the queue, in seconds.");""" },
    };

    [Theory, MemberData(nameof(SingleFaults))]
    public async Task One_fault_is_reported_by_one_rule(string id, string code)
    {
        var project = TestProject.Create(Markup.Parse(code));
        await TestProject.AssertCompilesAsync(project);
        Assert.Equal(id, await IdsAsync(project));
    }

    [Theory, MemberData(nameof(SeveralFaults)), MemberData(nameof(UnitsInHelp))]
    public async Task Several_faults_are_reported_each_and_lead_to_one_text(string ids, string code, string good)
    {
        var project = TestProject.Create(Markup.Parse(code));
        await TestProject.AssertCompilesAsync(project);
        Assert.Equal(ids, await IdsAsync(project));
        var expected = await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(good)));
        foreach (var order in Orders([.. ids.Split(' ').Select(RuleCatalog.Find)]))
        {
            // Whatever is fixed first, and also with every rule's fix-all in a row.
            Assert.Equal(expected, await TestProject.TextOfAsync(await InOrderAsync(project, order)));
            Assert.Equal(expected, await TestProject.TextOfAsync(await FixRunner.AllAsync(project, [.. order])));
        }
    }

    /// <summary>Not only in the end: the first fix of a name already writes the one that no rule minds.</summary>
    [Theory, MemberData(nameof(SeveralFaults))]
    public async Task Each_rename_writes_the_name_that_satisfies_all(string ids, string code, string good)
    {
        var project = TestProject.Create(Markup.Parse(code));
        var name = good.Split('"')[1];
        foreach (var rule in ids.Split(' ').Where(id => FixRunner.FixOf(id) is RenameFix).Select(RuleCatalog.Find))
            Assert.Contains($"\"{name}\"", await TestProject.TextOfAsync(await FixRunner.OneByOneAsync(project, rule)), StringComparison.Ordinal);
    }

    private static async Task<Project> InOrderAsync(Project project, IEnumerable<Rule> rules)
    {
        foreach (var rule in rules) project = await FixRunner.OneByOneAsync(project, rule);
        return project;
    }

    private static async Task<string> IdsAsync(Project project)
        => string.Join(' ', (await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All])).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));

    private static IEnumerable<ImmutableArray<Rule>> Orders(ImmutableArray<Rule> rules)
    {
        if (rules.IsEmpty) yield return rules;
        foreach (var first in rules)
            foreach (var rest in Orders(rules.Remove(first)))
                yield return rest.Insert(0, first);
    }
}
