using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class AbbreviatedUnitInNameTests
{
    [Theory]
    [InlineData("""Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.");""")]
    [InlineData("""Metrics.CreateHistogram(help: "Requests.", name: [|"shop_request_s"|]);""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kb_total"|], "Sent.");""")]
    [InlineData("""Metrics.CreateCounter([|"shop_sent_kb"|], "Sent.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_wait_ms_per_request"|], "Waiting.");""")]
    [InlineData("""Metrics.CreateHistogram([|"shopRequestMs"|], "camelCase counts too.");""")]
    [InlineData("""Metrics.CreateHistogram([|"shop_parse_us"|], "Microseconds: nothing else is distributed.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_cpu_us"|], "Microseconds.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_wait_m"|], "Minutes or meters: no fix.");""")]
    [InlineData("""Metrics.CreateGauge([|"shop_load_pct"|], "Load.");""")]
    [InlineData("using static Prometheus.Metrics;\nvar h = CreateHistogram([|\"shop_request_ms\"|], \"Requests.\");\nclass Program1;")]
    [InlineData("record Shop(IMetricFactory Factory) { public Histogram H { get; } = Factory.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\"); }")]
    [InlineData("static Histogram Make(string name) => Metrics.CreateHistogram(name, \"Requests.\");\nstatic readonly Histogram H = Make([|\"shop_request_ms\"|]);")]
    public Task Fires(string code) => Verify<AbbreviatedUnitInName>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateHistogram("shop_request_seconds", "Base unit.");""")]
    [InlineData("""Metrics.CreateHistogram("shop_request_milliseconds", "OBS1007 speaks.");""")]
    [InlineData("""Metrics.CreateGauge("ms", "A single word is no unit.");""")]
    [InlineData("""Metrics.CreateGauge("shop_ms_elapsed_ratio", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_seconds_ms_x", "Elsewhere.");""")]
    [InlineData("""Metrics.CreateGauge("shop_items", "Ends in ms.");""")]
    [InlineData("""Metrics.CreateCounter("shop_orders_us_total", "In the United States.");""")]
    [InlineData("""Metrics.CreateCounter("shop_plan_b_total", "Plan B.");""")]
    [InlineData("""Metrics.CreateGauge("shop_threads_min", "A minimum.");""")]
    [InlineData("""Metrics.CreateGauge("shop_load_5m", "Over five minutes.");""")]
    [InlineData("""meter.CreateHistogram<double>("shop.request.ms");""")]
    [InlineData("""var name = Console.ReadLine() + "_ms"; Metrics.CreateGauge(name, "Not constant.");""")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"shop_ms\", \"A lookalike.\"); }")]
    public Task Quiet(string code) => Verify<AbbreviatedUnitInName>.QuietAsync(code);

    [Fact]
    public Task Says_which_unit() => Verify<AbbreviatedUnitInName>.SaysAsync(
        """Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.");""", "Metric 'shop_request_ms' abbreviates its unit 'ms': spell out the base unit 'seconds'");

    [Theory]
    [InlineData("shop_request_s", "shop_request_seconds")]
    [InlineData("shop_body_b", "shop_body_bytes")]
    [InlineData("shop_request_secs_per_call", "shop_request_seconds_per_call")]
    public Task Only_renames_what_is_in_the_base_unit(string before, string after) => Verify<AbbreviatedUnitInName>.FixesAsync(
        $$"""static readonly Histogram H = Metrics.CreateHistogram([|"{{before}}"|], "Requests."); static void Use(Stopwatch sw) { H.Observe(sw.ElapsedTicks); Pass(H); } static void Pass(Histogram h) { }""",
        $$"""static readonly Histogram H = Metrics.CreateHistogram("{{after}}", "Requests."); static void Use(Stopwatch sw) { H.Observe(sw.ElapsedTicks); Pass(H); } static void Pass(Histogram h) { }""");

    [Theory]
    [InlineData("sw.ElapsedMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("(double)sw.ElapsedMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("(int)sw.Elapsed.TotalMilliseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("sw.Elapsed.TotalMilliseconds /* total */", "sw.Elapsed.TotalSeconds /* total */")]
    [InlineData("(DateTime.UtcNow - start).TotalMilliseconds", "(DateTime.UtcNow - start).TotalSeconds")]
    [InlineData("(double)((DateTime.UtcNow - start).TotalMilliseconds)", "(DateTime.UtcNow - start).TotalSeconds")]
    [InlineData("Stopwatch.GetElapsedTime(0).TotalMilliseconds", "Stopwatch.GetElapsedTime(0).TotalSeconds")]
    [InlineData("elapsed", "elapsed / 1000d")]
    [InlineData("-elapsed", "-elapsed / 1000d")]
    [InlineData("Math.Round(sw.Elapsed.TotalMilliseconds)", "Math.Round(sw.Elapsed.TotalMilliseconds) / 1000d")]
    [InlineData("elapsed + 1", "(elapsed + 1) / 1000d")]
    [InlineData("elapsed * 3", "elapsed * 3 / 1000d")]
    [InlineData("(elapsed + 1)", "(elapsed + 1) / 1000d")]
    [InlineData("elapsed > 5 ? elapsed : 5", "(elapsed > 5 ? elapsed : 5) / 1000d")]
    [InlineData("maybe ?? 1", "(maybe ?? 1) / 1000d")]
    [InlineData("(double)exact", "(double)exact / 1000d")]
    [InlineData("seconds * 1000", "seconds")]
    [InlineData("1000.0 * seconds", "seconds")]
    [InlineData("(seconds + 1) * 1000", "seconds + 1")]
    [InlineData("(int)(seconds * 1000)", "seconds")]
    [InlineData("ticks / TimeSpan.TicksPerMillisecond", "ticks / TimeSpan.TicksPerMillisecond / 1000d")]
    [InlineData("Limit", "Limit / 1000d")]
    [InlineData("250", "0.25")]
    [InlineData("-250L", "-0.25")]
    [InlineData("1_500.0", "1.5")]
    [InlineData("5d", "0.005d")]
    [InlineData("3e3", "3.0")]
    [InlineData("2000f", "2.0")]
    [InlineData("0", "0")]
    [InlineData("0x10", "0x10 / 1000d")]
    public Task Converts_what_is_recorded(string before, string after)
    {
        const string given = "const int Limit = 250; static readonly Histogram H = Metrics.CreateHistogram({0}, \"Requests.\");\n"
            + "static void Use(Stopwatch sw, DateTime start, long elapsed, double seconds, double? maybe, decimal exact, long ticks) => H.Observe(";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", "[|\"shop_request_ms\"|]") + before + "); // kept",
            given.Replace("{0}", "\"shop_request_seconds\"") + after + "); // kept");
    }

    [Theory]
    [InlineData("us", "value", "value / 1000000d")]
    [InlineData("us", "sw.Elapsed.TotalMicroseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("ns", "sw.Elapsed.TotalNanoseconds", "sw.Elapsed.TotalSeconds")]
    [InlineData("mins", "value", "value * 60d")]
    [InlineData("mins", "5", "300")]
    [InlineData("mins", "value + 1", "(value + 1) * 60d")]
    [InlineData("mins", "value / 60.0", "value")]
    [InlineData("mins", "sw.Elapsed.TotalMinutes", "sw.Elapsed.TotalSeconds")]
    [InlineData("hrs", "sw.Elapsed.TotalHours", "sw.Elapsed.TotalSeconds")]
    public Task Converts_other_times(string unit, string before, string after) => Converts($"shop_wait_{unit}", "shop_wait_seconds", before, after);

    [Theory]
    [InlineData("kb", "value / 1024", "value")]
    [InlineData("kb", "value / 1000.0", "value")]
    [InlineData("kb", "value >> 10", "value")]
    [InlineData("kb", "(double)value / 1024", "value")]
    [InlineData("mb", "value / 1024 / 1024", "value")]
    [InlineData("mb", "value / (1024.0 * 1024)", "value")]
    [InlineData("mb", "(value + 1) / 1024 / 1024", "value + 1")]
    [InlineData("mb", "value / 1e6", "value")]
    [InlineData("mb", "512", "512000000")]
    [InlineData("mib", "value", "value * 1048576d")]
    [InlineData("mib", "1.5", "1572864.0")]
    [InlineData("gib", "value / 1073741824", "value")]
    public Task Converts_sizes(string unit, string before, string after) => Converts($"shop_size_{unit}", "shop_size_bytes", before, after);

    [Theory]
    [InlineData("value * 100", "value")]
    [InlineData("100 - value", "(100 - value) / 100d")]
    [InlineData("value * 100 / total", "value * 100 / total / 100d")]
    [InlineData("12.5", "0.125")]
    public Task Converts_shares(string before, string after) => Converts("shop_load_pct", "shop_load_ratio", before, after);

    private static Task Converts(string oldName, string newName, string before, string after)
    {
        const string given = "static readonly Gauge G = Metrics.CreateGauge({0}, \"A gauge.\");\nstatic void Use(Stopwatch sw, long value, long total) => G.Set(";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", $"[|\"{oldName}\"|]") + before + "); // kept",
            given.Replace("{0}", $"\"{newName}\"") + after + "); // kept");
    }

    [Theory]
    [InlineData("C.Inc(v);", "C.Inc(v / 1000d);")]
    [InlineData("C.Inc(v, e);", "C.Inc(v / 1000d, e);")]
    [InlineData("C.Inc(exemplar: e, increment: v);", "C.Inc(exemplar: e, increment: v / 1000d);")]
    [InlineData("C.IncTo(v);", "C.IncTo(v / 1000d);")]
    [InlineData("C.WithLabels(\"a\").Inc(v);", "C.WithLabels(\"a\").Inc(v / 1000d);")]
    [InlineData("C?.Inc(v);", "C?.Inc(v / 1000d);")]
    [InlineData("Test.C.Inc(v);", "Test.C.Inc(v / 1000d);")]
    [InlineData("Action a = () => C.Inc(v);", "Action a = () => C.Inc(v / 1000d);")]
    [InlineData("var child = C.WithLabels(\"a\"); child.Inc(v); child.Inc(2 * v);", "var child = C.WithLabels(\"a\"); child.Inc(v / 1000d); child.Inc(2 * v / 1000d);")]
    [InlineData("ICounter child = C; child.Inc(v);", "ICounter child = C; child.Inc(v / 1000d);")]
    [InlineData("C.RemoveLabelled(\"a\"); Console.WriteLine(nameof(C) + C.Name);", "C.RemoveLabelled(\"a\"); Console.WriteLine(nameof(C) + C.Name);")]
    [InlineData("if (C != null) C.Inc(v);", "if (C != null) C.Inc(v / 1000d);")]
    public Task Converts_every_recording_of_a_counter(string before, string after)
    {
        const string given = "static readonly Counter C = Metrics.CreateCounter({0}, \"Spent.\");\nstatic void Use(double v, Prometheus.Exemplar e) { ";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", "[|\"shop_spent_ms_total\"|]") + before + " }", given.Replace("{0}", "\"shop_spent_seconds_total\"") + after + " }");
    }

    [Theory]
    [InlineData("C.Inc();")]
    [InlineData("C.Inc(e);")]
    [InlineData("Console.WriteLine(C.Value);")]
    [InlineData("C.CountExceptions(() => { });")]
    [InlineData("Pass(C);")]
    [InlineData("object o = C; o.ToString();")]
    [InlineData("var list = new List<Counter> { C };")]
    [InlineData("Action<double> inc = C.Inc; inc(v);")]
    [InlineData("C.WithLabels(\"a\").Inc();")]
    [InlineData("C.Inc(v); using (C.NewTimer()) { }")]
    [InlineData("C.Inc(v); C.Inc(TimeSpan.FromMinutes(1).TotalSeconds);")]
    [InlineData("C.Inc(TimeSpan.FromMinutes(1).TotalMinutes);")]
    [InlineData("C.IncToCurrentTimeUtc();")]
    [InlineData("var other = v > 1 ? C : null;")]
    [InlineData("var other = C; other = Metrics.CreateCounter(\"shop_other_total\", \"Other.\"); other.Inc(v);")]
    [InlineData("dynamic d = v; C.Inc(d);")]
    public Task Offers_no_fix_where_a_use_is_out_of_sight(string use) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        $"static readonly Counter C = Metrics.CreateCounter([|\"shop_spent_ms_total\"|], \"Spent.\");\nstatic void Pass(Counter c) {{ }}\nstatic void Use(double v, Prometheus.Exemplar e) {{ {use} }}");

    [Theory]
    [InlineData("G.Set(value);")]
    [InlineData("G.Set(value / 1024); G.Inc(value / 1000);")]
    [InlineData("G.Set(Math.Round(value / 1024.0));")]
    public Task Offers_no_fix_where_a_kilobyte_may_be_1000_or_1024(string use) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        $"static readonly Gauge G = Metrics.CreateGauge([|\"shop_size_kb\"|], \"Size.\");\nstatic void Use(long value) {{ {use} }}");

    [Theory]
    [InlineData("public class Shop { public static readonly Histogram H = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"A library shows it to the world.\"); }")]
    [InlineData("static Histogram Make() => Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Returned.\");")]
    [InlineData("static readonly Lazy<Histogram> H = new(() => Metrics.CreateHistogram([|\"shop_request_ms\"|], \"In a Lazy.\"));")]
    [InlineData("static Histogram Make(string name) => Metrics.CreateHistogram(name, \"Wrapped.\");\nstatic readonly Histogram H = Make([|\"shop_request_ms\"|]);")]
    [InlineData("static void Make(Prometheus.HistogramConfiguration c) { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"The buckets are out of sight.\", c); }")]
    [InlineData("static readonly double[] B = [5, 10]; static void Make() { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Shared.\", new Prometheus.HistogramConfiguration { Buckets = B }); Console.WriteLine(B.Length); }")]
    [InlineData("static readonly double[] B = [5, 10]; static void Make() { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Spread.\", new Prometheus.HistogramConfiguration { Buckets = [1, .. B] }); }")]
    public Task Offers_no_fix(string code) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(code);

    [Fact]
    public Task Renames_only_where_timers_record_seconds_already() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static readonly Histogram H = Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.", new Prometheus.HistogramConfiguration { Buckets = [0.1, 1] });
        static void Use(Stopwatch sw) { using (H.NewTimer()) { } using var t = H.WithLabels("a").NewTimer(); H.Observe(sw.Elapsed.TotalSeconds); }
        """,
        """
        static readonly Histogram H = Metrics.CreateHistogram("shop_request_seconds", "Requests.", new Prometheus.HistogramConfiguration { Buckets = [0.1, 1] });
        static void Use(Stopwatch sw) { using (H.NewTimer()) { } using var t = H.WithLabels("a").NewTimer(); H.Observe(sw.Elapsed.TotalSeconds); }
        """);

    [Theory]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = new double[] { 5, 10, 25, 1000 } }", "new Prometheus.HistogramConfiguration { Buckets = new double[] { 0.005, 0.01, 0.025, 1 } }")]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = [5, 10, double.PositiveInfinity] }", "new Prometheus.HistogramConfiguration { Buckets = [0.005, 0.01, double.PositiveInfinity] }")]
    [InlineData("new Prometheus.HistogramConfiguration { Buckets = new[] { 5d, 1000.0 /* slow */ } }", "new Prometheus.HistogramConfiguration { Buckets = new[] { 0.005d, 1.0 /* slow */ } }")]
    [InlineData("configuration: new() { Buckets = Histogram.ExponentialBuckets(1, 2, 10) }", "configuration: new() { Buckets = Histogram.ExponentialBuckets(0.001, 2, 10) }")]
    [InlineData("configuration: new() { Buckets = Histogram.LinearBuckets(count: 10, width: 50, start: 100) }", "configuration: new() { Buckets = Histogram.LinearBuckets(count: 10, width: 0.05, start: 0.1) }")]
    [InlineData("configuration: new() { Buckets = [TimeSpan.FromSeconds(1).TotalMilliseconds, 2 * 1000] }", "configuration: new() { Buckets = [TimeSpan.FromSeconds(1).TotalSeconds, 2] }")]
    [InlineData("configuration: null", "configuration: null")]
    public Task Converts_the_buckets(string before, string after) => Verify<AbbreviatedUnitInName>.FixesAsync(
        $"Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\", {before}).Observe(250);",
        $"Metrics.CreateHistogram(\"shop_request_seconds\", \"Requests.\", {after}).Observe(0.25);");

    [Fact]
    public Task Converts_buckets_and_recordings_in_other_files() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static class Shop
        {
            // In milliseconds.
            private static readonly double[] Bounds = { 5, 10, 25 };
            private static readonly Prometheus.HistogramConfiguration Settings = new() { Buckets = Bounds, LabelNames = ["kind"] };
            internal static readonly Histogram Requests = Metrics.CreateHistogram([|Names.Requests|], "Duration in milliseconds; slow is over 500 ms.", Settings);
        }
        === Names.cs
        static class Names { public const string Requests = "shop_request_ms"; }
        === Use.cs
        class Use { void Now(Stopwatch sw) => Shop.Requests.WithLabels("a").Observe(sw.ElapsedMilliseconds); }
        """,
        """
        static class Shop
        {
            // In milliseconds.
            private static readonly double[] Bounds = { 0.005, 0.01, 0.025 };
            private static readonly Prometheus.HistogramConfiguration Settings = new() { Buckets = Bounds, LabelNames = ["kind"] };
            internal static readonly Histogram Requests = Metrics.CreateHistogram(Names.Requests, "Duration in seconds; slow is over 500 ms.", Settings);
        }
        === Names.cs
        static class Names { public const string Requests = "shop_request_seconds"; }
        === Use.cs
        class Use { void Now(Stopwatch sw) => Shop.Requests.WithLabels("a").Observe(sw.Elapsed.TotalSeconds); }
        """);

    [Fact]
    public Task Converts_several_instruments_on_one_line() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static readonly Histogram A = Metrics.CreateHistogram([|"shop_a_ms"|], "A."), B = Metrics.CreateHistogram([|"shop_b_ms"|], "B.");
        static void Use(Stopwatch sw, double v) { A.Observe(sw.ElapsedMilliseconds); B.Observe(sw.ElapsedMilliseconds); A.Observe(v + 1); B.Observe(v); }
        """,
        """
        static readonly Histogram A = Metrics.CreateHistogram("shop_a_seconds", "A."), B = Metrics.CreateHistogram("shop_b_seconds", "B.");
        static void Use(Stopwatch sw, double v) { A.Observe(sw.Elapsed.TotalSeconds); B.Observe(sw.Elapsed.TotalSeconds); A.Observe((v + 1) / 1000d); B.Observe(v / 1000d); }
        """);

    [Fact]
    public Task Converts_all_declarations_of_one_metric() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static void A(double v) => Metrics.CreateHistogram([|"shop_a_ms"|], "A.").Observe(v);
        static void B(double v) => Metrics.CreateHistogram([|"shop_a_ms"|], "A.").Observe(v);
        """,
        """
        static void A(double v) => Metrics.CreateHistogram("shop_a_seconds", "A.").Observe(v / 1000d);
        static void B(double v) => Metrics.CreateHistogram("shop_a_seconds", "A.").Observe(v / 1000d);
        """);

    [Fact]
    public Task Follows_constructors_properties_and_interfaces() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        interface IShopMetrics { Histogram Requests { get; } }
        internal class ShopMetrics(IMetricFactory factory) : IShopMetrics { public Histogram Requests { get; } = factory.CreateHistogram([|"shop_request_ms"|], "Requests."); }
        class Service(IShopMetrics metrics) { void Run(double v) { metrics.Requests.Observe(v); } }
        class Old { private Histogram _h; Old() { _h = Metrics.CreateHistogram([|"shop_old_ms"|], "Old."); } Histogram H => _h; void Run(double v) { this._h.Observe(v); H.Observe(v); } }
        """,
        """
        interface IShopMetrics { Histogram Requests { get; } }
        internal class ShopMetrics(IMetricFactory factory) : IShopMetrics { public Histogram Requests { get; } = factory.CreateHistogram("shop_request_seconds", "Requests."); }
        class Service(IShopMetrics metrics) { void Run(double v) { metrics.Requests.Observe(v / 1000d); } }
        class Old { private Histogram _h; Old() { _h = Metrics.CreateHistogram("shop_old_seconds", "Old."); } Histogram H => _h; void Run(double v) { this._h.Observe(v / 1000d); H.Observe(v / 1000d); } }
        """);

    [Fact]
    public Task Converts_in_an_application_even_what_is_public() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        Shop.H.Observe(Stopwatch.StartNew().ElapsedMilliseconds);
        public class Shop { public static readonly Histogram H = Metrics.CreateHistogram([|"shop_request_ms"|], "Requests."); }
        """,
        """
        Shop.H.Observe(Stopwatch.StartNew().Elapsed.TotalSeconds);
        public class Shop { public static readonly Histogram H = Metrics.CreateHistogram("shop_request_seconds", "Requests."); }
        """);

    [Fact]
    public Task The_fix_of_another_rule_converts_as_well() => Verify<MetricNameCasing>.FixesAsync(
        """var h = Metrics.CreateHistogram([|"shopRequestMs"|], "Requests."); h.Observe(250);""",
        """var h = Metrics.CreateHistogram("shop_request_seconds", "Requests."); h.Observe(0.25);""");

    [Fact]
    public Task The_fix_of_another_rule_leaves_the_unit_where_it_cannot_convert() => Verify<MetricNameCasing>.FixesAsync(
        """var h = Metrics.CreateCounter([|"shopRequestMs"|], "Requests."); h.Inc();""",
        """var h = Metrics.CreateCounter("shop_request_ms_total", "Requests."); h.Inc();""");
}
