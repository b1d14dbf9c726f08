using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

/// <summary>Where a number gets its unit from, and how the code comes to the instrument that it is recorded on.</summary>
public class RecordedUnitMismatchSourceTests
{
    private const string Given = """
        static readonly Histogram<double> s = meter.CreateHistogram<double>("shop.commit.duration", "s"), other = meter.CreateHistogram<double>("shop.pay.duration", "s"), ms = meter.CreateHistogram<double>("shop.wait", "ms"), by = meter.CreateHistogram<double>("shop.size", "By");
        static readonly Prometheus.Histogram seconds = Metrics.CreateHistogram("shop_render_seconds", "Time.", "page");
        static readonly Stopwatch watch = Stopwatch.StartNew();
        record Result(double ElapsedMs, bool Ok);
        class Step { public double Time { get; set; } public double Halved { get; set; } public void Halve() => Halved /= 2; }
        class OwnWatch { public TimeSpan Elapsed => default; public long ElapsedTicks => Stopwatch.GetTimestamp() - 5; }
        class Call { public double ElapsedMs => watch.Elapsed.TotalMilliseconds; }
        static async Task<long> MsAsync() { await Task.Yield(); return watch.ElapsedMilliseconds; }
        static async ValueTask<double> EitherAsync(bool inMs) { await Task.Yield(); return inMs ? watch.ElapsedMilliseconds : watch.Elapsed.TotalSeconds; }
        static Task<long> PassedAsync() => MsAsync();
        static async Task<Result> RunAsync() { await Task.Yield(); return watch.IsRunning ? throw new Exception() : new Result(watch.Elapsed.TotalMilliseconds, true); }
        static async Task<Result> TryAsync() { await Task.Yield(); if (watch.IsRunning) return new Result(0, false); return new Result(watch.Elapsed.TotalMilliseconds, true); }
        static (double S, double Ms) Both() => (watch.Elapsed.TotalSeconds, watch.Elapsed.TotalMilliseconds);
        static (double, double) One(bool inMs) { if (inMs) return (watch.Elapsed.TotalMilliseconds, 0); return (watch.Elapsed.TotalSeconds, 0); }
        static void Out(out double time) { time = 0; time = watch.Elapsed.TotalMilliseconds; Console.WriteLine(time); }
        static void OutSeconds(out double time) { time = watch.Elapsed.TotalMilliseconds; time /= 1000; }
        static void Change(ref double time) => time /= 1000;

        """;

    [Theory]
    // Bytes.
    [InlineData("using var p = Process.GetCurrentProcess(); by.Record([|p.PrivateMemorySize64 / 1024|]); by.Record([|p.VirtualMemorySize64 >> 20|]);")]
    [InlineData("by.Record([|GC.GetGCMemoryInfo().HeapSizeBytes / 1024|]); by.Record([|GC.GetGCMemoryInfo().GenerationInfo[2].SizeAfterBytes / 1024d|]);")]
    [InlineData("by.Record([|new System.IO.DriveInfo(\"/\").AvailableFreeSpace / 1e9|]); System.IO.Stream file = null!; by.Record([|file.Position / 1024|]); System.IO.MemoryStream m = null!; by.Record([|m.Length / 1024|]);")]
    // Clocks.
    [InlineData("long from = 5; s.Record([|Environment.TickCount64 - from|]); s.Record([|Environment.TickCount|]);")]
    [InlineData("var from = DateTime.UtcNow; s.Record([|DateTime.UtcNow.Ticks - from.Ticks|]); ms.Record([|DateTime.UtcNow.Ticks - from.Ticks|]); s.Record([|(DateTime.UtcNow.Ticks - from.Ticks) / TimeSpan.TicksPerMillisecond|]);")]
    [InlineData("long from = 5; s.Record([|DateTimeOffset.UtcNow.UtcTicks - from|]); s.Record([|DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - from|]);")]
    [InlineData("var from = DateTime.Now; ms.Record([|DateTime.Now.Millisecond - from.Millisecond|]); s.Record([|DateTime.Now.Second - from.Second|]);")]
    [InlineData("ms.Record([|watch.ElapsedTicks / 10_000d|]); s.Record([|watch.ElapsedTicks / 1e7|]);")]
    [InlineData("s.Record([|watch.Elapsed / TimeSpan.FromMilliseconds(1)|]); ms.Record([|(DateTime.UtcNow - DateTime.UnixEpoch) / TimeSpan.FromSeconds(1)|]);")]
    // Calls.
    [InlineData("async Task Do() { s.Record([|await MsAsync()|]); s.Record([|await MsAsync().ConfigureAwait(false)|]); s.Record([|await PassedAsync()|]); }")]
    [InlineData("s.Record([|Convert.ToDouble(watch.ElapsedMilliseconds)|]); s.Record([|Math.Clamp(watch.Elapsed.TotalMilliseconds, 0, 1e6)|]); s.Record([|double.Round(watch.Elapsed.TotalMilliseconds, 3)|]); s.Record([|MathF.Floor((float)watch.Elapsed.TotalMilliseconds)|]); s.Record([|double.Max(0, watch.Elapsed.TotalMilliseconds)|]);")]
    // Variables.
    [InlineData("var v = 0L; if (watch.IsRunning) v = watch.ElapsedMilliseconds; s.Record([|v|]);")]
    [InlineData("double v = 0; try { v = watch.ElapsedMilliseconds; } catch { } s.Record([|v|]);")]
    [InlineData("var (_, v) = (1, watch.Elapsed.TotalMilliseconds); s.Record([|v|]); var (_, w) = Both(); s.Record([|w|]);")]
    [InlineData("var t = Both(); s.Record([|t.Ms|]); s.Record([|Both().Item2|]);")]
    [InlineData("Out(out var v); s.Record([|v|]);")]
    [InlineData("var r = new Result(watch.Elapsed.TotalMilliseconds, true); s.Record([|r.ElapsedMs|]); var step = new Step { Time = watch.ElapsedMilliseconds }; s.Record([|step.Time|]);")]
    [InlineData("async Task Do() { var r = await TryAsync(); s.Record([|r.ElapsedMs|]); }")]
    public Task Fires_on_numbers_from(string statement) => Verify<RecordedUnitMismatch>.FiresAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("using var p = Process.GetCurrentProcess(); by.Record(p.PrivateMemorySize64); by.Record(p.HandleCount / 1024); by.Record(GC.GetGCMemoryInfo().PinnedObjectsCount / 1024); by.Record(new System.Text.StringBuilder().Length / 1024);")]
    [InlineData("long from = 5; ms.Record(Environment.TickCount64 - from); s.Record((Environment.TickCount64 - from) / 1000d); s.Record(TimeSpan.FromMilliseconds(Environment.TickCount64 - from).TotalSeconds);")]
    [InlineData("var from = DateTime.UtcNow; s.Record((DateTime.UtcNow.Ticks - from.Ticks) / (double)TimeSpan.TicksPerSecond); ms.Record((DateTime.UtcNow.Ticks - from.Ticks) / 10000); s.Record(new TimeSpan(DateTime.UtcNow.Ticks - from.Ticks).TotalSeconds);")]
    [InlineData("long from = 5; s.Record(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - from); ms.Record(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - from);")]
    [InlineData("ms.Record(watch.Elapsed / TimeSpan.FromMilliseconds(1)); s.Record(watch.Elapsed / TimeSpan.FromSeconds(1)); s.Record(watch.Elapsed / TimeSpan.FromMilliseconds(30)); s.Record(watch.Elapsed / step); s.Record((watch.Elapsed / 1000).TotalSeconds); } static readonly TimeSpan step = TimeSpan.FromMilliseconds(30); static void None() {")]
    [InlineData("ms.Record(DateTime.Now.Millisecond); var from = DateTime.Now; ms.Record((DateTime.Now.Millisecond - from.Millisecond + 1000) % 1000); s.Record((DateTime.Now.Minute - from.Minute) * 60 + (DateTime.Now.Second - from.Second));")]
    [InlineData("var from = DateTime.Now; var d = DateTime.Now.Millisecond - from.Millisecond; if (d < 0) d += 1000; ms.Record(d);")]
    [InlineData("var from = DateTime.Now; var d = DateTime.Now.Millisecond - from.Millisecond; ms.Record(d < 0 ? d + 1000 : d);")]
    [InlineData("if (Stopwatch.Frequency == 10_000_000) ms.Record(watch.ElapsedTicks / 10_000d);")]
    [InlineData("ms.Record(watch.ElapsedTicks / 1_000_000d); ms.Record(watch.Elapsed.Ticks / 10_000d); s.Record(watch.Elapsed.Ticks / 1e7);")]
    [InlineData("async Task Do() { ms.Record(await MsAsync()); s.Record(await MsAsync() / 1000d); s.Record(await EitherAsync(true)); s.Record(await Task.Run(() => watch.ElapsedMilliseconds / 1000)); }")]
    [InlineData("s.Record(Convert.ToInt64(watch.Elapsed.TotalMilliseconds) / 1000d); ms.Record(Convert.ToDouble(watch.ElapsedMilliseconds)); s.Record(Math.Clamp(watch.Elapsed.TotalSeconds, 0, 60)); s.Record(Convert.ToDouble(\"5\"));")]
    [InlineData("var v = watch.Elapsed.TotalSeconds; if (watch.IsRunning) v = watch.ElapsedMilliseconds; s.Record(v);")]
    [InlineData("double v = watch.ElapsedMilliseconds; if (watch.IsRunning) v /= 1000; s.Record(v); double w = watch.ElapsedMilliseconds; w = w / 1000; s.Record(w);")]
    [InlineData("double v = watch.ElapsedMilliseconds; Change(ref v); s.Record(v); double w = 0; Action stop = () => w = watch.ElapsedMilliseconds; stop(); s.Record(w);")]
    [InlineData("double v; try { v = watch.ElapsedMilliseconds; } catch { v = -1; } s.Record(v); if (double.TryParse(\"5\", out var w)) s.Record(w);")]
    [InlineData("var (v, _) = Both(); s.Record(v); s.Record(Both().S); s.Record(Both().Item1); var (w, _) = One(true); s.Record(w); var t = (Ok: true, Took: watch.Elapsed.TotalMilliseconds); t.Took /= 1000; s.Record(t.Took);")]
    [InlineData("OutSeconds(out var v); s.Record(v); Out(out var w); w /= 1000; s.Record(w);")]
    [InlineData("var r = new Result(watch.Elapsed.TotalMilliseconds, true) with { ElapsedMs = 1 }; s.Record(r.ElapsedMs); var step = new Step { Halved = watch.ElapsedMilliseconds }; s.Record(step.Halved); s.Record(new Step { Time = watch.ElapsedMilliseconds }.Time / 1000);")]
    [InlineData("void Use(Result r, Step step) { s.Record(r.ElapsedMs); s.Record(step.Time); }")]
    public Task Quiet_on_numbers_from(string statement) => Verify<RecordedUnitMismatch>.QuietAsync(Given + "static void Do() { " + statement + " }");

    [Theory]
    [InlineData("internal sealed class Scope(Histogram<double> h) { public void Dispose() => h.Record([|watch.ElapsedMilliseconds|], new KeyValuePair<string, object?>(\"a\", 1)); }\nstatic object Do() => new Scope(s);")]
    [InlineData("internal sealed class Scope { readonly Histogram<double> h; public Scope(Histogram<double> h) => this.h = h ?? throw new Exception(); public void Dispose() => h.Record([|watch.ElapsedMilliseconds|]); }\nstatic object Do(bool first) => new Scope(first ? s : other);")]
    [InlineData("static void Took(Histogram<double> h, Stopwatch w) => h.Record([|w.ElapsedMilliseconds|]);\nstatic void Do() { Took(s, watch); Took(other, watch); }")]
    [InlineData("static void Took(IHistogram h, Stopwatch w) => h.Observe([|w.ElapsedMilliseconds|]);\nstatic void Do() => Took(seconds.WithLabels(\"a\"), watch);")]
    [InlineData("internal sealed record All(Histogram<double> Wait, Histogram<double> Load);\nstatic readonly All all = new(s, ms);\nstatic void Do() { all.Wait.Record([|watch.ElapsedMilliseconds|]); all.Load.Record(watch.ElapsedMilliseconds); }")]
    [InlineData("static readonly (Histogram<double> Wait, Histogram<double> Load) all = (s, ms);\nstatic void Do() { all.Wait.Record([|watch.ElapsedMilliseconds|]); all.Load.Record(watch.ElapsedMilliseconds); }")]
    [InlineData("static readonly IManagedLifetimeMetricHandle<IHistogram> leased = Metrics.WithManagedLifetime(TimeSpan.Zero).CreateHistogram(\"shop_lease_seconds\", \"T.\", [\"a\"]);\nstatic void Do() => leased.WithLease(h => h.Observe([|watch.ElapsedMilliseconds|]), \"1\");")]
    public Task Fires_on_an_instrument_that_is_given(string code) => Verify<RecordedUnitMismatch>.FiresAsync(Given + code);

    [Theory]
    [InlineData("internal sealed class Scope(Histogram<double> h) { public void Dispose() => h.Record(watch.ElapsedMilliseconds); }\nstatic object[] Do() => [new Scope(s), new Scope(ms)];")]
    [InlineData("internal sealed class Scope(Histogram<double> h, bool inMs) { public void Dispose() { if (inMs) h.Record(watch.ElapsedMilliseconds); else h.Record(watch.Elapsed.TotalSeconds); } }\nstatic object Do() => new Scope(s, false);")]
    [InlineData("internal sealed class Scope { readonly Histogram<double> h; readonly bool asMs; public Scope(Histogram<double> h, bool inMs) => (this.h, asMs) = (h, inMs); public void Dispose() => h.Record(asMs ? watch.ElapsedMilliseconds : watch.Elapsed.TotalSeconds); }\nstatic object Do() => new Scope(s, false);")]
    [InlineData("internal sealed class Scope { readonly Histogram<double> h; readonly bool asMs; public Scope(Histogram<double> h, bool inMs) { this.h = h; asMs = inMs; } public void Dispose() => h.Record(asMs ? watch.ElapsedMilliseconds : watch.Elapsed.TotalSeconds); }\nstatic object Do() => new Scope(s, false);")]
    [InlineData("internal sealed class Scope(Histogram<double> h) { public void Dispose() { if (h.Unit == \"ms\") h.Record(watch.ElapsedMilliseconds); } }\nstatic object Do() => new Scope(s);")]
    [InlineData("internal sealed class Scope { readonly Histogram<double> h; public Scope(Histogram<double> h) => this.h = h; public void Dispose() { if (h.Unit == \"ms\") h.Record(watch.ElapsedMilliseconds); } }\nstatic object Do() => new Scope(s);")]
    [InlineData("internal class Scope(Histogram<double> h) { public void Dispose() => h.Record(watch.ElapsedMilliseconds); }\ninternal sealed class Slow(Histogram<double> h) : Scope(h);\nstatic object[] Do() => [new Scope(s), new Slow(ms)];")]
    [InlineData("internal sealed class Scope(Histogram<double> h) { public void Dispose() => h.Record(watch.ElapsedMilliseconds); }")]
    [InlineData("internal sealed record All(Histogram<double> Wait);\nstatic readonly All all = new All(s) with { Wait = ms };\nstatic void Do() => all.Wait.Record(watch.ElapsedMilliseconds);")]
    public Task Quiet_on_an_instrument_that_may_be_another(string code) => Verify<RecordedUnitMismatch>.QuietAsync(Given + code);

    [Fact]
    public Task Quiet_on_what_others_may_give() => Verify<RecordedUnitMismatch>.QuietAsync(
        "public static class Timing { public static void Took(Histogram<double> h, Stopwatch w) => h.Record(w.ElapsedMilliseconds); }\nstatic class Use { static readonly Histogram<double> Time = meter.CreateHistogram<double>(\"t\", \"s\"); static void Do(Stopwatch w) => Timing.Took(Time, w); }");

    [Theory]
    [InlineData("long from = 5; s.Record([|Environment.TickCount64 - from|]);", "long from = 5; s.Record((Environment.TickCount64 - from) / 1000d);")]
    [InlineData("long from = 5; s.Record([|DateTime.UtcNow.Ticks - from|]);", "long from = 5; s.Record((DateTime.UtcNow.Ticks - from) / 10000000d);")]
    [InlineData("ms.Record([|watch.ElapsedTicks / 10_000d|]);", "ms.Record(watch.Elapsed.TotalMilliseconds);")]
    [InlineData("async Task Do() { s.Record([|await MsAsync()|]); }", "async Task Do() { s.Record(await MsAsync() / 1000d); }")]
    [InlineData("s.Record([|Convert.ToInt64(watch.Elapsed.TotalMilliseconds)|]);", "s.Record(Convert.ToInt64(watch.Elapsed.TotalMilliseconds) / 1000d);")]
    [InlineData("var v = 0L; if (watch.IsRunning) v = watch.ElapsedMilliseconds; s.Record([|v|]);", "var v = 0L; if (watch.IsRunning) v = watch.ElapsedMilliseconds; s.Record(v / 1000d);")]
    [InlineData("var r = new Result(watch.Elapsed.TotalMilliseconds, true); s.Record([|r.ElapsedMs|]);", "var r = new Result(watch.Elapsed.TotalMilliseconds, true); s.Record(r.ElapsedMs / 1000d);")]
    // A member of the program that gives the time out is not one of the time.
    [InlineData("Call call = new(); s.Record([|call.ElapsedMs|]);", "Call call = new(); s.Record(call.ElapsedMs / 1000d);")]
    [InlineData("s.Record([|watch.Elapsed / TimeSpan.FromMilliseconds(1)|]);", "s.Record(watch.Elapsed / TimeSpan.FromMilliseconds(1) / 1000d);")]
    [InlineData("OwnWatch own = new(); s.Record([|TimeSpan.FromTicks(own.ElapsedTicks).TotalSeconds|]);", null)]
    [InlineData("var from = DateTime.Now; s.Record([|DateTime.Now.Second - from.Second|]);", null)]
    [InlineData("long from = 5; ms.Record([|DateTime.UtcNow.Ticks - from|]);", null)]
    [InlineData("using var p = Process.GetCurrentProcess(); by.Record([|p.PrivateMemorySize64 / 1024|]);", null)]
    public Task Fixes(string before, string? after)
    {
        var code = Given + "static void Do() { " + before + " }";
        return after is null ? Verify<RecordedUnitMismatch>.OffersNoFixAsync(code) : Verify<RecordedUnitMismatch>.FixesAsync(code, Given + "static void Do() { " + after + " }");
    }

    [Fact]
    public Task Fixes_what_a_scope_records() => Verify<RecordedUnitMismatch>.FixesAsync(
        Given + "internal sealed class Scope(Histogram<double> h) { public void Dispose() => h.Record([|watch.ElapsedMilliseconds|]); }\nstatic object Do() => new Scope(s);",
        Given + "internal sealed class Scope(Histogram<double> h) { public void Dispose() => h.Record(watch.Elapsed.TotalSeconds); }\nstatic object Do() => new Scope(s);");

    [Fact]
    public void At_run_time_the_ticks_of_two_dates_are_those_of_a_TimeSpan()
    {
        var from = new DateTime(2024, 1, 1);
        Assert.Equal(TimeSpan.FromSeconds(2).Ticks, from.AddSeconds(2).Ticks - from.Ticks);
    }
}
