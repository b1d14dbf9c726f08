using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ErrorStatusNotRecordedTests
{
    private const string Given = "static class W { public static void Work() { } public static Activity? Begin(string name) => source.StartActivity(name); public static void Log(Exception e) => Console.WriteLine(e); public static Action<Activity?, Exception> Failed = (_, _) => { }; public static void Fail(Activity? a, Exception e) => Failed(a, e); public static void Note(this Activity? a, Exception e) { if (a is null) return; a.AddEvent(new(e.Message)); Write(a, nameof(e), true); } public static void Write(Activity? a, string key, object value) => a?.SetTag(key, value); public static void Keep(Activity? a) => Kept = a; public static Activity? Kept; public static void Say(Activity? a, Exception e) => Refuse(a, e.Message); static void Refuse(Activity? a, string why) => a?.SetStatus(ActivityStatusCode.Error, why); public static void Mark(Exception e) => Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); }\n";

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); W.Work(); throw; } }")]
    [InlineData("bool Do() { using (source.StartActivity(\"x\")) { try { W.Work(); return true; } [|catch|] (Exception) { return false; } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a?.AddException(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a?.AddEvent(new(\"failed\")); Console.WriteLine(e); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } finally { a?.Stop(); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (OperationCanceledException) { throw; } [|catch|] (Exception e) { W.Log(e); } }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer t) { using var a = t.StartActiveSpan(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a.RecordException(e); throw; } }")]
    [InlineData("void Do() { using var a = W.Begin(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Exception? wrong = null; try { W.Work(); } [|catch|] (Exception e) { wrong = e; throw; } finally { W.Log(wrong!); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception) { throw; } finally { W.Fail(a, null!); } }")]
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); try { return await Load(); } [|catch|] (Exception e) { return await Tell(e); } } Task<int> Load() => Task.FromResult(1); Task<int> Tell(Exception e) => Task.FromResult(0);")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Exception? no = null; try { W.Work(); } [|catch|] (Exception e) { no = e; } Write(a, no); } void Write(Activity? a, Exception? e) => a?.SetTag(\"shop.failed\", e != null);")]
    // Who gets the span says nothing of its status.
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a.Note(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Write(a, \"reason\", e.Message); throw; } }")]
    // What a metric counts afterwards is no more of the work.
    [InlineData("void Do(Counter<int> done, Stopwatch watch) { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } done.Add(1, new KeyValuePair<string, object?>(\"seconds\", watch.Elapsed.ToString())); }")]
    [InlineData("void Do(Prometheus.Counter done) { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } done.WithLabels(\"a\").Inc(); }")]
    // Nor is a pause before the next round.
    [InlineData("async Task Do() { while (true) { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } await Task.Delay(TimeSpan.FromMinutes(1)).ConfigureAwait(false); } }")]
    [InlineData("void Do() { while (true) { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } Thread.Sleep(TimeSpan.FromMinutes(1)); } }")]
    // Where there is something that starts it.
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("void Do(ActivitySource? maybe) { using (maybe?.StartActivity(\"x\")) { try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } } }")]
    [InlineData("class Shop { public ActivitySource Source = source; } void Do(Shop? shop) { using var a = shop?.Source.StartActivity(\"x\")?.SetTag(\"b\", 1); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("void Do() { using var a = Activity.Current?.Source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    // Started by a method in one of several ways.
    [InlineData("Activity? Begin(bool b) { Activity? begun = null; if (b) begun = W.Begin(\"x\"); return begun; } void Do() { using var a = Begin(true); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("Activity? Begin(int n) { Activity? begun; switch (n) { case 0: begun = W.Begin(\"x\"); break; default: begun = source.StartActivity(\"y\"); break; } return begun; } void Do() { using var a = Begin(1); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("Activity? Begin(bool b) => b ? W.Begin(\"x\") : null; void Do() { using var a = Begin(true); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("Activity? Begin(int n) => n switch { 0 => W.Begin(\"x\"), 1 => source.StartActivity(\"y\"), _ => throw new ArgumentException(\"n\") }; void Do() { using var a = Begin(1); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    // What sets the status is not reached, or says nothing of an error.
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } a?.SetStatus(ActivityStatusCode.Ok); }")]
    [InlineData("bool Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); return false; } a?.SetStatus(ActivityStatusCode.Error); return true; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.SetStatus(ActivityStatusCode.Ok); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { End(a); } } static void End(Activity? a) { if (a?.Status == ActivityStatusCode.Unset) a.SetStatus(ActivityStatusCode.Ok); a?.Dispose(); }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer t) { using var a = t.StartActiveSpan(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a.SetStatus(OpenTelemetry.Trace.Status.Ok); } }")]
    // Started in the code that is tried, or before it, and ended in the finally.
    [InlineData("void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.Stop(); } }")]
    [InlineData("void Do(bool on) { Activity? a = null; if (on) a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.Dispose(); } }")]
    [InlineData("void Do(int[] all) { foreach (var one in all) { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); } [|catch|] (Exception e) { W.Log(e); } finally { a?.Stop(); } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var log = (Exception e) => W.Log(e); try { W.Work(); } [|catch|] (Exception e) { log(e); throw; } }")]
    // What is returned behind the handler is what has failed.
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); var sum = 0; try { sum = await Load(); } [|catch|] (Exception e) { W.Log(e); } return sum; } Task<int> Load() => Task.FromResult(1);")]
    [InlineData("List<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); var found = all.ToList(); try { found.Add(X.Next()); } [|catch|] (Exception e) { W.Log(e); } return found; } static class X { public static int Next() => 1; }")]
    [InlineData("void Do(SemaphoreSlim gate) { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } finally { gate.Release(); } }")]
    public Task Fires(string member) => Verify<ErrorStatusNotRecorded>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Fail(a, e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Say(a, e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception) { W.Keep(a); throw; } }")]
    [InlineData("interface ITeller { void Tell(Activity? a, Exception e); } void Do(ITeller teller) { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { teller.Tell(a, e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Mark(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetTag(\"otel.status_code\", \"ERROR\"); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var ok = true; try { W.Work(); } catch (Exception) { ok = false; } a?.SetStatus(ok ? ActivityStatusCode.Ok : ActivityStatusCode.Error); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { try { W.Work(); } catch (Exception) { throw; } } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (OperationCanceledException) { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (InvalidOperationException) { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) when (e is not OperationCanceledException) { throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Exception? no = null; try { W.Work(); } catch (Exception e) { no = e; } finally { Close(a, no); } } static void Close(Activity? a, Exception? e) => a?.SetStatus(e is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);")]
    // The work goes on without what has failed.
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); try { return await Load(); } catch (Exception e) { W.Log(e); return await Load(); } } Task<int> Load() => Task.FromResult(1);")]
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); try { return await Load(); } catch { return await Stored(); } } Task<int> Load() => Task.FromResult(1); Task<int> Stored() => Task.FromResult(1);")]
    [InlineData("void Do(int[] all) { using var a = source.StartActivity(\"x\"); foreach (var one in all) try { W.Work(); } catch (Exception e) { W.Log(e); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } finally { try { W.Work(); } catch (Exception e) { W.Log(e); } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); } W.Work(); }")]
    [InlineData("async Task Do() { using var a = source.StartActivity(\"x\"); for (var i = 0; i < 3; i++) { try { W.Work(); return; } catch (Exception e) { W.Log(e); } await Task.Delay(TimeSpan.FromSeconds(i)); } }")]
    [InlineData("void Do(Counter<int> done) { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); } done.Add(1); W.Work(); }")]
    [InlineData("void Do(List<int> done) { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); } done.Add(1); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); W.Work(); } }")]
    [InlineData("void Do() { try { using var a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { W.Log(e); } }")]
    [InlineData("void Do() { try { W.Work(); } catch (Exception e) { W.Log(e); } using var a = source.StartActivity(\"x\"); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Records() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception) { } }")]
    [InlineData("void Do() { using var a = W.Begin(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    // Noted, and told later.
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Exception? wrong = null; try { W.Work(); } catch (Exception e) { wrong = e; throw; } finally { Tell(a, wrong); } } static void Tell(Activity? a, Exception? e) { if (e != null) a?.SetStatus(ActivityStatusCode.Error); }")]
    [InlineData("void Do(ActivitySource? maybe) { using var a = maybe?.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    // What the method gives may be the span of somebody else.
    [InlineData("Activity? Begin(bool b) => b ? W.Begin(\"x\") : Activity.Current; void Do() { var a = Begin(true); try { W.Work(); } catch (Exception e) { W.Log(e); throw; } finally { a?.Stop(); } }")]
    [InlineData("Activity? kept; Activity? Begin() { var begun = kept; if (begun == null) begun = W.Begin(\"x\"); return begun; } void Do() { var a = Begin(); try { W.Work(); } catch (Exception e) { W.Log(e); throw; } finally { a?.Stop(); } }")]
    // The author says Ok of what was caught, or some code on the way out may say Error.
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); a?.SetStatus(ActivityStatusCode.Ok); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); } a?.SetStatus(ActivityStatusCode.Ok); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var ok = false; try { W.Work(); ok = true; } catch (Exception e) { W.Log(e); throw; } finally { a?.SetStatus(ok ? ActivityStatusCode.Ok : ActivityStatusCode.Error); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); throw; } finally { End(); } void End() => a?.SetStatus(ActivityStatusCode.Error); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var ok = true; try { try { W.Work(); } catch (Exception e) { W.Log(e); throw; } } catch (InvalidOperationException) { ok = false; } a?.SetStatus(ok ? ActivityStatusCode.Ok : ActivityStatusCode.Error); }")]
    [InlineData("void Do(bool b) { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); if (b) throw; } a?.SetStatus(b ? ActivityStatusCode.Error : ActivityStatusCode.Ok); }")]
    [InlineData("void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } finally { a?.Stop(); } }")]
    [InlineData("void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); a?.Stop(); W.Work(); } catch (Exception e) { W.Log(e); throw; } finally { a?.Dispose(); } }")]
    [InlineData("void Do() { Activity? a = null; try { try { a = source.StartActivity(\"x\"); W.Work(); } finally { a?.Dispose(); } } catch (Exception e) { W.Log(e); throw; } finally { W.Work(); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); a?.Stop(); try { W.Work(); } catch (Exception e) { W.Log(e); throw; } finally { a?.Dispose(); } }")]
    [InlineData("void Do() { Activity? a = null; try { W.Work(); } catch (Exception e) { W.Log(e); a = source.StartActivity(\"x\"); } finally { a?.Stop(); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var fail = (Exception e) => a?.SetStatus(ActivityStatusCode.Error, e.Message); try { W.Work(); } catch (Exception e) { fail(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Action<Exception>? fail = e => a?.SetStatus(ActivityStatusCode.Error, e.Message); try { W.Work(); } catch (Exception e) { fail?.Invoke(e); throw; } }")]
    // The result was there before, and the operation gives it all the same.
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); var sum = await Load(); try { Keep(sum); } catch (Exception e) { W.Log(e); } return sum; } Task<int> Load() => Task.FromResult(1); void Keep(int sum) { }")]
    [InlineData("async Task<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); var sums = new List<int>(); foreach (var one in all) sums.Add(await Load(one)); try { Keep(sums.Sum()); } catch (Exception e) { W.Log(e); } return sums.Select(sum => sum).Sum(); } Task<int> Load(int one) => Task.FromResult(1); void Keep(int sum) { }")]
    [InlineData("record Sum(int N); async Task<Sum> Do() { using var a = source.StartActivity(\"x\"); var n = await Load(); var sum = new Sum(n); try { Keep(sum); } catch (Exception e) { W.Log(e); } return sum; } Task<int> Load() => Task.FromResult(1); void Keep(Sum sum) { }")]
    // What is left to be done stands in the finally.
    [InlineData("async Task Do(CancellationTokenSource old) { using var a = source.StartActivity(\"x\"); try { await old.CancelAsync(); } catch (Exception e) { W.Log(e); } finally { await RunAsync(); } } async Task RunAsync() { await Task.Yield(); using var run = source.StartActivity(\"run\"); }")]
    public Task Quiet(string member) => Verify<ErrorStatusNotRecorded>.QuietAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("try { W.Work(); } [|catch|] (Exception) { throw; }", "Span 'pay' (Activity) shows no error where this catch passes on an exception: its status stays unset. Set the status to Error.")]
    [InlineData("try { W.Work(); } [|catch|] (Exception e) { a?.AddException(e); }", "Span 'pay' (Activity) shows no error where this catch swallows an exception: its status stays unset, as the event alone does not set it. Set the status to Error.")]
    [InlineData("try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.SetStatus(ActivityStatusCode.Ok); }", "Span 'pay' (Activity) shows no error where this catch passes on an exception: what sets its status in the end says nothing of an error. Set the status to Error.")]
    public Task Says_why(string code, string message) => Verify<ErrorStatusNotRecorded>.SaysAsync(Given + "class C { void Do() { using var a = source.StartActivity(\"pay\"); " + code + " } }", message);

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try
                {
                    W.Work();
                }
                [|catch|] // all
                {
                    // Go on.
                    throw;
                }
                try
                {
                    W.Work();
                }
                [|catch|] (Exception e)
                {
                    a?.AddException(e);
                    throw;
                }
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try
                {
                    W.Work();
                }
                catch (Exception ex) // all
                {
                    a?.SetStatus(ActivityStatusCode.Error, ex.Message);
                    a?.AddException(ex);
                    // Go on.
                    throw;
                }
                try
                {
                    W.Work();
                }
                catch (Exception e)
                {
                    a?.SetStatus(ActivityStatusCode.Error, e.Message);
                    a?.AddException(e);
                    throw;
                }
            }
        }
        """);

    [Theory]
    [InlineData("using OpenTelemetry.Trace;\n", "catch (Exception) { throw; }", "catch (Exception ex) { s.SetStatus(Status.Error.WithDescription(ex.Message)); s.RecordException(ex); throw; }")]
    [InlineData("using OpenTelemetry.Trace;\n", "catch (Exception e) { s.RecordException(e); throw; }", "catch (Exception e) { s.SetStatus(Status.Error.WithDescription(e.Message)); s.RecordException(e); throw; }")]
    [InlineData("", "catch (Exception e) { W.Log(e); }", "catch (Exception e) { s.SetStatus(OpenTelemetry.Trace.Status.Error.WithDescription(e.Message)); s.RecordException(e); W.Log(e); }")]
    public Task Fixes_a_span_of_OpenTelemetry(string usings, string handler, string repaired)
    {
        static string In(string usings, string handler) => usings + Given + "class C { void Do(OpenTelemetry.Trace.Tracer t) { using var s = t.StartActiveSpan(\"x\"); try { W.Work(); } " + handler + " } }";
        return Verify<ErrorStatusNotRecorded>.FixesAsync(In(usings, "[|catch|]" + handler["catch".Length..]), In(usings, repaired));
    }

    /// <summary>What a handler does in one configuration only must not take the status with it in the others.</summary>
    [Fact]
    public Task Fixes_above_what_is_done_in_one_configuration() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try { W.Work(); }
                [|catch|] (Exception e)
                {
                    // To see it.
        #if !NEVER
                    W.Log(e);
        #endif
                    throw;
                }
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try { W.Work(); }
                catch (Exception e)
                {
                    // To see it.
                    a?.SetStatus(ActivityStatusCode.Error, e.Message);
                    a?.AddException(e);
        #if !NEVER
                    W.Log(e);
        #endif
                    throw;
                }
            }
        }
        """);

    [Fact]
    public Task Fixes_a_span_that_may_be_missing() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        "using OpenTelemetry.Trace;\n" + Given + "class C { void Do(Tracer? t) { using var s = t?.StartActiveSpan(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } } }",
        "using OpenTelemetry.Trace;\n" + Given + "class C { void Do(Tracer? t) { using var s = t?.StartActiveSpan(\"x\"); try { W.Work(); } catch (Exception e) { s?.SetStatus(Status.Error.WithDescription(e.Message)); s?.RecordException(e); W.Log(e); } } }");

    /// <summary>AddException came with .NET 9: before that the status says it alone.</summary>
    [Fact]
    public async Task Sets_the_status_only_where_there_is_no_event_for_it()
    {
        const string old = """
            namespace System.Diagnostics;
            public enum ActivityStatusCode { Unset, Ok, Error }
            public class Activity : IDisposable { public static Activity? Current => null; public Activity SetStatus(ActivityStatusCode code, string? description = null) => this; public void Dispose() { } }
            public sealed class ActivitySource(string name) { public string Name => name; public Activity? StartActivity(string name) => null; }
            """;
        var framework = TestProject.FrameworkReferences.Where(static reference => reference.Display?.EndsWith("System.Diagnostics.DiagnosticSource.dll", StringComparison.Ordinal) != true).ToArray();
        var library = TestProject.Create([("Old.cs", old)], references: framework);
        using var image = new MemoryStream();
        Assert.True((await library.GetCompilationAsync(TestContext.Current.CancellationToken))!.WithAssemblyName("System.Diagnostics.DiagnosticSource").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var project = TestProject.Create(
            [("C.cs", "using System; using System.Diagnostics; class C { static readonly ActivitySource source = new(\"a\"); void Do() { using var a = source.StartActivity(\"x\"); try { Do(); } catch (Exception e) { Console.WriteLine(e); throw; } } }")],
            references: [.. framework, MetadataReference.CreateFromImage(image.ToArray())]);
        await TestProject.AssertCompilesAsync(project);
        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(project, new ErrorStatusNotRecorded()));
        var repaired = await FixRunner.ApplyAsync(project, (await FixRunner.FirstActionAsync(project, diagnostic))!);
        Assert.Contains("{ a?.SetStatus(ActivityStatusCode.Error, e.Message); Console.WriteLine(e); throw; }", await TestProject.TextOfAsync(repaired), StringComparison.Ordinal);
    }

    [Fact]
    public Task Fixes_where_a_finally_ends_it() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        Given + "class C { void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.Stop(); } } }",
        Given + "class C { void Do() { Activity? a = null; try { a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); a?.AddException(e); W.Log(e); throw; } finally { a?.Stop(); } } }");

    [Theory]
    [InlineData("void Do() { using (source.StartActivity(\"x\")) { try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } finally { a?.SetStatus(ActivityStatusCode.Ok); } }")]
    public Task Offers_no_fix(string member) => Verify<ErrorStatusNotRecorded>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
