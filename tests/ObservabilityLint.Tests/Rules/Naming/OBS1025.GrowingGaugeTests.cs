using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Rules.Labels;

namespace ObservabilityLint.Tests.Rules.Naming;

public class GrowingGaugeTests
{
    private static string Read(string callback, string members) => $"static class Mail {{ {members} static readonly object made = meter.{callback}; }}";

    [Theory]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => sent)", "static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => Interlocked.Read(ref sent))", "static long sent; public static void Send(byte[] body) { Interlocked.Increment(ref sent); Interlocked.Add(ref sent, body.Length); }")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => new Measurement<double>(sent / 1024d))", "internal static uint sent = 0; public static void Send(uint size) => sent += size;")]
    [InlineData("CreateObservableGauge([|\"jobs_started\"|], () => begun)", "static long begun; public static void Begin() => begun++;")]
    [InlineData("CreateObservableGauge([|\"mails\"|], Count)", "static int sent; static int Count() => Volatile.Read(ref sent); public static void Send() { sent = sent + 1; }")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => Sent)", "static int sent; static int Sent => sent; public static void Send() => ++sent;")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => Sent)", "public static int Sent { get; private set; } public static void Send() => Sent += 2;")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => sent + failed)", "static int sent, failed; public static void Send(bool isSent) { if (isSent) sent++; else failed++; }")]
    [InlineData("CreateObservableUpDownCounter([|\"mails\"|], () => sent)", "static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge([|\"collections\"|], () => GC.CollectionCount(2))", "")]
    [InlineData("CreateObservableGauge([|\"cpu.time\"|], () => process.TotalProcessorTime.TotalSeconds)", "static readonly Process process = Process.GetCurrentProcess();")]
    [InlineData("CreateObservableGauge([|\"mails\"|], () => post.Sent)", "sealed class Post { public long Sent; public void Send() => Sent++; } static readonly Post post = new();")]
    [InlineData("CreateObservableGauge([|\"busy\"|], () => busy)", "static double busy; public static void Work(Stopwatch watch) => busy += watch.Elapsed.TotalSeconds;")]
    public Task Fires(string callback, string members) => Verify<GrowingGauge>.FiresAsync(Read(callback, members));

    [Theory]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static long sent; public static void Send() => sent++; public static void Reset() => sent = 0;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static long sent; public static void Send() => Interlocked.Increment(ref sent); public static long Take() => Interlocked.Exchange(ref sent, 0);")]
    [InlineData("CreateObservableGauge(\"mails\", () => open)", "static int open; public static void Open() => open++; public static void Close() => open--;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static int sent; public static void Send(int by) => sent += by;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static int sent; public static void Send() { sent++; Other(ref sent); } static void Other(ref int value) => value = 0;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static int sent; public static void Send() { sent++; ref var other = ref sent; other = 0; }")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static int sent; public static void Send(int to) { sent++; (sent, _) = (to, to); }")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "static long sent = 5;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent > 10 ? sent : 0)", "static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent - failed)", "static int sent, failed; public static void Send(bool isSent) { if (isSent) sent++; else failed++; }")]
    [InlineData("CreateObservableGauge(\"mails\", () => new[] { new Measurement<int>(sent), new Measurement<int>(open) })", "static int sent, open; public static void Send() { sent++; open++; open--; }")]
    [InlineData("CreateObservableGauge(\"mails\", () => post.Sent)", "sealed class Post { public long Sent; public void Send() => Sent++; } static Post post = new(); public static void Restart() => post = new();")]
    [InlineData("CreateObservableGauge(\"mails\", () => posts.Sum(post => post.Sent))", "sealed class Post { public long Sent; public void Send() => Sent++; } static readonly List<Post> posts = [];")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent)", "[ThreadStatic] static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge(\"mails\", () => sent.Count)", "static readonly List<string> sent = []; public static void Send(string mail) => sent.Add(mail);")]
    [InlineData("CreateObservableGauge(\"config.version\", () => version)", "static long version; public static void Change() => version++;")]
    [InlineData("CreateObservableGauge(\"job_started\", () => at)", "static long at; public static void Begin() => at += 5;")]
    [InlineData("CreateObservableGauge(\"mails\", () => lastOffset)", "static long lastOffset; public static void Change() => lastOffset++;")]
    [InlineData("CreateObservableGauge(\"active_mails\", () => sent)", "static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge(\"uptime\", () => watch.Elapsed.TotalSeconds)", "static readonly Stopwatch watch = Stopwatch.StartNew();")]
    [InlineData("CreateObservableGauge(\"process.start\", () => started)", "static readonly long started = Environment.TickCount64;")]
    [InlineData("CreateObservableCounter(\"mails\", () => sent)", "static long sent; public static void Send() => sent++;")]
    [InlineData("CreateObservableGauge(\"threads\", () => ThreadPool.ThreadCount)", "")]
    // A local of the callback is counted anew each time.
    [InlineData("CreateObservableGauge(\"long_mails\", () => { var n = 0; foreach (var mail in mails) if (mail.Length > 9) n++; return n; })", "static readonly List<string> mails = [];")]
    [InlineData("CreateObservableGauge(\"long_mails\", () => { long n = 0; foreach (var mail in mails) n += mail.Length; return new Measurement<long>(n); })", "static readonly List<string> mails = [];")]
    [InlineData("CreateObservableGauge(\"long_mails\", Long)", "static readonly List<string> mails = []; static int Long() { var n = 0; foreach (var mail in mails) if (mail.Length > 9) ++n; return n; }")]
    public Task Quiet(string callback, string members) => Verify<GrowingGauge>.QuietAsync(Read(callback, members));

    [Fact]
    public Task Fires_on_a_local_that_the_callback_captures() => Verify<GrowingGauge>.FiresAsync("var sent = 0; meter.CreateObservableGauge([|\"mails\"|], () => sent); sent++;");

    [Theory]
    [InlineData("class Run { public void All(string[] all) { var done = 0; foreach (var one in all) Mail.Done.Set(++done); } }")]
    [InlineData("class Run { public void All(string[] all) { var done = 0; Parallel.ForEach(all, one => Mail.Done.Set(Interlocked.Increment(ref done))); } }")]
    [InlineData("class Run { int done; public void Next() { done++; Mail.Done.Set(done); } }")]
    public Task Quiet_on_what_each_run_counts_anew(string run) => Verify<GrowingGauge>.QuietAsync("static class Mail { internal static readonly Gauge Done = Metrics.CreateGauge(\"mails\", \"M.\"); } " + run);

    [Fact]
    public Task Quiet_on_what_others_may_write() => Verify<GrowingGauge>.QuietAsync(
        "public static class Mail { public static long Sent; public static void Send() => Sent++; public static readonly Gauge Mails = Metrics.CreateGauge(\"mails\", \"M.\"); public static void Count() => Mails.Inc(); static readonly object made = meter.CreateObservableGauge(\"sent\", () => Sent); }");

    [Theory]
    [InlineData("g.Inc(); g.Inc(2); g.WithLabels(\"1\").Inc(text.Length); g.Labels(\"2\").Inc(); g?.Inc(); _ = g.Name;")]
    [InlineData("sent++; g.Set(sent);")]
    [InlineData("g.WithLabels(\"1\").Set(Interlocked.Increment(ref sent));")]
    [InlineData("Action count = () => g.Inc();")]
    [InlineData("if (by > 0) g.Inc(by); if (by >= 1 && text.Length > 3) { g.WithLabels(\"1\").Inc(by); }")]
    [InlineData("if (by is > 0) g.Inc(by); g.Inc(Math.Max(0, by)); if (by > 0) sent += by; g.Set(sent);")]
    public Task Fires_on_gauges_of_prometheus_net(string statements) => Verify<GrowingGauge>.FiresAsync(
        "class Mail(string text) { static long sent; private static readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\", \"a\"); public void Do(int by) { " + statements + " } }");

    [Theory]
    [InlineData("var sources = Metrics.CreateGauge(\"sources\", \"Number of sources that are currently known.\"); sources.Inc(); var peers = Metrics.CreateGauge(\"peers_connected\", \"Peers.\"); peers.Inc(); g.Dec();")]
    [InlineData("g.Inc(); g.Dec();")]
    [InlineData("g.Inc(); g.Set(0);")]
    [InlineData("g.Inc(by);")]
    [InlineData("if (by > 0) g.Inc(by); else g.Dec(-by);")]
    [InlineData("if (by > -5) g.Inc(by);")]
    [InlineData("if (by < 0) g.Inc(by);")]
    [InlineData("if (by > 0) { by = -by; g.Inc(by); }")]
    [InlineData("if (by > 0) { } g.Inc(by);")]
    [InlineData("if (by > 0 || sent > 3) g.Inc(by); } static long sent; void Other() {")]
    [InlineData("using (g.TrackInProgress()) { g.Inc(); }")]
    [InlineData("g.SetToCurrentTimeUtc();")]
    [InlineData("g.IncTo(by);")]
    [InlineData("g.Inc(); Hand(g);")]
    [InlineData("g.WithLabels(\"1\").Inc(); g.RemoveLabelled(\"1\");")]
    [InlineData("g.WithLabels(\"1\").Inc(); g.WithLabels(\"1\").Remove();")]
    [InlineData("g.Inc(); g.Unpublish();")]
    [InlineData("var ready = Metrics.CreateGauge(\"shop_ready\", \"It works.\"); ready.Inc(); var build = Metrics.CreateGauge(\"build_info\", \"B.\"); build.Inc(); g.Dec();")]
    [InlineData("g.Inc(); var child = g.WithLabels(\"1\"); child.Dec();")]
    [InlineData("_ = g.Value;")]
    public Task Quiet_on_gauges_of_prometheus_net(string statements) => Verify<GrowingGauge>.QuietAsync(
        "class Mail { private static readonly Gauge g = Metrics.CreateGauge(\"mails\", \"M.\", \"a\"); static void Hand(Gauge g) { } public void Do(double by) { " + statements + " } }");

    [Theory]
    [InlineData("gold.Inc(); g.Inc();")]
    [InlineData("gold.Inc(); var child = g.WithLabels(\"1\"); child.Inc();")]
    public Task Fires_on_children_that_variables_hold(string statements) => Verify<GrowingGauge>.FiresAsync(
        "class Mail { private static readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\", \"a\"); static readonly Gauge.Child gold = g.WithLabels(\"gold\"); public void Do() { " + statements + " } }");

    [Theory]
    [InlineData("gold.Inc(); gold.Dec();")]
    [InlineData("gold.Inc(); gold = other.WithLabels(\"1\");")]
    [InlineData("gold.Inc(); Hand(gold);")]
    public Task Quiet_on_children_that_may_fall(string statements) => Verify<GrowingGauge>.QuietAsync(
        "class Mail { private static readonly Gauge g = Metrics.CreateGauge(\"mails\", \"M.\", \"a\"), other = Metrics.CreateGauge(\"size\", \"S.\", \"a\"); static Gauge.Child gold = g.WithLabels(\"gold\"); static void Hand(Gauge.Child g) { } public void Do() { " + statements + " } }");

    [Theory]
    [InlineData("[|\"mails\"|], () => sent", "")]
    [InlineData("[|\"mails\"|], read: () => Interlocked.Read(ref sent)", "")]
    [InlineData("\"mails\", () => sent", "public static void Undo() => sent--;")]
    [InlineData("\"last_mail\", () => sent", "")]
    public Task Looks_at_what_a_method_is_given_to_observe(string given, string undo)
    {
        var code = "static class Mail { static long sent; static void Watch(string name, Func<long> read) => meter.CreateObservableGauge(name, read, description: \"M.\"); static void Start() => Watch(" + given + "); public static void Send() => sent++; " + undo + " }";
        return given.StartsWith('[') ? Verify<GrowingGauge>.FiresAsync(code) : Verify<GrowingGauge>.QuietAsync(code);
    }

    [Fact]
    public Task Fires_on_gauges_that_record_a_total() => Verify<GrowingGauge>.FiresAsync(
        "class Mail { long sent; readonly Gauge<long> g = meter.CreateGauge<long>([|\"mails\"|]); public void Send() { g.Record(++sent, new KeyValuePair<string, object?>(\"a\", 1)); } }");

    [Fact]
    public Task Quiet_on_gauges_that_record_anything_else() => Verify<GrowingGauge>.QuietAsync(
        "class Mail { long sent; readonly Gauge<long> g = meter.CreateGauge<long>(\"mails\"); public void Send() { g.Record(++sent); } public void Reset() => g.Record(0); }");

    [Fact]
    public Task Fires_on_what_other_files_raise() => Verify<GrowingGauge>.FiresAsync(
        """
        static class Stats { internal static long Sent; static readonly object made = meter.CreateObservableGauge([|"mails"|], () => Stats.Sent); }
        === Post.cs
        static class Post { public static void Send() => Stats.Sent++; }
        """);

    [Fact]
    public Task Quiet_on_what_another_file_lowers() => Verify<GrowingGauge>.QuietAsync(
        """
        static class Stats { internal static long Sent; static readonly object made = meter.CreateObservableGauge("mails", () => Stats.Sent); }
        === Post.cs
        static class Post { public static void Send() => Stats.Sent++; public static void Undo() => Stats.Sent -= 1; }
        """);

    [Fact]
    public Task Says_what_rises() => Verify<GrowingGauge>.SaysAsync(
        Read("CreateObservableGauge([|\"mails\"|], () => sent)", "static long sent; public static void Send() => sent++;"), "'mails' is exported as a gauge, but 'sent' only ever rises: a restart looks like a fall, and rates over it are wrong. Make it a counter.");

    [Fact]
    public Task Says_that_it_is_raised() => Verify<GrowingGauge>.SaysAsync(
        "var mails = Metrics.CreateGauge([|\"mails\"|], \"M.\"); mails.Inc();", "'mails' is exported as a gauge, but it is only ever raised: a restart looks like a fall, and rates over it are wrong. Make it a counter.");

    [Theory]
    [InlineData(
        "class Mail { long sent; ObservableGauge<long> g = null!; void Make() => g = meter.CreateObservableGauge<long>([|\"mails\"|], () => sent); void Send() => sent++; }",
        "class Mail { long sent; ObservableCounter<long> g = null!; void Make() => g = meter.CreateObservableCounter<long>(\"mails\", () => sent); void Send() => sent++; }")]
    [InlineData(
        "class Mail { long sent; ObservableUpDownCounter<long>? g; void Make() => g = meter.CreateObservableUpDownCounter([|\"mails\"|], () => sent); void Send() => sent++; }",
        "class Mail { long sent; ObservableCounter<long>? g; void Make() => g = meter.CreateObservableCounter(\"mails\", () => sent); void Send() => sent++; }")]
    [InlineData(
        "class Mail { static readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\", new GaugeConfiguration { LabelNames = [\"a\"] }); void Send() => g.WithLabels(\"1\").Inc(); }",
        "class Mail { static readonly Counter g = Metrics.CreateCounter(\"mails_total\", \"M.\", new CounterConfiguration { LabelNames = [\"a\"] }); void Send() => g.WithLabels(\"1\").Inc(); }")]
    [InlineData(
        "class Mail { static readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\", \"a\"); readonly Gauge.Child gold = g.WithLabels(\"gold\"); void Send() => gold.Inc(); }",
        "class Mail { static readonly Counter g = Metrics.CreateCounter(\"mails_total\", \"M.\", \"a\"); readonly Counter.Child gold = g.WithLabels(\"gold\"); void Send() => gold.Inc(); }")]
    [InlineData(
        "class Mail { long sent; readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\"); void Send() => g.Set(++sent); }",
        "class Mail { long sent; readonly Counter g = Metrics.CreateCounter(\"mails_total\", \"M.\"); void Send() => g.IncTo(++sent); }")]
    [InlineData(
        "class Mail { readonly Gauge g = Metrics.CreateGauge([|\"mails_total\"|], \"M.\"); void Send() => g.Inc(); }",
        "class Mail { readonly Counter g = Metrics.CreateCounter(\"mails_total\", \"M.\"); void Send() => g.Inc(); }")]
    public Task Fixes(string before, string after) => Verify<GrowingGauge>.FixesAsync(before, after);

    [Theory]
    [InlineData("class Mail { long sent; readonly Gauge<long> g = meter.CreateGauge<long>([|\"mails\"|]); void Send() => g.Record(++sent); }")]
    [InlineData("class Mail { static readonly Gauge g = Metrics.CreateGauge([|\"mails\"|], \"M.\"), h = Metrics.CreateGauge(\"mails_total\", \"M.\"); void Send() => g.Inc(); }")]
    [InlineData("static class Mail { static long sent; static void Watch(string name, Func<long> read) => meter.CreateObservableGauge(name, read); static void Start() => Watch([|\"mails\"|], () => sent); static void Send() => sent++; }")]
    public Task Offers_no_fix(string source) => Verify<GrowingGauge>.OffersNoFixAsync(source);

    [Fact]
    public void At_run_time_only_a_counter_is_a_sum_that_rises() => Assert.Equal(
        ["counter LongSum", "gauge LongGauge", "level LongSumNonMonotonic"],
        Exported.Of(
            meter =>
            {
                meter.CreateObservableGauge("gauge", () => GC.CollectionCount(0));
                meter.CreateObservableUpDownCounter("level", () => GC.CollectionCount(0));
                meter.CreateObservableCounter("counter", () => GC.CollectionCount(0));
            },
            metric => $"{metric.Name} {metric.MetricType}"));
}
