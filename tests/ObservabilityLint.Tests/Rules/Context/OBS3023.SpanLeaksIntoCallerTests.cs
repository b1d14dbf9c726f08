using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class SpanLeaksIntoCallerTests
{
    private const string Given = """
        static bool Quick = true;
        static Task<int> Work() => Task.FromResult(1);
        static void Nothing(Activity? a = null) { }
        static async Task<int> Finish(Activity? activity, Task<int> task) { try { return await task; } finally { activity?.Stop(); } }
        static async ValueTask<int> FinishUsing(ValueTask<int> task, Activity? span) { using (span) return await task; }
        static async Task FinishSpan(OpenTelemetry.Trace.TelemetrySpan span) { await Task.Yield(); span.End(); }
        static async Task<int> Watch(Activity? activity, Task<int> task) { var n = await task; activity?.SetTag("n", n); return n; }

        """;

    [Theory]
    // An async function gets it.
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; a?.SetTag(\"k\", 1); return Finish(a, Work()); }")]
    [InlineData("ValueTask<int> Do() { var a = [|source.StartActivity(\"x\")|]; return FinishUsing(new ValueTask<int>(Work()), a); }")]
    [InlineData("Task<int> Do() => Finish([|source.StartActivity(\"x\")|], Work());")]
    [InlineData("Task<int> Do() { var a = [|new Activity(\"x\")|].Start(); return Finish(a, Work()); }")]
    [InlineData("Task<int> Do() { var a = [|source.CreateActivity(\"x\", ActivityKind.Client)|]; a?.SetTag(\"k\", 1); a?.Start(); return Finish(a, Work()); }")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; if (a == null) return Work(); return Finish(a, Work()); }")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; try { return Finish(a, Work()); } catch { a?.Dispose(); throw; } }")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; return Hand(Work(), a); } static Task<int> Hand(Task<int> task, Activity? handed) { Nothing(); return Finish(handed, task); }")]
    [InlineData("Task Do(OpenTelemetry.Trace.Tracer tracer) { var s = [|tracer.StartActiveSpan(\"x\")|]; return FinishSpan(s); }")]
    [InlineData("Activity? kept; Task Do() { kept = [|source.StartActivity(\"x\")|]; return End(); } async Task End() { await Task.Yield(); kept?.Stop(); }")]
    // What is set before only says which parent it gets.
    [InlineData("Task<int> Do() { Activity.Current = null; var a = [|source.StartActivity(\"x\")|]; return Finish(a, Work()); }")]
    // A continuation, or other work of its own.
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(_ => a?.Stop()); }")]
    [InlineData("ValueTask Do() { var a = [|source.StartActivity(\"x\")|]; return new ValueTask(Work().ContinueWith(_ => a?.Stop(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)); }")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(t => { a?.SetTag(\"n\", 1); a?.Dispose(); return t.Result; }); }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Task.Run(() => { using (a) Nothing(); }); }")]
    [InlineData("Activity? kept; Task Do() { kept = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(_ => kept?.Stop()); }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(t => End(a, t.IsFaulted)); } static void End(Activity? a, bool failed) { if (failed) a?.SetStatus(ActivityStatusCode.Error); a?.Dispose(); }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(_ => { End(a); }); } static void End(Activity? a) => a?.Stop();")]
    // An object keeps it, whose async method ends it.
    [InlineData("class Op { readonly Activity? kept; readonly Task work; public Op(Task work, Activity? span) { this.work = work; kept = span; } public async Task CompleteAsync() { await work; kept?.Stop(); } } Task Do() { var a = [|source.StartActivity(\"x\")|]; return new Op(Work(), a).CompleteAsync(); }")]
    [InlineData("class Op { readonly Activity? kept; readonly Task work; public Op(Task work, Activity? span) { this.work = work; kept = span; } public async Task CompleteAsync() { await work; End(kept); } static void End(Activity? a) => a?.Stop(); } Task Do() { var a = [|source.StartActivity(\"x\")|]; var op = new Op(Work(), a); return op.CompleteAsync(); }")]
    [InlineData("class Op(Task work, Activity? span) { public async Task CompleteAsync() { await work; span?.Dispose(); } } Task Do() { var a = [|source.StartActivity(\"x\")|]; return new Op(Work(), a).CompleteAsync(); }")]
    [InlineData("class Op { readonly Activity? kept; public Task Completion { get; } public Op(Task work, Activity? span) { kept = span; Completion = WaitAsync(work); } async Task WaitAsync(Task work) { await work; kept?.Stop(); } } Task Do() { var a = [|source.StartActivity(\"x\")|]; return new Op(Work(), a).Completion; }")]
    // An async function inside.
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Inner(); async Task Inner() { await Work(); End(a); } } static void End(Activity? a) => a?.Stop();")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; return Inner(); async Task<int> Inner() { try { return await Work(); } finally { a?.Dispose(); } } }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Run(async () => { using (a) await Work(); }); } static Task Run(Func<Task> work) => work();")]
    // A decorator calls the same method of another object.
    [InlineData("C? inner; Task Do() { var a = [|source.StartActivity(\"x\")|]; return Run(async () => { using (a) await inner!.Do(); }); } static Task Run(Func<Task> work) => work();")]
    // Functions in functions.
    [InlineData("Task Do() { return Inner(); Task Inner() { var a = [|source.StartActivity(\"x\")|]; return Finish(a, Work()); } }")]
    [InlineData("readonly Func<Task> act = () => { var a = [|source.StartActivity(\"x\")|]; return Finish(a, Work()); };")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return Work().ContinueWith(static (_, state) => ((Activity?)state)?.Stop(), a); }")]
    [InlineData("Task<int> Do() { var a = [|source.StartActivity(\"x\")|]; var work = Work(); work.ContinueWith(static (_, state) => { (state as IDisposable)?.Dispose(); }, a, TaskScheduler.Default); return work; }")]
    public Task Fires(string member) => Verify<SpanLeaksIntoCaller>.FiresAsync("class C { " + Given + member + " }");

    [Theory]
    // Async functions keep it to themselves.
    [InlineData("async Task<int> Do() { var a = source.StartActivity(\"x\"); return await Finish(a, Work()); }")]
    [InlineData("async Task<int> Do() { using var a = source.StartActivity(\"x\"); return await Work(); }")]
    // Ended on the caller's side.
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); return Work(); }")]
    [InlineData("Task<int> Do() { var a = source.StartActivity(\"x\"); var task = Finish(a, Work()); a?.Stop(); return task; }")]
    [InlineData("Task<int> Do() { var a = source.StartActivity(\"x\"); try { return Work(); } finally { a?.Stop(); } }")]
    [InlineData("Task<int> Do() { var a = source.StartActivity(\"x\"); End(a); return Work(); } static void End(Activity? a) => a?.Stop();")]
    // Restored, or a root of its own.
    [InlineData("Task<int> Do() { var outer = Activity.Current; var a = source.StartActivity(\"x\"); var task = Finish(a, Work()); Activity.Current = outer; return task; }")]
    [InlineData("Task<int> Do() { var outer = Activity.Current; Activity.Current = null; var a = source.StartActivity(\"x\"); try { return Finish(a, Work()); } finally { Activity.Current = outer; } }")]
    // Never current.
    [InlineData("Task<int> Do() { var a = source.CreateActivity(\"x\", ActivityKind.Client); return Finish(a, Work()); }")]
    [InlineData("Task Do(OpenTelemetry.Trace.Tracer tracer) { var s = tracer.StartSpan(\"x\"); return FinishSpan(s); }")]
    // Nobody is known to end it, or it is not certain.
    [InlineData("Task<int> Do() { var a = source.StartActivity(\"x\"); return Watch(a, Work()); }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return Work().ContinueWith(_ => { if (Quick) a?.Stop(); }); }")]
    [InlineData("Activity? kept; Task Do() { kept = source.StartActivity(\"x\"); return Work(); } void End() => kept?.Stop();")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); Run(() => a?.Stop()); return Work(); } static void Run(Action work) => work();")]
    // For the caller to go on with.
    [InlineData("Activity? Begin() => source.StartActivity(\"x\"); ")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); _ = Finish(a, Work()); }")]
    // Nobody goes on after it.
    [InlineData("static Task Main() { var a = source.StartActivity(\"x\"); return Finish(a, Work()); }")]
    [InlineData("void Do() { _ = Task.Run(() => { var a = source.StartActivity(\"x\"); return Finish(a, Work()); }); }")]
    [InlineData("Task Start() => Task.Run(RunAsync); Task RunAsync() { var a = source.StartActivity(\"x\"); return Finish(a, Work()); }")]
    [InlineData("Task Start() => Task.Run(() => RunAsync()); Task RunAsync() { var a = source.StartActivity(\"x\"); return Finish(a, Work()); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] public Task Starts() { var a = source.StartActivity(\"x\"); return Finish(a, Work()); }")]
    // An object keeps it, and does not end it in a flow of its own, or its caller gets its own span back.
    [InlineData("class Op { readonly Activity? kept; readonly Task work; public Op(Task work, Activity? span) { this.work = work; kept = span; } public async Task CompleteAsync() { await work; kept?.SetTag(\"n\", 1); } } Task Do() { var a = source.StartActivity(\"x\"); return new Op(Work(), a).CompleteAsync(); }")]
    [InlineData("class Op { readonly Activity? kept; readonly Task work; public Op(Task work, Activity? span) { this.work = work; kept = span; } public async Task CompleteAsync() { await work; kept?.Stop(); } public void Finish() => kept?.Stop(); } Task Do() { var a = source.StartActivity(\"x\"); new Op(Work(), a).Finish(); return Work(); }")]
    [InlineData("class Op { readonly Activity? kept; readonly Task work; public Op(Task work, Activity? span) { this.work = work; kept = span; Activity.Current = span?.Parent; } public async Task CompleteAsync() { await work; kept?.Stop(); } } Task Do() { var a = source.StartActivity(\"x\"); return new Op(Work(), a).CompleteAsync(); }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return Hand(Work(), a); } static Task Hand(Task<int> task, Activity? handed) { Activity.Current = handed?.Parent; return Finish(handed, task); }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return Work().ContinueWith(_ => Note(a)); } static void Note(Activity? a) => a?.SetTag(\"n\", 1);")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); var work = Work().ContinueWith(static (_, state) => ((Activity?)state)?.SetTag(\"n\", 1), a); a?.Stop(); return work; }")]
    public Task Quiet(string member) => Verify<SpanLeaksIntoCaller>.QuietAsync("class C { " + Given + member + " }");

    private const string Grpc = "namespace Grpc.Core { public sealed class AsyncUnaryCall<T>(Task<T> response) { public Task<T> ResponseAsync { get; } = response; } }\n";

    [Theory]
    [InlineData("Grpc.Core.AsyncUnaryCall<int> Do(Func<Grpc.Core.AsyncUnaryCall<int>> next) { var a = [|source.StartActivity(\"x\")|]; var call = next(); call.ResponseAsync.ContinueWith(_ => a?.Stop()); return call; }")]
    // A method that is called as the type is.
    [InlineData("class Calls { public virtual Grpc.Core.AsyncUnaryCall<T> AsyncUnaryCall<T>(Func<Grpc.Core.AsyncUnaryCall<T>> next) { var a = [|source.StartActivity(\"x\")|]; var call = next(); call.ResponseAsync.ContinueWith(_ => a?.Stop()); return new Grpc.Core.AsyncUnaryCall<T>(call.ResponseAsync); } }")]
    [InlineData("Grpc.Core.AsyncUnaryCall<int> Do(Func<Grpc.Core.AsyncUnaryCall<int>> next) { var a = [|source.StartActivity(\"x\")|]; return new Grpc.Core.AsyncUnaryCall<int>(Finish(a, next().ResponseAsync)); }")]
    public Task Fires_on_calls_that_go_on(string member) => Verify<SpanLeaksIntoCaller>.OffersNoFixAsync("class C { " + Given + member + " }\n" + Grpc);

    [Theory]
    [InlineData("Grpc.Core.AsyncUnaryCall<int> Do(Func<Grpc.Core.AsyncUnaryCall<int>> next) { var outer = Activity.Current; var a = source.StartActivity(\"x\"); var call = next(); call.ResponseAsync.ContinueWith(_ => a?.Stop()); Activity.Current = outer; return call; }")]
    [InlineData("Grpc.Core.AsyncUnaryCall<int> Do(Func<Grpc.Core.AsyncUnaryCall<int>> next) { using var a = source.StartActivity(\"x\"); return next(); }")]
    public Task Quiet_on_calls_that_go_on(string member) => Verify<SpanLeaksIntoCaller>.QuietAsync("class C { " + Given + member + " }\n" + Grpc);

    [Fact]
    public Task Says_who_ends_it_and_whom_it_harms() => Verify<SpanLeaksIntoCaller>.SaysAsync(
        "class C { " + Given + "Task<int> Acquire() { var a = [|source.StartActivity(\"acquire\")|]; return Finish(a, Work()); } }",
        "Span 'acquire' (Activity) is ended in 'Finish': for whoever calls 'Acquire' it stays Activity.Current even then, and what that starts next becomes its child. Make the function async, and await the task that it returns.");

    [Fact]
    public Task Fixes_all_of_a_file() => Verify<SpanLeaksIntoCaller>.FixesAsync(
        "class C\n{\n" + Given + """
            // One.
            public ValueTask<int> One(ValueTask<int> task)
            {
                var a = [|source.StartActivity("x")|]; // started
                if (Quick)
                    return FinishUsing(task, null); // at once
                return FinishUsing(task, a);
            }

            public ValueTask Two()
            {
                var a = [|source.StartActivity("x")|];
                return new ValueTask(Work().ContinueWith(_ => a?.Stop()));
            }

            public static Task<int> Three() => Finish([|source.StartActivity("x")|], Work()); // short

            Task Four() => Run(() => Finish([|source.StartActivity("x")|], Work()));

            static Task Run(Func<Task> work) => work();
        }
        """,
        "class C\n{\n" + Given + """
            // One.
            public async ValueTask<int> One(ValueTask<int> task)
            {
                var a = source.StartActivity("x"); // started
                if (Quick)
                    return await FinishUsing(task, null); // at once
                return await FinishUsing(task, a);
            }

            public async ValueTask Two()
            {
                var a = source.StartActivity("x");
                await new ValueTask(Work().ContinueWith(_ => a?.Stop()));
            }

            public static async Task<int> Three() => await Finish(source.StartActivity("x"), Work()); // short

            Task Four() => Run(async () => await Finish(source.StartActivity("x"), Work()));

            static Task Run(Func<Task> work) => work();
        }
        """);

    [Theory]
    // An async function takes no such parameter, and gives no constant of a task.
    [InlineData("Task<int> Do(ref int n) { var a = [|source.StartActivity(\"x\")|]; n++; return Finish(a, Work()); }")]
    [InlineData("Task<int> Do(Span<int> numbers) { var a = [|source.StartActivity(\"x\")|]; numbers.Clear(); return Finish(a, Work()); }")]
    [InlineData("ValueTask<int> Do() { var a = [|source.StartActivity(\"x\")|]; if (a == null) return default; return FinishUsing(default, a); }")]
    public Task Offers_no_fix(string member) => Verify<SpanLeaksIntoCaller>.OffersNoFixAsync("class C { " + Given + member + " }");
}
