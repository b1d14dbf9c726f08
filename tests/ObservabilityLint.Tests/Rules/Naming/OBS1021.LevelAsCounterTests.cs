using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class LevelAsCounterTests
{
    [Theory]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders.pending"|]);""")]
    [InlineData("""meter.CreateObservableCounter(observeValue: () => 1, name: [|"shop.queue.depth"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_active_connections_total"|], "Connections.");""")]
    [InlineData("""const string Name = "open_files"; Metrics.DefaultFactory.CreateCounter([|Name|], "Files.");""")]
    [InlineData("using static Prometheus.Metrics;\nCreateCounter([|\"jobs_in_progress\"|], \"Jobs.\");\nclass Program1;")]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"X.\");\nstatic object A = Make([|\"open_files_total\"|]);")]
    [InlineData("sealed record A(Meter M) { Func<object> f = () => M.CreateCounter<int>([|\"current_users\"|]); }")]
    public Task Fires(string code) => Verify<LevelAsCounter>.FiresAsync(code);

    [Theory]
    [InlineData("() => ThreadPool.ThreadCount")]
    [InlineData("() => (double)ThreadPool.PendingWorkItemCount")]
    [InlineData("() => new Measurement<long>(GC.GetTotalMemory(false))")]
    [InlineData("() => GC.GetGCMemoryInfo().HeapSizeBytes / 1024")]
    [InlineData("() => Environment.WorkingSet")]
    [InlineData("() => Process.GetCurrentProcess().PrivateMemorySize64")]
    [InlineData("() => Process.GetCurrentProcess().Threads.Count")]
    [InlineData("() => { var n = Queue.Count; return n; }")]
    [InlineData("() => Queue.Count + Waiting")]
    [InlineData("() => Queue is null ? 0 : Queue.Count")]
    [InlineData("() => Channels.Reader.Count")]
    [InlineData("() => Queue.Count()")]
    [InlineData("() => Map?.Count ?? 0")]
    [InlineData("() => new[] { new Measurement<int>(Map.Count), new Measurement<int>(Queue.Count) }")]
    [InlineData("() => Shards.Select(shard => new Measurement<int>(shard.Count, new KeyValuePair<string, object?>(\"shard\", 1)))")]
    [InlineData("() => Read()")]
    [InlineData("Read")]
    [InlineData("ReadEach")]
    [InlineData("() => GetBlock")]
    [InlineData("delegate { return Waiting; }")]
    // A flag, and a state that is one of several numbers.
    [InlineData("() => Map.ContainsKey(\"x\") ? 1 : 0")]
    [InlineData("() => new Measurement<int>(Map.ContainsKey(\"x\") ? 1 : 0)")]
    [InlineData("() => Map.Count switch { 0 => 0, < 5 => 1, _ => 2 }")]
    [InlineData("() => state")]
    [InlineData("() => code")]
    public Task Fires_on_what_the_callback_reads(string callback) => Verify<LevelAsCounter>.FiresAsync(Observed($"[|\"shop.things\"|], {callback}"));

    [Theory]
    [InlineData("() => ThreadPool.CompletedWorkItemCount")]
    [InlineData("() => GC.CollectionCount(0)")]
    [InlineData("() => GC.GetTotalAllocatedBytes()")]
    [InlineData("() => GC.GetTotalPauseDuration().TotalSeconds")]
    [InlineData("() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds")]
    [InlineData("() => Process.GetCurrentProcess().PeakWorkingSet64")]
    [InlineData("() => Monitor.LockContentionCount")]
    [InlineData("() => done")]
    [InlineData("() => Interlocked.Read(ref done)")]
    [InlineData("() => { done += Queue.Count; return done; }")]
    [InlineData("() => done + Queue.Count")]
    [InlineData("() => Shards.OrderBy(shard => shard.Count).Select(shard => new Measurement<long>(done))")]
    [InlineData("() => Seen.Count")]
    [InlineData("() => Names.Length")]
    [InlineData("() => \"text\".Length")]
    [InlineData("() => Queue.Count(item => item.Length > 0)")]
    [InlineData("() => Overridable()")]
    [InlineData("() => 1")]
    [InlineData("() => Map.Count == 0 ? 1 : 1")]
    [InlineData("() => Map.Count == 0 ? 0 : done")]
    [InlineData("() => { if (done == 0) return 0; return 1; }")]
    [InlineData("() => kept")]
    [InlineData("() => begun")]
    public Task Quiet_on_totals_and_on_what_is_not_known(string callback) => Verify<LevelAsCounter>.QuietAsync(Observed($"\"shop.things\", {callback}"));

    [Theory]
    [InlineData("int n", "n", "n++; n--;")]
    [InlineData("int n", "n", "n++; n = Math.Max(0, n - 1);")]
    [InlineData("int n", "Volatile.Read(ref n)", "Interlocked.Increment(ref n); Interlocked.Decrement(ref n);")]
    [InlineData("long n", "Interlocked.Read(ref n)", "Interlocked.Add(ref n, text.Length); Interlocked.Add(ref n, -text.Length);")]
    [InlineData("long n", "new Measurement<long>(n)", "n += text.Length; n -= text.Length;")]
    [InlineData("long n", "n / 1024d", "n = n + 1; n = n - 1;")]
    [InlineData("int n", "N", "n++; n--; } int N => n; void Other() {")]
    [InlineData("int n", "N", "N++; N--; } int N { get; set; } void Other() {")]
    [InlineData("int n", "100 - n", "n++; n += text.Length > 3 ? 1 : -1;")]
    [InlineData("long n", "n", "n = GC.GetTotalMemory(false);")]
    [InlineData("long n", "Volatile.Read(ref n)", "Volatile.Write(ref n, ThreadPool.PendingWorkItemCount); n = 0;")]
    [InlineData("long n", "n", "n = queue.Count; queue.Dequeue();")]
    public Task Fires_on_a_variable_that_falls(string variable, string read, string uses) => Verify<LevelAsCounter>.FiresAsync(Counted(variable, read, uses, "[|\"shop.things\"|]"));

    [Theory]
    [InlineData("long n", "n", "n++;")]
    [InlineData("long n", "n", "n++; n = 0;")]
    [InlineData("long n", "n", "n++; Interlocked.Exchange(ref n, 0);")]
    [InlineData("long n", "n", "n += by; n -= by;")]
    [InlineData("long n", "n", "n += by;")]
    [InlineData("long n", "n", "n = by;")]
    [InlineData("long n, k", "n - k", "n++; k++; k--;")]
    [InlineData("long n", "n", "var now = GC.GetTotalMemory(false); if (now > n) n = now;")]
    [InlineData("long n", "n", "var now = GC.GetTotalMemory(false); if (now <= n) return; n = now;")]
    [InlineData("long n", "n", "n = Math.Max(n, GC.GetTotalMemory(false));")]
    [InlineData("long n = GC.GetTotalMemory(false)", "n", "")]
    [InlineData("long n", "n", "var rows = new List<string>(); n = rows.Count;")]
    [InlineData("long n", "n", "n = GC.GetTotalMemory(false); n++;")]
    [InlineData("long n", "Own()", "} long Own() { var left = 10; foreach (var one in queue) left--; return left; } void Other() {")]
    public Task Quiet_on_a_variable_that_may_only_rise(string variable, string read, string uses) => Verify<LevelAsCounter>.QuietAsync(Counted(variable, read, uses, "\"shop.things\""));

    [Theory]
    [InlineData("public int Used { get; private set; }", "Used++; Used--;", "[|\"shop.things\"|]")]
    [InlineData("private int used; public int Used => used;", "used++; used--;", "[|\"shop.things\"|]")]
    [InlineData("public int Used { get; private set; }", "Used++;", "\"shop.things\"")]
    [InlineData("public int Used { get; private set; } } class Other : IPool { public int Used => 1;", "Used++; Used--;", "\"shop.things\"")]
    public Task Follows_an_interface_with_one_implementation(string member, string uses, string name)
    {
        var members = member.Split("} class Other");
        var code = $"interface IPool {{ int Used {{ get; }} }} class Pool : IPool {{ {members[0]} void Use() {{ {uses} }} }} class Shop {{ internal Shop(Meter m, IPool pool) => m.CreateObservableCounter({name}, () => pool.Used); }}" + (members.Length > 1 ? " class Other" + members[1] + "}" : "");
        return name.StartsWith('[') ? Verify<LevelAsCounter>.FiresAsync(code) : Verify<LevelAsCounter>.QuietAsync(code);
    }

    private static string Counted(string variable, string read, string uses, string name)
        => $$"""class Seen { private {{variable}}; private readonly Queue<int> queue = new(); internal Seen(Meter m) => m.CreateObservableCounter({{name}}, () => {{read}}); void Use(string text, int by) { {{uses}} } }""";

    [Fact]
    public Task Quiet_on_other_instruments_over_a_level() => Verify<LevelAsCounter>.QuietAsync(
        """meter.CreateObservableUpDownCounter("shop.things", () => ThreadPool.ThreadCount); meter.CreateObservableGauge("shop.fill", () => ThreadPool.ThreadCount / 10.0);""");

    [Theory]
    [InlineData("[|\"shop.things\"|], () => queue.Count")]
    [InlineData("read: () => { return queue.Count; }, name: [|\"shop.things\"|]")]
    [InlineData("\"shop.things\", () => seen.Count")]
    [InlineData("\"shop.things\", read")]
    public Task Looks_at_what_a_method_is_given_to_observe(string given)
    {
        var code = "class Shop(Func<int> read) { readonly Queue<int> queue = new(); readonly List<int> seen = []; static void Watch(string name, Func<int> read) => meter.CreateObservableCounter(name, read); void Start() => Watch(" + given + "); public void Next() => seen.Add(queue.Dequeue()); }";
        return given.Contains("[|") ? Verify<LevelAsCounter>.FiresAsync(code) : Verify<LevelAsCounter>.QuietAsync(code);
    }

    [Fact]
    public Task Leaves_a_counter_that_is_lowered_to_OBS1020() => Verify<LevelAsCounter>.QuietAsync(
        """
        static class Shop { internal static readonly Counter<long> Open = meter.CreateCounter<long>("shop.orders.open"); static readonly Counter Pending = Metrics.CreateCounter("shop_pending_orders_total", "Orders."); static void Do() => Pending.Inc(-1); }
        === Use.cs
        class Use { void Do() => Shop.Open.Add(-1); }
        """);

    private static string Observed(string arguments) => $$"""
        using System.Collections.Concurrent;
        using System.Diagnostics;
        using System.Threading.Channels;
        class Shop
        {
            private readonly ConcurrentQueue<string> Queue = new();
            private readonly Dictionary<string, int> Map = new();
            private readonly List<List<int>> Shards = new();
            private readonly HashSet<string> Seen = new();
            private readonly string[] Names = new string[3];
            private readonly Channel<int> Channels = Channel.CreateUnbounded<int>();
            private long done;
            private int state, kept, code, begun;
            private void Open() { code = 2; begun = 0; }
            private void Close() { code = 1; begun = 0; }
            private void Turn(bool on) { state = on ? 1 : 0; kept = on ? kept + 1 : 0; }
            private int Waiting => Map.Count;
            private int GetBlock { get { lock (Map) return Map.Count; } }
            internal Shop(Meter m) => m.CreateObservableCounter({{arguments}});
            internal void See(string name) { Seen.Add(name); if (Seen.Contains("x")) done++; }
            protected virtual int Overridable() => Map.Count;
            private int Read() { if (done == 0) return 0; return Queue.Count; }
            private IEnumerable<Measurement<int>> ReadEach() { foreach (var shard in Shards) yield return new(shard.Count, new KeyValuePair<string, object?>("a", 1)); }
        }
        """;

    [Theory]
    [InlineData("""meter.CreateUpDownCounter<long>("shop.orders.pending");""")]
    [InlineData("""meter.CreateObservableGauge("shop.queue.depth", () => 1);""")]
    [InlineData("""meter.CreateHistogram<long>("shop.queue.depth");""")]
    [InlineData("""Metrics.CreateGauge("shop_active_connections", "Connections.");""")]
    [InlineData("""meter.CreateCounter<long>("shop.connections.opened");""")]
    [InlineData("""Metrics.CreateCounter("shop_pending_timeouts_total", "Timeouts.");""")]
    [InlineData("""Metrics.CreateCounter(Console.ReadLine(), "Not known.");""")]
    [InlineData("class Metrics2 { public static void CreateCounter(string name) { } }\nclass U { void Do() => Metrics2.CreateCounter(\"open_files\"); }")]
    public Task Quiet(string code) => Verify<LevelAsCounter>.QuietAsync(code);

    [Theory]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders.pending"|]).Add(1); // kept""", """meter.CreateUpDownCounter<long>("shop.orders.pending").Add(1); // kept""")]
    [InlineData("""Counter<long> c = meter.CreateCounter<long>([|"shop.orders.pending"|]); c.Add(1);""", """UpDownCounter<long> c = meter.CreateUpDownCounter<long>("shop.orders.pending"); c.Add(1);""")]
    [InlineData("""ObservableCounter<int> c = meter.CreateObservableCounter([|"shop.queue.depth"|], () => 1);""", """ObservableUpDownCounter<int> c = meter.CreateObservableUpDownCounter("shop.queue.depth", () => 1);""")]
    [InlineData("""var c = meter.CreateObservableCounter([|"shop.threads"|], () => ThreadPool.ThreadCount);""", """var c = meter.CreateObservableUpDownCounter("shop.threads", () => ThreadPool.ThreadCount);""")]
    [InlineData("""_ = meter.CreateObservableCounter([|"shop.threads"|], () => ThreadPool.ThreadCount);""", """_ = meter.CreateObservableUpDownCounter("shop.threads", () => ThreadPool.ThreadCount);""")]
    [InlineData("""var c = meter.CreateCounter<long>([|"shop.ActiveUsers"|]); c.Add(1);""", """var c = meter.CreateUpDownCounter<long>("shop.active_users"); c.Add(1);""")]
    [InlineData(
        "class A { static readonly Counter Jobs = Metrics.CreateCounter([|\"jobs_in_progress_total\"|], \"Jobs.\", new CounterConfiguration { LabelNames = [\"kind\"] }); void Do() { Jobs.WithLabels(\"a\").Inc(); Counter.Child b = Jobs.WithLabels(\"b\"); b.Inc(2); } }",
        "class A { static readonly Gauge Jobs = Metrics.CreateGauge(\"jobs_in_progress\", \"Jobs.\", new GaugeConfiguration { LabelNames = [\"kind\"] }); void Do() { Jobs.WithLabels(\"a\").Inc(); Gauge.Child b = Jobs.WithLabels(\"b\"); b.Inc(2); } }")]
    [InlineData(
        "class A(Prometheus.IMetricFactory f) { private readonly Prometheus.Counter? open = f.CreateCounter(name: [|\"open_files_total\"|], help: \"Files.\"); void Do() => open?.Inc(); }",
        "class A(Prometheus.IMetricFactory f) { private readonly Prometheus.Gauge? open = f.CreateGauge(name: \"open_files\", help: \"Files.\"); void Do() => open?.Inc(); }")]
    // What would not compile, what is used out of sight, what is declared twice, what a wrapper makes.
    [InlineData("class A { static readonly Counter Open = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\"); void Do() => Open.CountExceptions(() => { }); }", null)]
    [InlineData("class A { static readonly CounterConfiguration Config = new(); object c = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\", Config); }", null)]
    [InlineData("interface IShop { Counter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Open { get; } = m.CreateCounter<long>([|\"open_files\"|]); }", "interface IShop { UpDownCounter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public UpDownCounter<long> Open { get; } = m.CreateUpDownCounter<long>(\"open_files\"); }")]
    [InlineData("interface IShop { Counter<long> Open { get; } }\nclass Shop(Meter m) : IShop { public Counter<long> Open { get; } = m.CreateCounter<long>([|\"open_files\"|]); }\nclass Other(Counter<long> c) : IShop { public Counter<long> Open => c; }", null)]
    [InlineData("class A { void Do() => Take(meter.CreateCounter<long>([|\"open_files\"|])); void Take(Counter<long> c) { } }", null)]
    [InlineData("class A { Counter<long> a = meter.CreateCounter<long>([|\"open_files\"|]), b = meter.CreateCounter<long>([|\"open_files\"|]); }", null)]
    [InlineData("class A { object a = Metrics.CreateCounter([|\"open_files_total\"|], \"Files.\"), b = Metrics.CreateGauge(\"open_files\", \"Files.\"); }", null)]
    [InlineData("static Counter Make(string name) => Metrics.CreateCounter(name, \"X.\");\nstatic object A = Make([|\"open_files_total\"|]);", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<LevelAsCounter>.OffersNoFixAsync(before) : Verify<LevelAsCounter>.FixesAsync(before, after);

    [Fact]
    public Task Fixes_all_documents() => Verify<LevelAsCounter>.FixesAsync(
        """
        partial class Shop { Shop(Meter m) => Open = m.CreateCounter<long>([|Names.Open|]); }
        === Names.cs
        static class Names { public const string Open = "OpenFiles"; }
        === Shop.cs
        partial class Shop { internal Counter<long> Open; }
        === Use.cs
        class Use { void Do(Shop shop) { Counter<long> open = shop.Open; open.Add(1); } }
        """,
        """
        partial class Shop { Shop(Meter m) => Open = m.CreateUpDownCounter<long>(Names.Open); }
        === Names.cs
        static class Names { public const string Open = "open_files"; }
        === Shop.cs
        partial class Shop { internal UpDownCounter<long> Open; }
        === Use.cs
        class Use { void Do(Shop shop) { UpDownCounter<long> open = shop.Open; open.Add(1); } }
        """);

    [Fact]
    public Task Says_what_to_use() => Verify<LevelAsCounter>.SaysAsync(
        """Metrics.CreateCounter([|"open_files_total"|], "Files.");""", "'open_files_total' names a level ('open'), which also falls, but a counter cannot: its fall is read as a restart, and its rate means nothing. Make it a gauge.");

    [Fact]
    public Task Says_what_the_callback_reads() => Verify<LevelAsCounter>.SaysAsync(
        """meter.CreateObservableCounter([|"shop.things"|], () => ThreadPool.ThreadCount);""", "'shop.things' reports a level ('ThreadPool.ThreadCount'), which also falls, but a counter cannot: its fall is read as a restart, and its rate means nothing. Make it an UpDownCounter.");
}
