using System.Diagnostics;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class RecordedUnitMismatchTests
{
    private const string Given = """
        static readonly Histogram<double> s = meter.CreateHistogram<double>("shop.commit.duration", "s"), ms = meter.CreateHistogram<double>("shop.wait", "ms"), word = meter.CreateHistogram<double>("shop.load", "seconds");
        static readonly Gauge<double> bytes = meter.CreateGauge<double>("shop.cache", "By"), bare = meter.CreateGauge<double>("shop.bare");
        static readonly Counter<long> whole = meter.CreateCounter<long>("shop.cpu.time", "s");
        static readonly Prometheus.Histogram seconds = Metrics.CreateHistogram("shop_render_seconds", "Time.", "page");
        static readonly Prometheus.Gauge millis = Metrics.CreateGauge("shop_lag_milliseconds", "Lag."), size = Metrics.CreateGauge("shop_cache_bytes", "Size."), rate = Metrics.CreateGauge("shop_bytes_per_second", "Rate."), kb = Metrics.CreateGauge("shop_heap_kb", "Heap.");
        static readonly Stopwatch watch = Stopwatch.StartNew();
        static TimeSpan time;
        static long Frequency => Stopwatch.Frequency;
        static double ElapsedMs() => watch.Elapsed.TotalMilliseconds;

        """;

    [Theory]
    [InlineData("s.Record([|watch.ElapsedMilliseconds|]);")]
    [InlineData("s.Record([|time.TotalMilliseconds|], new KeyValuePair<string, object?>(\"a\", 1));")]
    [InlineData("s.Record([|time.TotalMinutes|]);")]
    [InlineData("s.Record([|time.Ticks|]);")]
    [InlineData("s.Record([|watch.ElapsedTicks|]);")]
    [InlineData("ms.Record([|watch.ElapsedTicks / TimeSpan.TicksPerMillisecond|]); s.Record([|(double)watch.ElapsedTicks / TimeSpan.TicksPerSecond|]);")]
    [InlineData("var elapsed = watch.ElapsedTicks / (double)TimeSpan.TicksPerMillisecond; ms.Record([|elapsed|]);")]
    [InlineData("s.Record([|time.Seconds|]);")]
    [InlineData("s.Record([|time.Milliseconds / 1000d|]);")]
    [InlineData("ms.Record([|time.TotalSeconds|]);")]
    [InlineData("ms.Record([|time.Milliseconds|]);")]
    [InlineData("ms.Record([|time.TotalMilliseconds / 1000|]);")]
    [InlineData("word.Record([|time.TotalMilliseconds|]);")]
    [InlineData("var elapsed = watch.Elapsed.Milliseconds; s.Record([|elapsed|]);")]
    [InlineData("s.Record([|ElapsedMs()|]);")]
    [InlineData("s.Record([|Math.Round(time.TotalMilliseconds)|]);")]
    [InlineData("s.Record(time == default ? 0 : [|time.TotalMilliseconds|]);")]
    [InlineData("whole.Add((long)[|time.TotalMilliseconds|]);")]
    [InlineData("whole.Add([|watch.ElapsedMilliseconds|]);")]
    [InlineData("seconds.WithLabels(\"home\").Observe([|watch.ElapsedMilliseconds|]);")]
    [InlineData("seconds.Observe([|watch.ElapsedTicks|]);")]
    [InlineData("millis.Set([|DateTimeOffset.UtcNow.ToUnixTimeSeconds()|]);")]
    [InlineData("size.Set([|GC.GetTotalMemory(false) / 1024|]);")]
    [InlineData("size.Set([|Environment.WorkingSet >> 20|]);")]
    [InlineData("bytes.Record([|new byte[3].Length / 1000.0|]);")]
    [InlineData("bytes.Record([|time.TotalSeconds|]);")]
    [InlineData("meter.CreateObservableGauge(\"shop.age\", () => [|time.TotalMilliseconds|], \"s\");")]
    [InlineData("meter.CreateObservableGauge(\"shop.age\", () => new Measurement<double>([|watch.ElapsedMilliseconds|]), \"s\");")]
    [InlineData("TimeSpan? held = time; s.Record([|held?.TotalMilliseconds|] ?? 0d);")]
    [InlineData("Stopwatch? held = watch; s.Record([|held?.ElapsedMilliseconds|] ?? 0);")]
    [InlineData("Activity? activity = null; s.Record([|activity?.Duration.TotalMilliseconds|] ?? 0);")]
    [InlineData("Activity? activity = null; var held = activity?.Duration.TotalMilliseconds ?? watch.Elapsed.TotalMilliseconds; s.Record([|held|]);")]
    [InlineData("TimeSpan? held = time; var v = held is null ? 0 : held.Value.TotalMilliseconds; s.Record([|v|]);")]
    [InlineData("TimeSpan? held = time; var v = held switch { null => throw new Exception(), _ => held.Value.TotalMilliseconds }; s.Record([|v|]);")]
    [InlineData("s.Record([|Math.Max(0, time.TotalMilliseconds)|]); s.Record([|Math.Max(watch.Elapsed.TotalMilliseconds, 0d)|]);")]
    [InlineData("long start = 5; s.Record([|TimeSpan.FromTicks(Stopwatch.GetTimestamp() - start).TotalSeconds|]); ms.Record([|new TimeSpan(watch.ElapsedTicks).TotalMilliseconds|]);")]
    [InlineData("var start = Stopwatch.GetTimestamp(); var now = Stopwatch.GetTimestamp(); var held = TimeSpan.FromTicks(now - start); s.Record([|held.TotalSeconds|]); seconds.Observe([|held.TotalSeconds|]);")]
    [InlineData("long start = 5; s.Record([|Stopwatch.GetTimestamp() - start|]); ms.Record([|(double)(Stopwatch.GetTimestamp() - start) / TimeSpan.TicksPerMillisecond|]); whole.Add([|Stopwatch.GetTimestamp() - start|]);")]
    [InlineData("void Of(TimeProvider clock, long start) => s.Record([|TimeSpan.FromTicks(clock.GetTimestamp() - start).TotalSeconds|]);")]
    [InlineData("Stopwatch? held = watch; s.Record([|TimeSpan.FromTicks(held?.ElapsedTicks ?? 0).TotalSeconds|]); s.Record([|TimeSpan.FromTicks(Math.Max(0, watch.ElapsedTicks)).TotalSeconds|]);")]
    public Task Fires(string statement) => Verify<RecordedUnitMismatch>.FiresAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("s.Record(watch.Elapsed.TotalSeconds); s.Record(watch.ElapsedMilliseconds / 1000d); s.Record(time.TotalMilliseconds * 0.001); s.Record(time.TotalMinutes * 60);")]
    [InlineData("s.Record(watch.ElapsedTicks / (double)Stopwatch.Frequency); s.Record((double)watch.ElapsedTicks / Frequency); s.Record(time.Ticks / (double)TimeSpan.TicksPerSecond);")]
    [InlineData("ms.Record(time.TotalMilliseconds); ms.Record(watch.ElapsedMilliseconds); ms.Record(time.TotalSeconds * 1000); ms.Record(time.Ticks / TimeSpan.TicksPerMillisecond);")]
    [InlineData("ms.Record(watch.ElapsedTicks / 10000d); ms.Record(watch.ElapsedTicks * 1000d / Stopwatch.Frequency); ms.Record(watch.Elapsed.Ticks / TimeSpan.TicksPerMillisecond);")]
    [InlineData("ms.Record(Environment.TickCount); s.Record(5); s.Record(ElapsedMs() / 1000);")]
    [InlineData("word.Record(time.TotalSeconds); whole.Add((long)time.TotalSeconds);")]
    [InlineData("using (seconds.NewTimer()) { } seconds.Observe(time.TotalSeconds); millis.Set(time.TotalMilliseconds);")]
    [InlineData("size.Set(GC.GetTotalMemory(false)); size.Set(\"abc\".Length / 1024); rate.Set(Environment.WorkingSet / 1024); kb.Set(Environment.WorkingSet / 1024); kb.Set(Environment.WorkingSet / 1000);")]
    [InlineData("bare.Record(time.TotalMilliseconds); bare.Record(time.Seconds); bare.Record(watch.ElapsedTicks);")]
    [InlineData("s.Record(time.Minutes * 60 + time.Seconds); s.Record(DateTime.Now.TimeOfDay.Seconds); s.Record(time.TotalMilliseconds / 10);")]
    [InlineData("var elapsed = time.TotalMilliseconds; elapsed /= 1000; s.Record(elapsed);")]
    [InlineData("static void Inner(Histogram<double> h) => h.Record(time.TotalMilliseconds);")]
    [InlineData("meter.CreateObservableGauge(\"shop.age\", () => time.TotalSeconds, \"s\"); meter.CreateObservableGauge(\"shop.ratio\", () => time.TotalMilliseconds, \"1\");")]
    [InlineData("TimeSpan? held = time; s.Record(held?.TotalSeconds ?? 0); s.Record((held?.TotalMilliseconds ?? 0) / 1000); ms.Record(held?.TotalMilliseconds ?? 0); var v = held?.TotalMilliseconds ?? 0; s.Record(v / 1000);")]
    [InlineData("double Known() => Random.Shared.NextDouble(); var v = watch.IsRunning ? Known() : time.TotalMilliseconds; s.Record(v); var w = watch.IsRunning ? 5 : time.TotalMilliseconds; s.Record(w);")]
    [InlineData("s.Record(Math.Max(0, time.TotalMilliseconds) / 1000); s.Record(Math.Max(0, time.TotalSeconds)); s.Record(Math.Min(time.TotalSeconds, 60)); s.Record(Math.Max(time.TotalMilliseconds, watch.ElapsedTicks));")]
    [InlineData("long start = 5; s.Record(Stopwatch.GetElapsedTime(start).TotalSeconds); s.Record((Stopwatch.GetTimestamp() - start) / (double)Stopwatch.Frequency); s.Record(TimeSpan.FromTicks((Stopwatch.GetTimestamp() - start) * TimeSpan.TicksPerSecond / Stopwatch.Frequency).TotalSeconds);")]
    [InlineData("s.Record(TimeSpan.FromTicks(watch.Elapsed.Ticks).TotalSeconds); s.Record(TimeSpan.FromTicks(watch.ElapsedTicks / 100).TotalSeconds); s.Record(TimeSpan.FromTicks(watch.ElapsedTicks).TotalSeconds / 100); s.Record(new TimeSpan(1, 2, 3).TotalSeconds);")]
    [InlineData("s.Record(Stopwatch.IsHighResolution ? watch.Elapsed.TotalSeconds : TimeSpan.FromTicks(watch.ElapsedTicks).TotalSeconds);")]
    [InlineData("void Of(long ticks) => s.Record(TimeSpan.FromTicks(ticks).TotalSeconds); s.Record(TimeSpan.FromTicks(DateTime.UtcNow.Ticks - time.Ticks).TotalSeconds); void By(TimeProvider clock, long start) => s.Record((clock.GetTimestamp() - start) / (double)clock.TimestampFrequency);")]
    public Task Quiet(string statement) => Verify<RecordedUnitMismatch>.QuietAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("static readonly Prometheus.Histogram.Child Nightly = seconds.WithLabels(\"nightly\");\nstatic void Do() => Nightly.Observe([|watch.ElapsedMilliseconds|]);")]
    [InlineData("static readonly IHistogram Nightly = seconds.WithLabels(\"nightly\");\nstatic void Do() { var late = watch.ElapsedMilliseconds; Nightly.Observe([|late|]); }")]
    [InlineData("static void Do() { var child = seconds.WithLabels(\"nightly\"); child.Observe([|time.TotalMilliseconds|]); }")]
    [InlineData("static void Do() { var lag = millis; lag.Set([|time.TotalSeconds|]); }")]
    [InlineData("static void Do() { var held = s; held.Record([|watch.ElapsedMilliseconds|]); }")]
    [InlineData("static Histogram<double> H() => s;\nstatic void Do() => H().Record([|Math.Round(time.TotalMilliseconds)|]);")]
    [InlineData("static Histogram<double> Kept => s;\nstatic void Do(TimeSpan? t) => Kept.Record([|t?.TotalMilliseconds|] ?? 0);")]
    [InlineData("class Other { Histogram<double> held = meter.CreateHistogram<double>(\"other\", \"ms\"); }\nclass Use { void Do() { var held = s; held.Record([|time.TotalMilliseconds|]); } }")]
    [InlineData("interface IShop { Histogram<double> Time { get; } }\nclass Shop : IShop { public Histogram<double> Time { get; } = meter.CreateHistogram<double>(\"t\", \"s\"); }\nclass Use(IShop shop) { void Do() => shop.Time.Record([|time.TotalMilliseconds|]); }")]
    [InlineData("interface IShop { IHistogram Time { get; } }\nclass Shop : IShop { public IHistogram Time { get; } public Shop(IMetricFactory f) => Time = f.CreateHistogram(\"t_seconds\", \"T.\"); }\nclass Use(IShop shop) { void Do() => shop.Time.Observe([|time.TotalMilliseconds|]); }")]
    [InlineData("abstract class Work { protected virtual Histogram<double> Time { get; } = meter.CreateHistogram<double>(\"t\", \"s\"); void Do() => Time.Record([|time.TotalMilliseconds|]); }")]
    [InlineData("static readonly Dictionary<string, Histogram<double>> all = [];\nstatic Histogram<double> Of(string k) => all.GetValueOrDefault(k) ?? (all[k] = meter.CreateHistogram<double>(\"t\", \"s\"));\nstatic void Do() => Of(\"a\").Record([|time.TotalMilliseconds|]);")]
    public Task Fires_on_what_leads_to_the_instrument(string code) => Verify<RecordedUnitMismatch>.FiresAsync(Given + code);

    [Theory]
    [InlineData("static readonly Prometheus.Histogram.Child Nightly = seconds.WithLabels(\"nightly\");\nstatic void Do() { Nightly.Observe(time.TotalSeconds); var child = seconds.WithLabels(\"a\"); child.Observe(watch.ElapsedMilliseconds / 1000d); }")]
    [InlineData("static Histogram<double> H(bool inSeconds) => inSeconds ? s : ms;\nstatic void Do() => H(false).Record(time.TotalMilliseconds);")]
    [InlineData("static void Do(bool inSeconds) { var held = s; if (!inSeconds) held = ms; held.Record(time.TotalMilliseconds); }")]
    [InlineData("static void Do(Prometheus.IHistogram given) { given.Observe(time.TotalMilliseconds); new List<double>().Add(time.TotalMilliseconds); }")]
    public Task Quiet_on_what_may_lead_to_another(string code) => Verify<RecordedUnitMismatch>.QuietAsync(Given + code);

    private const string Recorders = """
        static void Put(double v) => s.Record(v);
        static void Labelled(string page, double v) { seconds.WithLabels(page).Observe(v); }
        static void Converted(double v) => s.Record(v / 1000);
        static void Either(double v, bool inSeconds) { if (inSeconds) s.Record(v); else ms.Record(v); }
        static void Both(double v) { s.Record(v); ms.Record(v); }
        static void Some(string kind, double v) { if (kind == "time") s.Record(v); }
        static void Scaled(double v, bool isMs) { if (isMs) v /= 1000; s.Record(v); }
        static void Chosen(double v, bool isMs) => s.Record(isMs ? v / 1000 : v);
        static void Twice(double v) { s.Record(v); s.Record(v / 1000); }
        static void Bare(double v) { s.Record(v); bare.Record(v); }
        static void Of(Histogram<double> given, double v) => given.Record(v);
        interface ISink { void Done(double v); }
        class Sink : ISink { public void Done(double v) => s.Record(v); }
        class Base { public virtual void Done(double v) => s.Record(v); }
        class Heir : Base { public override void Done(double v) => s.Record(v / 1000); }

        """;

    [Theory]
    [InlineData("Put([|watch.ElapsedMilliseconds|]); Put(v: [|time.TotalMinutes|]); Put(time.TotalSeconds);")]
    [InlineData("Labelled(\"home\", [|time.TotalMilliseconds|]); var late = watch.ElapsedMilliseconds; Put([|late|]);")]
    [InlineData("void Local(double v) => s.Record(v); Local([|watch.ElapsedTicks|]);")]
    [InlineData("void Use(ISink sink) => sink.Done([|time.TotalMilliseconds|]);")]
    public Task Fires_at_the_call_of_a_method_that_records_what_it_is_given(string statement) => Verify<RecordedUnitMismatch>.FiresAsync(Given + Recorders + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("Converted(time.TotalMilliseconds); Either(time.TotalMilliseconds, false); Both(time.TotalMilliseconds); Some(\"size\", time.TotalMilliseconds); Bare(time.TotalMilliseconds);")]
    [InlineData("Scaled(time.TotalMilliseconds, true); Chosen(time.TotalMilliseconds, true); Twice(time.TotalMilliseconds); Of(ms, time.TotalMilliseconds); Put(time.TotalMilliseconds / 1000);")]
    [InlineData("void Use(Base done) => done.Done(time.TotalMilliseconds); Labelled(time.TotalMilliseconds.ToString(), 3);")]
    public Task Quiet_on_methods_that_tell_units_apart(string statement) => Verify<RecordedUnitMismatch>.QuietAsync(Given + Recorders + "static void Do() { " + statement + " }");

    /// <summary>The method may be what should convert it.</summary>
    [Fact]
    public Task Offers_no_fix_for_what_a_method_records() => Verify<RecordedUnitMismatch>.OffersNoFixAsync(Given + Recorders + "static void Do() => Put([|watch.ElapsedMilliseconds|]);");

    [Fact]
    public Task Fires_where_the_method_is_in_another_file() => Verify<RecordedUnitMismatch>.FiresAsync(
        """
        class Use { void Do(TimeSpan time) => Shop.Waited([|time.TotalMilliseconds|]); }
        === Shop.cs
        static class Shop { static readonly Histogram<double> Wait = meter.CreateHistogram<double>("shop.wait", "s"); public static void Waited(double time) => Wait.Record(time); }
        """);

    [Fact]
    public Task Fixes_what_a_child_in_a_field_observes() => Verify<RecordedUnitMismatch>.FixesAsync(
        Given + "static readonly Prometheus.Histogram.Child Nightly = seconds.WithLabels(\"a\");\nstatic void Do() => Nightly.Observe([|watch.ElapsedMilliseconds|]);",
        Given + "static readonly Prometheus.Histogram.Child Nightly = seconds.WithLabels(\"a\");\nstatic void Do() => Nightly.Observe(watch.Elapsed.TotalSeconds);");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<RecordedUnitMismatch>.QuietAsync(
        "class Watch { public long ElapsedMilliseconds; public double TotalMilliseconds; }\nclass U { Histogram<double> h = meter.CreateHistogram<double>(\"h\", \"s\"); void Do(Watch w) { h.Record(w.ElapsedMilliseconds); h.Record(w.TotalMilliseconds); } }");

    [Fact]
    public Task Finds_the_declaration_in_another_file() => Verify<RecordedUnitMismatch>.FiresAsync(
        """
        static class Shop { internal static readonly Histogram<double> Wait = meter.CreateHistogram<double>(Names.Wait, Names.Unit); }
        === Use.cs
        class Use { void Do(TimeSpan time) { Action later = () => Shop.Wait.Record([|time.TotalMilliseconds|]); } }
        === Names.cs
        static class Names { public const string Wait = "shop.wait", Unit = "s"; }
        """);

    [Theory]
    [InlineData("s.Record([|watch.ElapsedMilliseconds|]);", "s.Record(watch.Elapsed.TotalSeconds);")]
    [InlineData("s.Record(/* kept */ [|watch.ElapsedTicks|]);", "s.Record(/* kept */ watch.Elapsed.TotalSeconds);")]
    [InlineData("s.Record([|time.Milliseconds|]);", "s.Record(time.TotalSeconds);")]
    [InlineData("s.Record([|time.Ticks|]);", "s.Record(time.TotalSeconds);")]
    [InlineData("ms.Record([|time.TotalSeconds|]);", "ms.Record(time.TotalMilliseconds);")]
    [InlineData("ms.Record([|time.Milliseconds|]);", "ms.Record(time.TotalMilliseconds);")]
    [InlineData("seconds.WithLabels(\"a\").Observe([|time.TotalMilliseconds|]);", "seconds.WithLabels(\"a\").Observe(time.TotalSeconds);")]
    [InlineData("s.Record([|ElapsedMs()|]);", "s.Record(ElapsedMs() / 1000d);")]
    [InlineData("var elapsed = watch.ElapsedMilliseconds; s.Record([|elapsed|]);", "var elapsed = watch.ElapsedMilliseconds; s.Record(elapsed / 1000d);")]
    [InlineData("s.Record(time == default ? 0 : [|time.TotalMilliseconds|]);", "s.Record(time == default ? 0 : time.TotalSeconds);")]
    [InlineData("TimeSpan? held = time; s.Record([|held?.TotalMilliseconds|] ?? 0);", "TimeSpan? held = time; s.Record(held?.TotalSeconds ?? 0);")]
    [InlineData("Stopwatch? held = watch; s.Record([|held?.ElapsedMilliseconds|] ?? 0);", "Stopwatch? held = watch; s.Record(held?.Elapsed.TotalSeconds ?? 0);")]
    [InlineData("Activity? activity = null; s.Record([|activity?.Duration.TotalMilliseconds|] ?? 0);", "Activity? activity = null; s.Record(activity?.Duration.TotalSeconds ?? 0);")]
    [InlineData("var v = watch.IsRunning ? watch.ElapsedMilliseconds : 0; s.Record([|v|]);", "var v = watch.IsRunning ? watch.ElapsedMilliseconds : 0; s.Record(v / 1000d);")]
    [InlineData("s.Record(watch.IsRunning ? [|watch.ElapsedMilliseconds|] : [|time.TotalMilliseconds|]);", "s.Record(watch.IsRunning ? watch.Elapsed.TotalSeconds : time.TotalSeconds);")]
    [InlineData("long start = 5; s.Record([|TimeSpan.FromTicks(Stopwatch.GetTimestamp() - start).TotalSeconds|]);", "long start = 5; s.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);")]
    [InlineData("long start = 5; TimeSpan held = new(System.Diagnostics.Stopwatch.GetTimestamp() - start); s.Record([|held.TotalSeconds|]);", "long start = 5; TimeSpan held = System.Diagnostics.Stopwatch.GetElapsedTime(start); s.Record(held.TotalSeconds);")]
    [InlineData("ms.Record([|TimeSpan.FromTicks(watch.ElapsedTicks).TotalMilliseconds|]);", "ms.Record(watch.Elapsed.TotalMilliseconds);")]
    [InlineData("long start = 5; s.Record([|Stopwatch.GetTimestamp() - start|]);", "long start = 5; s.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);")]
    [InlineData("long start = 5; ms.Record([|(Stopwatch.GetTimestamp() - start) / (double)TimeSpan.TicksPerMillisecond|]);", "long start = 5; ms.Record(Stopwatch.GetElapsedTime(start).TotalMilliseconds);")]
    [InlineData("void Of(TimeProvider clock, long start) => s.Record([|TimeSpan.FromTicks(clock.GetTimestamp() - start).TotalSeconds|]);", "void Of(TimeProvider clock, long start) => s.Record(clock.GetElapsedTime(start).TotalSeconds);")]
    [InlineData("ms.Record([|watch.ElapsedTicks / TimeSpan.TicksPerMillisecond|]);", "ms.Record(watch.Elapsed.TotalMilliseconds);")]
    // The time is asked for another unit, or a note stands in what would go.
    [InlineData("var held = TimeSpan.FromTicks(watch.ElapsedTicks); s.Record([|held.TotalMilliseconds|]);", null)]
    [InlineData("s.Record([|TimeSpan.FromTicks(/* since the start */ watch.ElapsedTicks).TotalSeconds|]);", null)]
    // What else is recorded there would keep its unit.
    [InlineData("s.Record(watch.IsRunning ? 500 : [|time.TotalMilliseconds|]);", null)]
    [InlineData("TimeSpan? held = time; double Else() => 1; s.Record([|held?.TotalMilliseconds|] ?? Else());", null)]
    // The name speaks for what is recorded, and the declared unit against it.
    [InlineData("meter.CreateHistogram<double>(\"shop.wait_ms\", \"s\").Record([|time.TotalMilliseconds|]);", null)]
    [InlineData("meter.CreateHistogram<double>(\"shop.wait_seconds\", \"s\").Record([|time.TotalMilliseconds|]);", "meter.CreateHistogram<double>(\"shop.wait_seconds\", \"s\").Record(time.TotalSeconds);")]
    // A whole number would lose the fraction, and what a part stands for elsewhere is not known.
    [InlineData("whole.Add([|watch.ElapsedMilliseconds|]);", null)]
    [InlineData("var elapsed = time.Milliseconds; s.Record([|elapsed|]);", null)]
    [InlineData("Stopwatch? held = watch; whole.Add([|held?.ElapsedMilliseconds|] ?? 0);", null)]
    [InlineData("Stopwatch? held = watch; long Else() => 1; s.Record((long)([|held?.ElapsedMilliseconds|] ?? Else()));", null)]
    [InlineData("size.Set([|GC.GetTotalMemory(false) / 1024|]);", null)]
    public Task Fixes(string before, string? after)
    {
        var code = Given + "static void Do() { " + before + " }";
        return after is null ? Verify<RecordedUnitMismatch>.OffersNoFixAsync(code) : Verify<RecordedUnitMismatch>.FixesAsync(code, Given + "static void Do() { " + after + " }");
    }

    [Theory]
    [InlineData("s.Record([|watch.ElapsedMilliseconds|]);", "'watch.ElapsedMilliseconds' is in milliseconds, but 'shop.commit.duration' is declared in seconds: what dashboards and alerts show is wrong. Record 'Elapsed.TotalSeconds'.")]
    [InlineData("s.Record([|time.Seconds|]);", "'time.Seconds' is only a part of the time, which begins again at 0 after every minute, but 'shop.commit.duration' is declared in seconds: what dashboards and alerts show is wrong. Record 'TotalSeconds'.")]
    [InlineData("size.Set([|GC.GetTotalMemory(false) / 1024|]);", "'GC.GetTotalMemory(false) / 1024' is in kibibytes, but 'shop_cache_bytes' is declared in bytes: what dashboards and alerts show is wrong. Record it in bytes.")]
    [InlineData("long start = 5; s.Record([|TimeSpan.FromTicks(Stopwatch.GetTimestamp() - start).TotalSeconds|]);", "'TimeSpan.FromTicks(Stopwatch.GetTimestamp() - start).TotalSeconds' takes the clock's ticks for those of TimeSpan, which are as long on most Windows machines only (on Linux 100 times longer), but 'shop.commit.duration' is declared in seconds: what dashboards and alerts show is wrong. Record 'Stopwatch.GetElapsedTime(start).TotalSeconds'.")]
    [InlineData("s.Record([|watch.ElapsedTicks|]);", "'watch.ElapsedTicks' is in ticks, whose length depends on the machine, but 'shop.commit.duration' is declared in seconds: what dashboards and alerts show is wrong. Record 'watch.Elapsed.TotalSeconds'.")]
    public Task Says_what_is_wrong(string statement, string message) => Verify<RecordedUnitMismatch>.SaysAsync(Given + "static void Do() { " + statement + " }", message);

    [Fact]
    public void At_run_time_a_part_of_a_time_begins_again_at_zero() => Assert.Equal((5, 65.25), (TimeSpan.FromSeconds(65.25).Seconds, TimeSpan.FromSeconds(65.25).TotalSeconds));

    [Fact]
    public void At_run_time_a_clock_ticks_100_times_as_often_as_a_TimeSpan_but_on_Windows()
    {
        var second = Stopwatch.Frequency;
        Assert.Equal(TimeSpan.FromSeconds(1), Stopwatch.GetElapsedTime(0, second));
        if (!OperatingSystem.IsWindows()) Assert.Equal(100, TimeSpan.FromTicks(second).TotalSeconds);
    }
}
