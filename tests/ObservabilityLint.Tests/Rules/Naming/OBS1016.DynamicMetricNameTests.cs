using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class DynamicMetricNameTests
{
    private const string Kind = "enum Kind { Paid, Open }\n";
    private const string Make = "static Counter<long> Make(string name) => meter.CreateCounter<long>([|$\"shop.{name}\"|]);\n";
    private const string Cache = "static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new();\n";
    private const string QuietMake = "static Counter<long> Make(string name) => meter.CreateCounter<long>($\"shop.{name}\");\n";

    [Theory]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateCounter([|$"orders_{kind}_total"|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateCounter([|"orders_" + kind|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateCounter(help: "Orders.", name: [|"orders_" + kind + "_total"|]);""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|string.Format("orders_{0}", kind)|], "Orders.");""")]
    [InlineData("""var id = 7; id++; Metrics.CreateGauge([|string.Format("orders_{0:D2}", id)|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|string.Concat("orders_", kind)|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|string.Concat(["orders_", kind, "_open"])|], "Orders."); Metrics.CreateGauge([|string.Join("_", ["sales", kind])|], "Sales.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|string.Format(null, "orders_{0}", kind)|], "Orders."); Metrics.CreateGauge([|string.Format("sales_{0}_{1}", new object?[] { kind, 1 })|], "Sales.");""")]
    [InlineData("""var kind = Console.ReadLine(); var culture = System.Globalization.CultureInfo.InvariantCulture; Metrics.CreateGauge([|string.Create(culture, $"orders_{kind}")|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|string.Join("_", "shop", "orders", kind)|], "Orders.");""")]
    [InlineData("""var culture = System.Globalization.CultureInfo.InvariantCulture; Metrics.CreateGauge([|string.Format(culture, "orders_{0}", Console.ReadLine())|], "Orders.");""")]
    [InlineData("""var kind = Console.ReadLine(); Metrics.CreateGauge([|"orders_{kind}_open".Replace("{kind}", kind)|], "Orders."); const string Form = "sales_KIND"; Metrics.CreateGauge([|Form.Replace("KIND", kind).ToLowerInvariant()|], "Sales.");""")]
    [InlineData("""foreach (var kind in new[] { "paid", "open" }) meter.CreateCounter<long>([|$"orders.{kind}"|]);""")]
    [InlineData("""for (var i = 0; i < 3; i++) meter.CreateObservableGauge([|$"queue.{i}"|], () => 1);""")]
    [InlineData("""var ok = Console.KeyAvailable; meter.CreateCounter<long>([|$"orders.{(ok ? "good" : "bad")}"|]);""")]
    [InlineData("""var part = "a"; ref var alias = ref part; alias = Console.ReadLine(); meter.CreateCounter<long>([|$"orders.{part}"|]);""")]
    [InlineData("""var types = new[] { typeof(int) }; foreach (var type in types) meter.CreateCounter<long>([|type.Name + ".calls"|]);""")]
    [InlineData("static readonly Dictionary<int, string> Table = new();\nstatic Counter<long> Of(int key) { key++; return meter.CreateCounter<long>([|\"orders.\" + Table[key]|]); }")]
    [InlineData("""var queueName = Console.ReadLine(); Metrics.CreateGauge([|$"{queueName}_length"|], "The name of something else.");""")]
    [InlineData("""var name = Console.ReadLine(); Metrics.CreateGauge([|$"queue_{name}_length"|], "Inside.");""")]
    [InlineData("class Queue { public string Name = \"\"; }\nclass Shop { public void Watch(Queue queue) => Metrics.CreateGauge([|$\"queue_{queue.Name}\"|], \"Length.\"); }")]
    [InlineData(Kind + "class Orders(Meter meter) { public void Add(Kind kind) => meter.CreateCounter<long>([|$\"orders.{kind}\"|]).Add(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(string tenant) => meter.CreateCounter<long>([|\"orders.\" + tenant|]).Add(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(string tenant) { var orders = meter.CreateCounter<long>([|\"orders.\" + tenant|]); orders.Add(1); } }")]
    [InlineData("class Orders { readonly string table; public Orders(string table) => this.table = table; public Gauge Rows => Metrics.CreateGauge([|$\"rows_{table}\"|], \"Rows.\"); }")]
    [InlineData("static readonly Func<string, Gauge> Make = kind => Metrics.CreateGauge([|\"orders_\" + kind|], \"Orders.\");")]
    [InlineData("""var name = "orders_" + Console.ReadLine(); Metrics.CreateGauge([|name|], "Put together one line above.");""")]
    [InlineData("static void Use(string[] topics) { var name = \"lag_\" + string.Join('_', topics); Metrics.CreateGauge([|name|], \"Likewise.\").Set(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(string tenant) { var name = $\"orders.{tenant}.open\"; meter.CreateCounter<long>([|name|]).Add(1); } }")]
    [InlineData("""Metrics.CreateGauge([|"orders_" + Console.ReadLine()!.ToLowerInvariant()|], "Changed, but as different as before.");""")]
    [InlineData("static string service = \"api\";\nstatic void Configure(string name) => service = name;\nstatic readonly Gauge G = Metrics.CreateGauge([|$\"orders_{service}_size\"|], \"Meant to be another.\");\nstatic Gauge H { get; } = Metrics.CreateGauge([|$\"jobs_{service}_size\"|], \"Meant to be another.\");")]
    [InlineData("static string service = \"api\";\nstatic void Configure(string name) => service = name;\nstatic readonly Lazy<Gauge> G = new(() => Metrics.CreateGauge([|$\"orders_{service}_size\"|], \"Another later.\"));")]
    [InlineData("static string service = \"api\";\nstatic void Configure(string name) => service = name;\nclass Size { readonly Gauge G = Metrics.CreateGauge([|$\"orders_{service}_size\"|], \"Another later.\"); }")]
    [InlineData("using static Prometheus.Metrics;\nvar size = CreateGauge([|\"orders_\" + Console.ReadLine()|], \"Orders.\");\nclass Program1;")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"orders.\" + Guid.NewGuid()|]); }")]
    [InlineData("static string Area => Console.ReadLine() ?? \"\";\nstatic readonly Gauge G = Metrics.CreateGauge([|Area + \"_orders\"|], \"Orders.\");")]
    [InlineData("class Orders(Meter meter) { public void Add(string q) => meter.CreateCounter<long>([|$\"orders.{q}\".ToLowerInvariant()|]).Add(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(string q) { var n = (\"orders.\" + q).Replace('-', '_'); meter.CreateCounter<long>([|n|]).Add(1); } }")]
    [InlineData("class Orders(Meter meter) { public void Add(bool all, string q) => meter.CreateCounter<long>([|all ? \"orders.all\" : $\"orders.{q}\"|]).Add(1); }")]
    [InlineData("static class Table { public static string[] All = [\"a\"]; }\nclass Orders { Orders(int i) { foreach (var kind in Table.All) meter.CreateCounter<long>([|$\"orders.{kind}\"|]); } }")]
    [InlineData("static readonly Dictionary<string, int> Table = new() { };\nstatic void Use() { foreach (var (kind, _) in Table) meter.CreateCounter<long>([|$\"orders.{kind}\"|]); }")]
    [InlineData("static void Use(string[] kinds) => kinds.Select(kind => meter.CreateCounter<long>([|$\"orders.{kind}\"|])).ToArray();")]
    [InlineData("class Worker<T>(Meter meter) { void Do() { meter.CreateCounter<long>([|\"orders.\" + typeof(T).Name|]).Add(1); meter.CreateCounter<long>([|\"jobs.\" + GetType().Name|]).Add(1); } }")]
    [InlineData("class Orders(Meter meter) { public void Add(string q) => meter.CreateCounter<long>([|(\"orders.\" + q).Substring(1).TrimEnd('_')|]).Add(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(System.Reflection.Assembly a) => meter.CreateCounter<long>([|\"orders.\" + a.GetName().Name|]).Add(1); }")]
    [InlineData("class Orders(Meter meter) { public void Add(string topic) => meter.CreateCounter<long>([|NameOf(topic)|]).Add(1); static string NameOf(string topic) => $\"shop.{topic}.messages\"; }")]
    [InlineData("class Orders(Meter meter) { public void Add(string topic) { var name = Names.Of(topic); meter.CreateCounter<long>([|name|]).Add(1); } }\n=== Names.cs\nstatic class Names { public static string Of(string topic) { if (topic == \"\") return \"shop.none\"; return \"shop.\" + topic; } }")]
    [InlineData("class Orders(Meter meter) { public void Add(string topic) { var name = \"shop\"; name += \".\"; name += topic; meter.CreateCounter<long>([|name|]).Add(1); } }")]
    [InlineData("static class Counts { public static void Add(string name) => meter.CreateCounter<long>(\"shop.\" + name).Add(1); }\nclass Mail { public void Send(string kind) { Counts.Add([|$\"mails.{kind}\"|]); } }")] // neither gives an instrument to others
    [InlineData("class Orders(Meter meter) { public void Add(string topic) { var name = $\"shop.{topic}\"!; meter.CreateCounter<long>([|name|]).Add(1); } }")]
    [InlineData("class Orders(Meter meter) { public void Add(string topic) { var name = \"shop.\"; name = name + topic; meter.CreateCounter<long>([|name|]).Add(1); } }")]
    [InlineData("class Orders(Meter meter) { static string Clean(string name) => new(name.Where(char.IsLetter).ToArray()); void Add(string[] all) { foreach (var one in all) meter.CreateCounter<long>([|\"shop.\" + Clean(one)|]).Add(1); } }")]
    [InlineData("class Orders(Meter meter) { static string Any(int length) => new(Guid.NewGuid().ToString().Take(length).ToArray()); void Add() => meter.CreateCounter<long>([|\"shop.\" + Any(3)|]).Add(1); }")]
    [InlineData("class Orders { public void Add(string q) { using (Metrics.CreateHistogram([|$\"orders_{q}_seconds\"|], \"Time.\").NewTimer()) { } using var open = Metrics.CreateGauge([|$\"orders_{q}_open\"|], \"Open.\").TrackInProgress(); } }")] // extension methods record on the spot
    [InlineData("class Orders(Meter meter) { void Add(string tenant) { var name = tenant; meter.CreateCounter<long>([|\"shop.\" + name|]).Add(1); } }")]
    // Taken out of a cache, and recorded on the spot.
    [InlineData(Cache + "class Lag { public void Set(string topic) => all.GetOrAdd(topic, t => meter.CreateCounter<long>([|\"lag.\" + t|])).Add(1); }")]
    [InlineData(Cache + "class Lag { public void Set(string topic) { all.GetOrAdd(\"lag.\" + topic, t => meter.CreateCounter<long>([|t|])).Add(1); } }")]
    [InlineData("static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Counter<long>>> lazies = new();\nclass Lag { public void Set(string topic) => lazies.GetOrAdd(topic, t => new Lazy<Counter<long>>(() => meter.CreateCounter<long>([|\"lag.\" + t|]))).Value.Add(1); }")]
    public Task Fires(string code) => Verify<DynamicMetricName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("orders_total", "Orders.");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateCounter(name, "A bare variable.");""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateCounter($"{name}", "A bare variable.");""")]
    [InlineData("""const string Area = "shop"; Metrics.CreateCounter($"{Area}_orders_{nameof(Area)}_total", "Constants.");""")]
    [InlineData("""var area = "shop"; Metrics.CreateCounter(area + "_orders_total", "Assigned once.");""")]
    [InlineData("""const int Version = 2; Metrics.CreateCounter("orders_v" + Version, "A constant.");""")]
    [InlineData("""Metrics.CreateCounter(string.Format("{0}_orders", "shop"), "Constants.");""")]
    [InlineData("""Metrics.CreateCounter(string.Concat("shop", "_orders"), "Constants.");""")]
    [InlineData("""Metrics.CreateCounter(string.Join('_', "shop", "orders", "total"), "Constants.");""")]
    [InlineData("""Metrics.CreateCounter($"{Environment.MachineName}_orders", "The same for the life of the process.");""")]
    [InlineData("""Metrics.CreateCounter("Orders".ToLowerInvariant(), "A call, not put together.");""")]
    [InlineData("static readonly string Host = Environment.MachineName;\nstatic readonly Gauge G = Metrics.CreateGauge($\"orders_{Host}\", \"Static readonly.\");")]
    // The initializers of a class have run before anybody can set its fields.
    [InlineData("static string Area { get; } = Console.ReadLine()!;\nstatic readonly Gauge G = Metrics.CreateGauge(Area + \"_orders\", \"Static readonly.\");")]
    [InlineData("const string Name = \"Shop.Api\";\nstatic readonly Counter<long> C = meter.CreateCounter<long>($\"{Name.ToLowerInvariant()}.requests\"), D = meter.CreateCounter<long>(Name.Replace('.', '_').ToLower() + \".time\");")]
    [InlineData("static class Names { public static string Root = \"shop\"; public static string Orders = $\"{Root}.orders\"; }\nstatic class Use { static readonly Counter<long> C = meter.CreateCounter<long>(Names.Orders + \".total\"); }")]
    [InlineData("""var name = "orders_" + Environment.MachineName.ToLower(); Metrics.CreateGauge(name, "The same for the life of the process.");""")]
    [InlineData("static string service = null!;\nstatic void Configure(string name) => service = name;\nstatic Gauge G => Metrics.CreateGauge($\"{service}_size\", \"Configured.\");")]
    [InlineData("static void Count(string name) { var full = \"shop.\" + name; meter.CreateCounter<long>(full).Add(1); }\nstatic void Use() { Count(\"orders\"); Count(\"jobs\"); }")]
    [InlineData("static readonly string[] Names = [\"orders\", \"jobs\"];\nstatic void Use(int i) => meter.CreateCounter<long>(Names[i]).Add(1);")]
    [InlineData(Kind + "static readonly Gauge G = Metrics.CreateGauge($\"orders_{Kind.Paid}\", \"A constant.\");")]
    [InlineData("class Options { public string MetricPrefix = \"\"; }\nclass Orders(Options options) { Gauge G = Metrics.CreateGauge(options.MetricPrefix + \"_orders\", \"Configured.\"); }")]
    [InlineData("class Orders { readonly string _namespace; public Orders(string name) => _namespace = name; Gauge Make() => Metrics.CreateGauge($\"{_namespace}_orders\", \"Configured.\"); }")]
    [InlineData("static void Use(string prefix) => Metrics.CreateGauge(prefix + \"_orders\", \"Configured.\").Inc();")]
    [InlineData("""var serviceName = Console.ReadLine(); Metrics.CreateGauge($"{serviceName}_orders", "Configured.");""")]
    [InlineData("""var metricName = Console.ReadLine(); Metrics.CreateGauge(metricName + "_ratio", "A whole name with an ending.");""")]
    [InlineData("interface IDriverMetric { string Name { get; } }\nclass Bridge { public Gauge Of(IDriverMetric metric) => Metrics.CreateGauge($\"cassandra_{metric.Name}\", \"The name of a metric.\"); }")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(\"shop.\" + name);")] // a factory for callers out of sight
    [InlineData("class Orders(string table) { public Gauge Rows = Metrics.CreateGauge($\"rows_{table}\", \"Rows.\"); }")]
    [InlineData("class Box(Gauge gauge) { public Gauge Gauge = gauge; }\nclass Boxes { public object Make(string name) => new Box(Metrics.CreateGauge(\"shop_\" + name, \"Help.\")); }")]
    [InlineData("class Meter2 { public void CreateCounter<T>(string name) { } }\nclass User { void Use(Meter2 m, int i) => m.CreateCounter<long>(\"orders\" + i); }")]
    [InlineData("""var kind = Console.ReadLine(); new EventCounter("orders-" + kind, new EventSource("Shop"));""")]
    [InlineData("static readonly string[] Kinds = [\"a\", \"b\"];\nstatic void Use() { foreach (var kind in Kinds) meter.CreateCounter<long>($\"orders.{kind}\"); for (var i = 0; i < Kinds.Length; i++) meter.CreateCounter<long>(\"jobs.\" + Kinds[i]); var first = Kinds[0]; meter.CreateCounter<long>(\"jobs.\" + first); }")]
    [InlineData("static readonly (string Key, string Unit)[] Table = [(\"a\", \"s\"), (\"b\", \"By\")];\nstatic void Use() { foreach (var (key, unit) in Table) meter.CreateCounter<long>($\"orders.{key}\", unit); foreach (var entry in Table) meter.CreateCounter<long>($\"jobs.{entry.Key}\"); meter.CreateCounter<long>(\"x.\" + Table[0].Key.ToLower()); }")]
    [InlineData("static readonly Dictionary<string, int> Table = new() { [\"a\"] = 1 };\nstatic void Use() { foreach (var (key, _) in Table) meter.CreateCounter<long>($\"orders.{key}\"); foreach (var key in Table.Keys) meter.CreateCounter<long>($\"jobs.{key}\"); }")]
    [InlineData("static readonly string[] Kinds = [\"a\", \"b\"];\nstatic readonly Dictionary<string, Counter<long>> All = Kinds.ToDictionary(k => k, k => meter.CreateCounter<long>($\"orders.{k}\"));\nstatic readonly Counter<long>[] Some = [.. Kinds.OrderBy(k => k).Select(k => meter.CreateCounter<long>(\"jobs.\" + k))];")]
    [InlineData("class Worker(Meter meter) { void Do() { meter.CreateCounter<long>($\"{typeof(Worker).Namespace}.orders\"); meter.CreateCounter<long>(typeof(Worker).Name.ToLowerInvariant() + \".orders\"); meter.CreateCounter<long>($\"{meter.Name}.orders\"); } }")]
    [InlineData("""meter.CreateCounter<long>(System.Reflection.Assembly.GetExecutingAssembly().GetName().Name!.ToLower() + ".orders"); meter.CreateCounter<long>((System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "shop") + ".orders"); meter.CreateCounter<long>(typeof(string).Assembly.GetName().Name + ".x");""")]
    [InlineData("""meter.CreateCounter<long>("orders." + "xd".Substring(1)); meter.CreateCounter<long>("orders." + "xd"[1..]); meter.CreateCounter<long>("orders." + "_x".TrimStart('_') + "x ".TrimEnd() + "xy".Remove(1) + "x".PadLeft(2, 'a') + "x".Insert(0, "y"));""")]
    [InlineData("static string NameOf(string topic) => $\"shop.{topic}.messages\";\nstatic readonly Counter<long> C = meter.CreateCounter<long>(NameOf(\"orders\"));\nclass Jobs(string table) { Counter<long> c = meter.CreateCounter<long>(NameOf(table)); }")]
    [InlineData("class Orders(Meter meter, string shop) { string NameOf(string topic) => $\"{shop}.{topic}\"; public void Add() => meter.CreateCounter<long>(NameOf(\"orders\")).Add(1); }")]
    [InlineData("var name = \"shop\"; name += \".orders\"; meter.CreateCounter<long>(name); var other = Console.ReadLine()!; other += \"_total\"; other = \"shop\"; meter.CreateCounter<long>(other);")]
    [InlineData("static string Clean(string name) => new(name.Where(char.IsLetter).ToArray());\nstatic readonly Counter<long> C = meter.CreateCounter<long>(\"shop.\" + Clean(\"my orders\"));")]
    [InlineData("static class Texts { public static string Clean(this string name, char by = '_') { foreach (var c in \"-. \") name = name.Replace(c, by); return name; } }\nclass Jobs(Meter meter) { Counter<long> c = meter.CreateCounter<long>($\"shop.{nameof(Jobs).Clean()}.done\"); }")]
    [InlineData("interface INames { string Of(string name); }\nclass Jobs(Meter meter, INames names) { Counter<long> c = meter.CreateCounter<long>(\"shop.\" + names.Of(\"jobs\")); }")]
    [InlineData("""meter.CreateCounter<long>("shop." + System.Text.RegularExpressions.Regex.Replace("my orders", "[^a-z]", "_"));""")]
    [InlineData("""Metrics.CreateGauge(string.Concat(["orders_", "open"]), "Orders."); Metrics.CreateGauge(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"orders_{"paid"}"), "Orders."); Metrics.CreateGauge(string.Format(null, "orders_{0}", "due"), "Orders.");""")]
    public Task Quiet(string code) => Verify<DynamicMetricName>.QuietAsync(code);

    [Theory]
    [InlineData(QuietMake + "static readonly Counter<long> Orders = Make(\"orders\"), Jobs = Make(name: \"jobs\");")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>($\"shop.{name}\").Add(1);\nstatic void Use() { Count(\"orders\"); Count(\"jobs\"); }")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>(string.Format(\"shop.{0}\", name)).Add(1);\nstatic void Use() => Count(\"orders\");")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>(string.Concat(\"shop.\", name)).Add(1);\nstatic void Use() => Count(\"orders\");")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>($\"shop.{name}\".ToLowerInvariant()).Add(1);\nstatic void Use() { Count(\"Orders\"); Count(\"jobs\"); }")]
    [InlineData("static void Count(bool all, string name) => meter.CreateCounter<long>(all ? \"shop.all\" : \"shop.\" + name).Add(1);\nstatic void Use() => Count(true, \"orders\");")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>(\"shop.{0}\".Replace(\"{0}\", name)).Add(1);\nstatic void Use() => Count(\"orders\");")]
    [InlineData("static void Use(string name, string by) { meter.CreateCounter<long>(\"shop-orders\".Replace(\"-\", \".\")).Add(1); meter.CreateCounter<long>(name.Replace(\"-\", by)).Add(1); }")]
    [InlineData("static void Use(bool all) => meter.CreateCounter<long>(all ? \"shop.all\" : \"shop.\" + \"some\").Add(1);")]
    [InlineData(QuietMake + "static Counter<long> MakeFor(string name) => Make(name);")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(name);\nstatic void Count(string name) => Make(\"shop.\" + name).Add(1);\nstatic void Use() { Count(\"orders\"); Count(\"jobs\"); }")]
    [InlineData(Cache + "static void Count(string name) => all.GetOrAdd(\"shop.\" + name, key => meter.CreateCounter<long>(key)).Add(1);\nstatic void Use() { Count(\"orders\"); Count(\"jobs\"); }")]
    [InlineData(Cache + "public static void Count(string name) { var counter = all.GetOrAdd(\"shop.\" + name, key => meter.CreateCounter<long>(key)); counter.Add(1); }")] // for callers out of sight, who name it
    [InlineData(Cache + "static Counter<long> Of(string name) => all.GetOrAdd(name, key => { key = key.Trim(); return meter.CreateCounter<long>(key); });\nstatic void Use(int i) => Of($\"orders.{i}\");")]
    [InlineData("abstract class Counted(string name) { protected Counter<long> C = meter.CreateCounter<long>($\"shop.{name}\"); }\nclass Orders() : Counted(\"orders\");")]
    [InlineData("static partial class Shop { public static void Count(string name) => meter.CreateCounter<long>(\"shop.\" + name).Add(1); }\n=== User.cs\nclass User { void Use() => Shop.Count(\"orders\"); }")]
    [InlineData("class Queue(string name) { object c = meter.CreateCounter<long>($\"queues.{name}\"); }\nclass Broker { static readonly string[] Kinds = [\"a\", \"b\"]; object all = Kinds.Select(kind => new Queue(kind)).ToArray(), some = new[] { \"c\" }.Select(kind => new Queue(kind)).ToArray(); Func<string, Queue> make = name => new Queue(name); }")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>(\"shop.\" + name.ToLower().Replace('-', '_')).Add(1);\nstatic void Use() { Count(\"My-orders\"); Count(\"jobs\"); }")]
    [InlineData("static string Clean(string name) { foreach (var c in \"-. \") name = name.Replace(c, '_'); return name; }\nstatic void Count(string name) { var clean = Clean(name); meter.CreateCounter<long>($\"shop.{clean}\").Add(1); }\nstatic void Use() => Count(\"my orders\");")]
    [InlineData("static void Count(string name) => meter.CreateCounter<long>(\"shop.\" + new System.Text.RegularExpressions.Regex(\"[^a-z]\").Replace(name, \"_\")).Add(1);\nstatic void Use() => Count(\"my orders\");")]
    [InlineData(Cache + "static string Clean(string name) => new(name.Where(char.IsLetter).ToArray());\nstatic Counter<long> Of(string name) => all.GetOrAdd(name, key => meter.CreateCounter<long>(Clean(key) + \".done\"));\nstatic void Use() => Of(\"my orders\");")]
    // For whoever asks the cache.
    [InlineData(Cache + "public class Facade { public void Increment(string name) => all.GetOrAdd(name, n => meter.CreateCounter<long>(\"shop.\" + n)).Add(1); }")]
    [InlineData(Cache + "class Lag { public Counter<long> Of(string topic) => all.GetOrAdd(topic, t => meter.CreateCounter<long>(\"lag.\" + t)); public void Hand(string topic) => Use(all.GetOrAdd(topic, t => meter.CreateCounter<long>(\"age.\" + t))); static void Use(Counter<long> c) { } }")]
    [InlineData(Cache + "class Lag { public void Set(string topic) => all.GetOrAdd(topic, t => meter.CreateCounter<long>(\"lag.\" + t)).Add(1); static void Use(Lag lag) => lag.Set(\"orders\"); }")]
    public Task Quiet_on_a_wrapper_whose_callers_pass_constants(string code) => Verify<DynamicMetricName>.QuietAsync(code);

    [Theory]
    [InlineData(Make + "static Counter<long> Use() { var kind = Console.ReadLine()!; return Make(kind); }")]
    [InlineData(Make + "static Counter<long> Use() { Make(\"orders\"); return Make(Console.ReadLine()!); }")]
    [InlineData("static partial class Shop { public static void Count(string name) => meter.CreateCounter<long>([|\"shop.\" + name|]).Add(1); }\n=== User.cs\nclass User { void Use(string[] kinds) { foreach (var kind in kinds) Shop.Count(kind); } }")]
    [InlineData("class Queue(string name) { object c = meter.CreateCounter<long>([|$\"queues.{name}\"|]); }\nclass Broker(string[] queues) { object all = queues.Select(queue => new Queue(queue)).ToArray(), other = queues.ToDictionary(q => q, q => new Queue(q)); }")]
    [InlineData("static partial class Shop { static string Clean(string name) => new(name.Where(char.IsLetter).ToArray()); public static void Count(string name) => meter.CreateCounter<long>([|\"shop.\" + Clean(name)|]).Add(1); }\n=== User.cs\nclass User { void Use(string[] kinds) { foreach (var kind in kinds) Shop.Count(kind); } }")]
    [InlineData("static partial class Shop { public static void Count(string name) => meter.CreateCounter<long>([|\"shop.\" + name.ToLower()|]).Add(1); }\n=== User.cs\nclass User { void Use(string[] kinds) { foreach (var kind in kinds) Shop.Count(kind); } }")]
    public Task Fires_on_a_wrapper_that_is_passed_variables(string code) => Verify<DynamicMetricName>.FiresAsync(code);

    private const string Web = "using Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.Mvc;\nstatic partial class Shop {{ public static Counter<long> For(string tenant) => meter.CreateCounter<long>({0}); }}\n";

    [Theory]
    [InlineData("class Start { void Map(WebApplication app) => app.MapGet(\"/t/{tenant}\", (string tenant) => Shop.For(tenant).Add(1)); }")]
    [InlineData("public class ShopController : ControllerBase { public void Post(string tenant) => Shop.For(tenant).Add(1); }")]
    public Task Fires_on_a_wrapper_that_is_passed_what_a_client_sends(string code) => Verify<DynamicMetricName>.FiresAsync(string.Format(Web, "[|$\"shop.{tenant}\"|]") + code);

    [Theory]
    [InlineData("class Start { void Map(WebApplication app) => app.MapGet(\"/t/{tenant:int}\", (string tenant) => Shop.For(\"orders\").Add(1)); }")]
    [InlineData("public class ShopService { public void Post(string tenant) => Shop.For(tenant).Add(1); }")]
    public Task Quiet_on_a_wrapper_that_is_passed_something_else(string code) => Verify<DynamicMetricName>.QuietAsync(string.Format(Web, "$\"shop.{tenant}\"") + code);

    [Theory]
    [InlineData(QuietMake + "static Counter<long> Use() { var kind = Console.ReadLine()!; return Make([|$\"orders.{kind}\"|]); }")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(name);\nstatic Counter<long> Use() { Make(\"jobs\"); return Make([|\"orders.\" + Console.ReadLine()|]); }")]
    [InlineData("static object[] Make(string name) => [meter.CreateCounter<long>(name + \".done\"), meter.CreateUpDownCounter<long>(name + \".open\")];\nstatic object[] Use() { var kind = Console.ReadLine(); return Make([|\"orders.\" + kind|]); }")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(name);\nstatic Counter<long> MakeNew(string name) => Make(name + \".v2\");\nstatic Counter<long> Use() => MakeNew([|\"orders.\" + Console.ReadLine()|]);")]
    [InlineData(Cache + "public static void Count(string topic) => all.GetOrAdd(topic, static t => meter.CreateCounter<long>([|\"lag.\" + t|])).Add(1);")] // recorded on the spot, whoever calls it
    [InlineData(Cache + "static Counter<long> Make(string name) => all.GetOrAdd(name, key => meter.CreateCounter<long>(key));\nstatic Counter<long> Use() { Make(\"jobs\"); return Make([|\"orders.\" + Console.ReadLine()|]); }")]
    [InlineData(Cache + "static Counter<long> Make(string name) => all.GetOrAdd(\"shop.\" + name, static (key, unit) => meter.CreateCounter<long>(key, unit), \"{x}\");\nstatic Counter<long> Use() => Make([|\"orders.\" + Console.ReadLine()|]);")]
    [InlineData(Cache + "static Counter<long> Make(string name) => all.GetOrAdd(name, Create);\nprivate static Counter<long> Create(string key) => meter.CreateCounter<long>(key);\nstatic Counter<long> Use() => Make([|\"orders.\" + Console.ReadLine()|]);")]
    [InlineData(Cache + "static Counter<long> Make(string name) => all.GetOrAdd(name, key => Create(key));\nstatic Counter<long> Create(string key) => meter.CreateCounter<long>(key);\nstatic Counter<long> Use() => Make([|\"orders.\" + Console.ReadLine()|]);")]
    [InlineData("class Counted(string name) { public Counter<long> C = meter.CreateCounter<long>($\"shop.{name}\"); }\nclass User { object Use(int i) { i++; return new Counted([|\"orders.\" + Guid.NewGuid()|]); } }")]
    public Task Fires_at_the_call_that_puts_the_name_together(string code) => Verify<DynamicMetricName>.FiresAsync(code);

    [Fact]
    public Task Says_what_is_known_of_the_name() => Verify<DynamicMetricName>.SaysAsync(
        """var kind = Console.ReadLine(); Metrics.CreateCounter([|$"orders_{kind}_total"|], "Orders.");""",
        "Metric name 'orders_…_total' is put together at run time: each value makes a metric of its own, which no query or alert can name beforehand. Keep one name, and make what varies a label.");

    [Fact]
    public Task Offers_no_fix() => Verify<DynamicMetricName>.OffersNoFixAsync("""var kind = Console.ReadLine(); Metrics.CreateCounter([|"orders_" + kind|], "Orders.");""");
}
