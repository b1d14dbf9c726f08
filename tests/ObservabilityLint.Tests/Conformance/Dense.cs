namespace ObservabilityLint.Tests.Conformance;

/// <summary>Snippets with much telemetry and many language features in little space, for tests that cut code off anywhere.</summary>
internal static class Dense
{
    public const string Prometheus = """
        static class Names { public const string Prefix = "shop_", Orders = Prefix + "ordersTotal", Raw = @"shop_queue_ms"; public static readonly string[] Labels = ["method", "code"]; }
        class Registry(IMetricFactory factory, string prefix)
        {
            public static readonly Counter Orders = Metrics.CreateCounter(Names.Orders, "Orders.", new CounterConfiguration { LabelNames = Names.Labels });
            private readonly Histogram latency = factory.CreateHistogram($"{Names.Prefix}latency_milliseconds", "Latency.", new HistogramConfiguration { Buckets = [1, 10, 100], LabelNames = new[] { "route" } });
            private static readonly Gauge Depth = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateGauge("shop:queueDepth_total", "");
            public Summary Sizes { get; } = Metrics.CreateSummary(help: "Sizes.", name: "shop_sizes_kb_summary");
            public Counter Make(string name) => factory.CreateCounter(prefix + name, name + " of the shop.");
            public async Task Work(int items)
            {
                var watch = Stopwatch.StartNew();
                using (latency.WithLabels("a").NewTimer()) await Task.Delay(items);
                latency.WithLabels("b").Observe(watch.ElapsedMilliseconds);
                Orders.WithLabels("GET", "200").Inc(-1);
                foreach (var item in Enumerable.Range(0, items).Select(i => i * 2)) Make($"shop_{item}_count").Inc(item);
                await Metrics.WithManagedLifetime(TimeSpan.FromMinutes(5)).CreateCounter("shop_leased", "Leased.", ["kind"]).WithLeaseAsync(async counter => { counter.Inc(); await Task.Yield(); }, "x");
            }
        }
        """;

    public const string OpenTelemetry = """
        using Microsoft.Extensions.Diagnostics.Metrics;
        public sealed record Shop(IMeterFactory Factory) : IDisposable
        {
            private static readonly Meter Own = new(new MeterOptions("Shop.Orders") { Version = "1.0" });
            private readonly Counter<long> orders = Own.CreateCounter<long>("ShopOrders.total", unit: "orders", description: "Orders.");
            private readonly Histogram<double> duration = Own.CreateHistogram<double>("shop.request_duration_ms", "ms");
            private readonly UpDownCounter<int> active = Own.CreateUpDownCounter<int>(name: "shop.active-orders");
            private readonly Counter<uint> wrong = Own.CreateCounter<uint>("http.requests.count");
            public ObservableGauge<double> Load { get; } = Own.CreateObservableGauge("shop.load", () => new Measurement<double>(0.5, new KeyValuePair<string, object?>("cpu", 1)), "percent");
            private ObservableCounter<int>? pending;
            private Counter<T> Count<T>(string name, string? unit = null) where T : struct => Factory.Create("Shop").CreateCounter<T>("shop." + name, unit);
            public void Run(params object[] values)
            {
                pending ??= Own.CreateObservableCounter<int>("shop.pending_requests", () => values.Length switch { > 3 => 1, _ => 0 });
                Count<int>("errors", "{error}").Add(-values.Length, new TagList { { "kind", nameof(Run) } });
                void Local(string name) { if (name is { Length: > 0 } other) Own.CreateHistogram<decimal>(other + "_seconds"); }
                Local("process.cpu"); Local($"shop.{values.Length}.x");
                duration.Record(Stopwatch.GetElapsedTime(0).TotalMilliseconds); orders.Add(1);
            }
            public void Dispose() => Own.Dispose();
        }
        static partial class Generated
        {
            [Counter("region", Name = "ShopClicks")] public static partial Clicks CreateClicks(Meter meter);
            [Histogram<double>("region")] public static partial Taps CreateTaps(Meter meter);
        }
        """;

    public const string Others = """"
        using OpenTelemetry;
        var source = new EventSource("Shop");
        var polling = new PollingCounter("queue length", source, () => 1) { DisplayName = "Queue", DisplayUnits = "MB" };
        var incrementing = new IncrementingEventCounter("requests-total", source) { DisplayRateTimeScale = TimeSpan.FromSeconds(1) };
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("Shop").AddView("shop.orders", "shopOrders_ms")
            .AddView(instrument => instrument.Name == "x" ? new ExplicitBucketHistogramConfiguration { Boundaries = [1, 2], Name = "X-Y" } : null).Build();
        for (var i = 0; i < 3; i++)
        {
            try { Helper.Count("shop_" + i); Helper.Count(name: "shop_helper"); }
            catch (Exception e) when (e.Message is """raw""") { Metrics.CreateCounter(string.Format("shop_{0}_total", e.GetType().Name), e.Message).Inc(); }
        }
        static class Helper
        {
            public static void Count(string name, string help = "Counted.") => Metrics.CreateCounter(name, help).Inc();
            #if NEVER
            public static Counter Hidden = Metrics.CreateCounter("hidden", "");
            #endif
        }
        """";

    public const string Labels = """
        using OpenTelemetry;
        static class Shop
        {
            public static readonly Counter Requests = Metrics.WithLabels(new Dictionary<string, string> { ["appName"] = "shop" }).CreateCounter("shop_requests_total", "Requests.", "method", "statusCode", "le");
            public static readonly Counter<long> Orders = new Meter("Shop", "1", [new("Shop-Kind", 1)]).CreateCounter<long>("shop.orders", "{order}", "Orders.", tags: new TagList { { "job", null } });
            public static readonly KeyValuePair<string, object?> Region = new("Region", Environment.MachineName);
            public static readonly KeyValuePair<string, object?>[] Both = [Region, new("a", 1)];
            public static readonly ActivitySource Source = new("Shop");
        }
        class Use(string statusCode, string method)
        {
            private static IEnumerable<Measurement<int>> Observe() { yield return new Measurement<int>(1, Shop.Both); yield return new(2, [Shop.Region, .. Shop.Both]); }
            object gauge = new Meter("x").CreateObservableGauge("shop.load", Observe, "1", "Load.");
            public void Run(HashSet<string> seen, params KeyValuePair<string, object?>[] more)
            {
                Shop.Requests.WithLabels(statusCode, method, seen.First().ToString()).Inc(1, Prometheus.Exemplar.From(Prometheus.Exemplar.Pair("trace_id", "x"), Prometheus.Exemplar.Key("order").WithValue(statusCode)));
                Shop.Requests.WithLabels([method, statusCode]).Inc(); Shop.Requests.Inc(); Shop.Requests?.RemoveLabelled(new[] { "a" }.AsSpan().ToArray());
                TagList tags = [new("orderKind", method), Shop.Region];
                foreach (var item in seen) { if (seen.Add(item)) tags.Add("orderKind", item); else tags[0] = new(item, $"{item}"); Shop.Orders.Add(seen.Count, in tags); }
                Shop.Orders.Add(1, [.. more, new KeyValuePair<string, object?>("", null)]); Shop.Orders.Add(1); Shop.Orders.Add(1, Shop.Region, Shop.Region);
                using var span = Shop.Source.StartActivity("run", ActivityKind.Client, default(ActivityContext), new Dictionary<string, object?> { { "a", 1 }, { "b", 2 } });
                span?.SetTag("user.id", statusCode)?.AddBaggage("k", method).AddEvent(new("e", tags: new() { ["Key"] = method, [""] = 1 }));
                Baggage.Current.SetBaggage("a", "b"); Baggage.SetBaggage([new("c", "d")]);
                Metrics.WithManagedLifetime(TimeSpan.Zero).CreateGauge("shop_open", "Open.", ["kind"]).WithExtendLifetimeOnUse().WithLabels("a", "b").Set(1);
            }
        }
        """;

    public const string Scheduled = """
        using Microsoft.Data.Sqlite;
        using OpenTelemetry;
        public class OrdersController(HttpClient http, SqliteConnection connection) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private static Timer? timer; private static Task? loop; private static readonly Lazy<Timer> lazy = new(() => new Timer(_ => Poll(), null, 0, 1000));
            private static void Poll() { using var poll = source.StartActivity("poll"); }
            private async Task AuditAsync(int id) { await Task.Yield(); using var audit = source.StartActivity("audit", ActivityKind.Client, default(ActivityContext)); await http.PostAsync($"/{id}", null); }
            public async Task<int> Post(int id, CancellationToken cancellation)
            {
                using var activity = source.StartActivity("post");
                _ = Task.Run(async () => { await AuditAsync(id); }); _ = AuditAsync(id); Task.Run(Poll).ContinueWith(_ => Poll());
                ThreadPool.UnsafeQueueUserWorkItem<int>(static number => Poll(), id, preferLocal: true); var thread = new Thread(() => Poll()); thread.Start();
                timer ??= new Timer(_ => Poll(), null, 0, 1000); loop ??= Task.Run(async () => { while (!cancellation.IsCancellationRequested) { Poll(); await Task.Delay(5); } });
                Baggage.SetBaggage("a", "b"); await Task.WhenAll(new[] { 1, 2 }.Select(async number => { Baggage.SetBaggage("n", $"{number}"); await Task.Yield(); Console.WriteLine(Baggage.GetBaggage("n")); }));
                using var command = new SqliteCommand("SELECT 1", connection) { CommandTimeout = 5 }; var rows = command.ExecuteReader(); await http.GetStringAsync("/");
                foreach (var item in new[] { 1, 2 }) { try { SuppressInstrumentationScope.Begin(); await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/"), HttpCompletionOption.ResponseHeadersRead); } catch (Exception e) when (e is not null) { command.ExecuteNonQuery(); } }
                return rows switch { { HasRows: true } => command.ExecuteNonQuery(), _ => 0 };
            }
        }
        """;

    public static IEnumerable<string> All => [Prometheus, OpenTelemetry, Others, Labels, Scheduled];
}
