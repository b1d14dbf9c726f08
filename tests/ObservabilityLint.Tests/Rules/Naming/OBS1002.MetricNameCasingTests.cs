using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MetricNameCasingTests
{
    [Theory]
    [InlineData("""Metrics.CreateGauge([|"queueLength"|], "Length.");""")]
    [InlineData("""Metrics.CreateGauge([|"QueueLength"|], "Length.");""")]
    [InlineData("""Metrics.CreateGauge([|"QUEUE_LENGTH"|], "Length.");""")]
    [InlineData("""Metrics.CreateGauge([|"Queue_length"|], "Length.");""")]
    [InlineData("""Metrics.CreateGauge([|"Shop:queue"|], "OBS1015 speaks of the colon.");""")]
    [InlineData("""Metrics.CreateCounter(help: "Orders placed.", name: [|"shopOrders_total"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"shop.ordersPlaced"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"Shop.Orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"shop-orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"shop/orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|$"shop.{nameof(Console)}"|]);""")]
    [InlineData("meter.CreateCounter<long>([|Names.Orders|]);\n=== Names.cs\nstatic class Names { public static readonly string Orders = \"shopOrders\"; }")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"shopOrders\"|]); }")]
    [InlineData("using static Prometheus.Metrics;\nvar orders = CreateGauge([|\"shopOrders\"|], \"Orders open.\");\nclass Program1;")]
    [InlineData("class Named(string name) { public Counter<long> C = meter.CreateCounter<long>(name); }\nclass Orders() : Named([|\"shopOrders\"|]);")]
    [InlineData("""Func<Func<Gauge>> make = () => () => Metrics.CreateGauge([|"shopOrders"|], "Orders open.");""")]
    [InlineData("static class Shop { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new(); static Counter<long> Of(string name) => all.GetOrAdd(\"shop.\" + name, key => meter.CreateCounter<long>(key)); static Counter<long> Twice(string name) => Of(name); static Counter<long> Thrice(string name) => Twice(name); static void Use() { Of([|\"aB\"|]).Add(1); Twice([|\"bC\"|]); Thrice([|\"cD\"|]); } }")]
    [InlineData("static class Shop { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new(); static Counter<long> Sent => all.GetOrAdd(\"shop.sentMails\", key => meter.CreateCounter<long>([|key|])); }")]
    [InlineData("interface IMake { object Make(string name); } class Own : IMake { readonly Meter m = new(\"Own\"); public object Make(string name) => m.CreateCounter<long>(name); } class Around(Own own) { public object Make(string name) => own.Make(\"around.\" + name); } class Use { void Do(Around a, IMake i) { a.Make([|\"aB\"|]); i.Make([|\"shop.bC\"|]); } }")]
    [InlineData("class A { const string Prefix = \"shop\"; static string Name(string end) => $\"{Prefix}.{end}\"; object c = meter.CreateCounter<long>([|Name(\"MailsSent\")|]); }")]
    [InlineData("class A { string Name(string end) { return \"shop_\" + end; } A() => Metrics.CreateGauge([|Name(end: \"MailsOpen\")|], \"M.\"); }")]
    [InlineData("static class N { public static string Fixed() => \"MailsSent\"; public static string With(this string end, string area = \"Area\") => area + \".\" + end; }\n=== Use.cs\nclass A { object c = meter.CreateCounter<long>([|N.Fixed()|]), d = meter.CreateCounter<long>([|\"mails\".With()|]), e = meter.CreateCounter<long>(\"mails\".With(\"shop\")); }")]
    [InlineData("static class N { static string Full(string name) => \"shop.\" + name; public static Counter<long> Counter(string name) => meter.CreateCounter<long>(name); static object c = Counter([|Full(\"MailsSent\")|]); }")]
    public Task Fires(string code) => Verify<MetricNameCasing>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateGauge("queue_length", "Length.");""")]
    [InlineData("""Metrics.CreateGauge("p99_latency_seconds", "Latency.");""")]
    [InlineData("""Metrics.CreateGauge("_queue", "Unusual, in style.");""")]
    [InlineData("""Metrics.CreateGauge("queueLength!", "OBS1001 speaks.");""")]
    [InlineData("""Metrics.CreateGauge("shop:queue", "OBS1015 speaks.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.orders_placed");""")]
    [InlineData("""meter.CreateCounter<long>("http2.requests");""")]
    [InlineData("""meter.CreateCounter<long>("Shop Orders");""")]
    [InlineData("""meter.CreateCounter<long>("");""")]
    [InlineData("""var name = Console.ReadLine()!; meter.CreateCounter<long>(name);""")]
    [InlineData("class A { static string Lower(string end) => \"shop.\" + end.ToLowerInvariant(); static string Written(string end) { end = \"x\"; return \"shop.\" + end; } static string Of(bool b) { if (b) return \"AbC\"; return \"DeF\"; } protected virtual string Open(string end) => \"shop.\" + end; static string Self(string x) => Self(x); void Do() { meter.CreateCounter<long>(Lower(\"MailsSent\")); meter.CreateCounter<long>(Written(\"MailsSent\")); meter.CreateCounter<long>(Of(true)); meter.CreateCounter<long>(Open(\"MailsSent\")); meter.CreateCounter<long>(Self(\"MailsSent\")); } }")]
    [InlineData("class Meter2 { public void CreateCounter<T>(string name) { } }\nclass User { void Use(Meter2 m) => m.CreateCounter<long>(\"shopOrders\"); }")]
    [InlineData("""new EventCounter("Shop-Orders", new EventSource("Shop"));""")]
    [InlineData("static class Shop { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new(); static Counter<long> Of(string name) => all.GetOrAdd(name, key => meter.CreateCounter<long>(key)); static void Use() => Of(\"shop.sent_mails\").Add(1); static Counter<long> Twice(string name) => Of(name); static void UseTwice(Func<string> f) { Twice(\"shop.sent\"); Twice(f()); } }")]
    public Task Quiet(string code) => Verify<MetricNameCasing>.QuietAsync(code);

    [Fact]
    public Task Says_what_to_write() => Verify<MetricNameCasing>.SaysAsync(
        """Metrics.CreateCounter([|"shopOrders"|], "Orders placed.");""", "Metric name 'shopOrders' is not in snake_case, the style of Prometheus: queries need the exact name, and readers expect another. Name it 'shop_orders_total'.");

    [Fact]
    public Task Says_it_for_OpenTelemetry() => Verify<MetricNameCasing>.SaysAsync(
        """meter.CreateCounter<long>([|"Shop/OrdersPlaced"|]);""", "Metric name 'Shop/OrdersPlaced' is not in dotted snake_case, the style of OpenTelemetry: queries need the exact name, and readers expect another. Name it 'shop.orders_placed'.");

    [Theory]
    [InlineData("Metrics.CreateGauge([|\"queueLength\"|], \"Length.\");", "Metrics.CreateGauge(\"queue_length\", \"Length.\");")]
    [InlineData("Metrics.CreateCounter([|\"HTTPRequests\"|], \"Requests.\"); // kept", "Metrics.CreateCounter(\"http_requests_total\", \"Requests.\"); // kept")]
    [InlineData("Metrics.CreateGauge([|\"openIPv4Connections\"|], \"Connections.\");", "Metrics.CreateGauge(\"open_ipv4_connections\", \"Connections.\");")]
    [InlineData("meter.CreateCounter<long>([|\"Shop.Orders\"|] /* kept */);", "meter.CreateCounter<long>(\"shop.orders\" /* kept */);")]
    [InlineData("meter.CreateCounter<long>([|\"shop-orders\"|]);", "meter.CreateCounter<long>(\"shop_orders\");")]
    [InlineData("meter.CreateCounter<long>([|$\"{\"shop\"}.ordersPlaced\"|]);", "meter.CreateCounter<long>($\"{\"shop\"}.orders_placed\");")]
    [InlineData("static class Shop { static Counter<long> Of(string name) => meter.CreateCounter<long>(\"shop.\" + name); static Counter<long> Twice(string name) => Of(name); static Counter<long> Use() => Twice([|\"aB\"|]); }", "static class Shop { static Counter<long> Of(string name) => meter.CreateCounter<long>(\"shop.\" + name); static Counter<long> Twice(string name) => Of(name); static Counter<long> Use() => Twice(\"a_b\"); }")]
    [InlineData("static class Shop { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new(); static Counter<long> Sent => all.GetOrAdd(\"shop.sentMails\", key => meter.CreateCounter<long>([|key|])); }", "static class Shop { static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter<long>> all = new(); static Counter<long> Sent => all.GetOrAdd(\"shop.sentMails\", key => meter.CreateCounter<long>(\"shop.sent_mails\")); }")]
    [InlineData("class A { static string Name(string end) => \"shop.\" + end; object c = meter.CreateCounter<long>([|Name(\"MailsSent\")|]); }", "class A { static string Name(string end) => \"shop.\" + end; object c = meter.CreateCounter<long>(Name(\"mails_sent\")); }")]
    public Task Fixes(string before, string after) => Verify<MetricNameCasing>.FixesAsync(before, after);

    /// <summary>An edit in the method would change the names of all who call it.</summary>
    [Theory]
    [InlineData("static string Name() => \"MailsSent\";", "Name()")]
    [InlineData("static string Name(string end) => \"Shop.\" + end;", "Name(\"mails\")")]
    [InlineData("static string Name(string end) => $\"{end}.{end}\";", "Name(\"MailsSent\")")]
    [InlineData("static string Name(string end = \"MailsSent\") => \"shop.\" + end;", "Name()")]
    public Task Offers_no_fix_where_a_method_makes_the_name(string method, string call) => Verify<MetricNameCasing>.OffersNoFixAsync($"class A {{ {method} object c = meter.CreateCounter<long>([|{call}|]); }}");

    [Fact]
    public Task Offers_no_fix_that_renames_the_meter_too() => Verify<MetricNameCasing>.OffersNoFixAsync("""
        new Meter(Names.Source).CreateCounter<long>([|Names.Orders|]);
        === Names.cs
        static class Names { public const string Source = "BookShop"; public const string Orders = $"{Source}.orders"; }
        """);
}
