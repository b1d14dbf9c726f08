namespace ObservabilityLint.Tests.Edits;

/// <summary>A project to edit.</summary>
internal static class Shop
{
    /// <summary>One of each kind of fact that files keep: instruments, wrappers of them, measurements, methods that hand labels on (two levels), both ends of a queue, entries of baggage.</summary>
    public static (string Name, string Text)[] Files { get; } =
    [
        ("Names.cs", """
            namespace Shop;
            public static class Names { public const string Prefix = "shop_"; public const string Orders = "shop_orders_total"; }
            """),
        ("Instruments.cs", """
            namespace Shop;
            public static partial class Instruments
            {
                public static readonly Prometheus.Counter Orders = Metrics.CreateCounter(Names.Orders, "Orders.", "kind");
                public static readonly Counter<long> Requests = new Meter("Shop").CreateCounter<long>("shop.requests");
                internal static Prometheus.Gauge? Late;
            }
            """),
        ("Factory.cs", """
            namespace Shop;
            public static class Factory
            {
                public static Prometheus.Counter Make(string name, string help) => Metrics.CreateCounter(name, help);
                public static string Describe(string name, string help) => name + help;
            }
            """),
        ("Made.cs", """
            namespace Shop;
            public static class Made { public static readonly Prometheus.Counter Carts = Factory.Make("shop-carts", "Carts."); }
            """),
        ("Track.cs", """
            namespace Shop;
            public static class Track
            {
                public static void Order(string kind) => Instruments.Orders.WithLabels(kind).Inc();
                public static void Both(string kind) { Order(kind); }
                public static void Request(string path) => Instruments.Requests.Add(1, new KeyValuePair<string, object?>("path", Text.Of(path)));
                public static void Tagged(string path) => Instruments.Requests.Add(1, Tags.Of(path));
            }
            """),
        ("Tags.cs", """
            namespace Shop;
            public static class Tags
            {
                public static TagList Of(string path) { TagList tags = default; Fill(ref tags, path); return tags; }
                private static void Fill(ref TagList tags, string path) => tags.Add("path", path);
            }
            """),
        ("Text.cs", """
            namespace Shop;
            public static class Text { public static string Of(string text) => text; }
            """),
        ("Calls.cs", """
            namespace Shop;
            public sealed class Calls(Microsoft.AspNetCore.Http.HttpContext context)
            {
                public void One() { Track.Order(context.Request.Path); }
                public void Two() { Track.Both(context.TraceIdentifier); }
                public void Tagged() { Track.Tagged(context.Request.Path); }
                public void Three() { Track.Request(Guid.NewGuid().ToString()); }
            }
            """),
        ("Held.cs", """
            namespace Shop;
            public sealed class Held { private Counter? jobs; public Counter Jobs => jobs ??= Metrics.CreateCounter("shop_jobs_total", "Jobs.", "kind"); public Counter Get() => Jobs; }
            """),
        ("Texts.cs", """
            namespace Shop;
            public static class Texts { public static string Kept = "shop kept"; }
            """),
        ("TextsUse.cs", """
            namespace Shop;
            public static class TextsUse { public static readonly Counter<long> Kept = new Meter("Shop").CreateCounter<long>(Texts.Kept); }
            """),
        ("HeldUse.cs", """
            namespace Shop;
            public static class HeldUse { public static void Do(Held held) { held.Get().Inc(); held.Jobs.WithLabels("a", "b").Inc(); } }
            """),
        ("Queue.cs", """
            namespace Shop;
            public sealed record Item(int Number);
            public static class Waiting { public static readonly Channel<Item> Items = Channel.CreateUnbounded<Item>(); }
            public sealed class Writer { public async Task WriteAsync(int number) { using var activity = source.StartActivity("write"); await Waiting.Items.Writer.WriteAsync(new Item(number)); } }
            """),
        ("Reader.cs", """
            namespace Shop;
            public sealed class Reader(HttpClient http) : Microsoft.Extensions.Hosting.BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stopping)
                {
                    await foreach (var item in Waiting.Items.Reader.ReadAllAsync(stopping)) await http.GetAsync("http://stock/" + item.Number, stopping);
                }
            }
            """),
        ("Poller.cs", """
            namespace Shop;
            public sealed class Poller(HttpClient http)
            {
                private Task? running;
                public void Start() => running = RunAsync();
                private async Task RunAsync() { while (true) { await http.GetAsync("http://stock/"); await Task.Delay(1000); } }
            }
            public sealed class Sleeper { public void Start() { } }
            public static class Begun { public static readonly Sleeper Shared = new(); }
            """),
        ("Desk.cs", """
            namespace Shop;
            public sealed class Desk(Poller poller) { public void Open() { using var activity = source.StartActivity("open"); poller.Start(); } }
            """),
        ("BegunUse.cs", """
            namespace Shop;
            public static class BegunUse { public static void Do() { using var activity = source.StartActivity("use"); Begun.Shared.Start(); } }
            """),
        ("Carried.cs", """
            namespace Shop;
            public static class Carried { public const string Tenant = "tenant"; public static void Set(string tenant) => Activity.Current?.SetBaggage(Tenant, tenant); }
            """),
        ("CarriedUse.cs", """
            namespace Shop;
            public static class CarriedUse { public static string? Get() => OpenTelemetry.Baggage.GetBaggage("tenant"); }
            """),
        ("Keys.cs", """
            namespace Shop;
            public static class Keys { public const string Kind = "orderKind"; public static int Twice(int number) { return number * 2; } }
            """),
        ("KeysUse.cs", """
            namespace Shop;
            public static class KeysUse { public static void Do(int x) { Instruments.Requests.Add(1, new KeyValuePair<string, object?>(Keys.Kind, x)); } }
            """),
        ("Plain.cs", """
            namespace Shop;
            public static class Plain { public static int Twice(int number) { return number * 2; } public static void Add(List<int> numbers) { numbers.Add(1); } }
            """),
    ];
}
