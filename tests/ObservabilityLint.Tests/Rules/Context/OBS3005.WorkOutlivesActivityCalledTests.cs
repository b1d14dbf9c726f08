using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Async work that is called through an interface, for each element or among others; and the ways in which its flow is stopped.</summary>
public class WorkOutlivesActivityCalledTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Diagnostics; using Microsoft.AspNetCore.Authentication; using System.Security.Claims;
        interface IMail { Task SendAsync(int order); Task WrapAsync(int order); ValueTask QuickAsync(int order); Task ReadyAsync(); }
        sealed class Mail : IMail
        {
            public async Task SendAsync(int order) { await Task.Yield(); using var send = source.StartActivity("send"); }
            public Task WrapAsync(int order) => SendAsync(order);
            public async ValueTask QuickAsync(int order) { await Task.Yield(); using var send = source.StartActivity("send"); }
            public async Task ReadyAsync() => await Task.Yield();
        }
        interface IStore { Task SaveAsync(); }
        sealed class First : IStore { public async Task SaveAsync() { await Task.Yield(); using var save = source.StartActivity("save"); } }
        sealed class Second : IStore { public Task SaveAsync() => Task.CompletedTask; }
        abstract class Job { public abstract Task RunAsync(); }
        interface IHandler { Task HandleAsync(int order); Task TraceAsync(int order); ValueTask WaitAsync(); }
        sealed class One : IHandler { public async Task HandleAsync(int order) { await Task.Yield(); using var save = source.StartActivity("one"); } public async Task TraceAsync(int order) { await Task.Yield(); using var save = source.StartActivity("one"); } public async ValueTask WaitAsync() => await Task.Yield(); }
        sealed class Two : IHandler { public async Task HandleAsync(int order) { await Task.Delay(1); using var save = source.StartActivity("two"); } public async Task TraceAsync(int order) { await Task.Delay(order); Console.WriteLine(order); } public async ValueTask WaitAsync() => await Task.Delay(1); }
        static class Lists
        {
            public static void Each<T>(this IEnumerable<T> all, Action<T> action) { ArgumentNullException.ThrowIfNull(action); foreach (var one in all) action(one); }
            public static void Guard(Action action, Action<Exception>? failed = null) { try { action.Invoke(); } catch (Exception e) { failed?.Invoke(e); } }
            public static void Later(Action action) => kept.Add(action);
            public static void Apart(Action action) { using (ExecutionContext.SuppressFlow()) Task.Run(() => action()); }
            public static void Rootless(Action action) { var outer = Activity.Current; Activity.Current = null; try { action(); } finally { Activity.Current = outer; } }
            static readonly List<Action> kept = [];
        }
        sealed class Import : Job { public override async Task RunAsync() { await Task.Yield(); using var run = source.StartActivity("run"); } }

        """;

    private static string Orders(string statements) => Given + "class Orders(IMail mail, IStore store, Job job, IEnumerable<IHandler> handlers) { public Task? Kept; public async Task PlaceAsync(int[] orders) { using var activity = source.StartActivity(\"place\"); await Task.Yield(); " + statements + " } async Task SaveAsync(int order) { await Task.Yield(); using var save = source.StartActivity(\"save\"); } }";

    [Theory]
    [InlineData("_ = mail.[|SendAsync|](1);")]
    [InlineData("mail.[|SendAsync|](1);")]
    [InlineData("_ = mail.[|QuickAsync|](1);")]
    [InlineData("_ = job.[|RunAsync|]();")]
    [InlineData("foreach (var order in orders) _ = mail.[|SendAsync|](order);")]
    [InlineData("Array.[|ForEach|](orders, async order => await SaveAsync(order));")]
    [InlineData("Task.WhenAll([|SaveAsync|](1), [|SaveAsync|](2));")]
    [InlineData("_ = Task.WhenAll(orders.[|Select|](SaveAsync));")]
    [InlineData("_ = orders.[|Select|](SaveAsync).ToList();")]
    [InlineData("_ = orders.[|Select|](async order => { await Task.Yield(); await SaveAsync(order); }).ToArray();")]
    [InlineData("_ = orders.Select(order => [|SaveAsync|](order)).ToList();")]
    [InlineData("foreach (var handler in handlers) _ = handler.[|HandleAsync|](1);")]
    [InlineData("orders.[|Each|](async order => await SaveAsync(order));")]
    [InlineData("Lists.[|Guard|](async () => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("Lists.[|Guard|](() => { }, async e => await SaveAsync(1));")]
    [InlineData("Parallel.[|ForEachAsync|](orders, async (order, _) => await SaveAsync(order));")]
    // What is awaited is the task that begins the work.
    [InlineData("await Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("await Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); }, TaskCreationOptions.LongRunning).ConfigureAwait(false);")]
    [InlineData("Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); }).Wait();")]
    [InlineData("Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); }).GetAwaiter().GetResult();")]
    [InlineData("await Task.Delay(1).[|ContinueWith|](async _ => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("using (OpenTelemetry.Trace.Tracer.WithSpan(OpenTelemetry.Trace.TracerProvider.Default.GetTracer(\"Shop\").StartSpan(\"own\"))) _ = [|SaveAsync|](1);")]
    public Task Fires(string statements) => Verify<WorkOutlivesActivity>.FiresAsync(Orders(statements));

    /// <summary>A field that is set once holds the method, also one of several types.</summary>
    [Theory]
    [InlineData("_ = [|handling|](1);")]
    [InlineData("_ = [|own|](1);")]
    [InlineData("await handling(1);")]
    [InlineData("_ = outside(1);")]
    [InlineData("_ = changing(1);")]
    [InlineData("_ = saving();")]
    public Task A_delegate_in_a_field(string statements)
    {
        var code = Given + "class Uses(IHandler handler, IStore store, Func<int, Task> given) { readonly Func<int, Task> handling = handler.HandleAsync, outside = given, own = async order => { await Task.Yield(); using var save = source.StartActivity(\"own\"); }; Func<int, Task> changing = handler.HandleAsync; readonly Func<Task> saving = store.SaveAsync; public void Change() => changing = given; "
            + "public async Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); await Task.Yield(); " + statements + " } }";
        return statements.Contains("[|", StringComparison.Ordinal) ? Verify<WorkOutlivesActivity>.FiresAsync(code) : Verify<WorkOutlivesActivity>.QuietAsync(code);
    }

    [Theory]
    [InlineData("await mail.SendAsync(1);")]
    [InlineData("await mail.QuickAsync(1);")]
    [InlineData("var sending = mail.SendAsync(1); await sending;")]
    [InlineData("Kept = mail.SendAsync(1);")]
    [InlineData("_ = mail.ReadyAsync();")]
    [InlineData("foreach (var handler in handlers) await handler.HandleAsync(1);")]
    // One of them leaves nothing in the trace.
    [InlineData("foreach (var handler in handlers) _ = handler.TraceAsync(1);")]
    [InlineData("foreach (var handler in handlers) _ = handler.WaitAsync();")]
    // Who runs the lambda, and when, or without the span.
    [InlineData("Lists.Later(async () => await SaveAsync(1));")]
    [InlineData("Lists.Rootless(async () => await SaveAsync(1));")]
    [InlineData("Lists.Apart(async () => await SaveAsync(1));")]
    [InlineData("Lists.Guard(() => { _ = orders.Length; });")]
    // Not all that it may be is async, and which one it is nobody knows.
    [InlineData("_ = store.SaveAsync();")]
    [InlineData("await Task.WhenAll(orders.Select(SaveAsync));")]
    [InlineData("Kept = Task.WhenAll(orders.Select(SaveAsync));")]
    [InlineData("var saves = orders.Select(SaveAsync).ToList(); await Task.WhenAll(saves);")]
    [InlineData("var saves = orders.Select(async order => await SaveAsync(order)); foreach (var save in saves) await save;")]
    // Nobody runs it.
    [InlineData("_ = orders.Select(SaveAsync);")]
    [InlineData("await Task.WhenAll(SaveAsync(1), mail.SendAsync(2));")]
    // Tasks that are chained, or change places, are followed once.
    [InlineData("var first = SaveAsync(1); var second = SaveAsync(2); first = second; second = first; await second;")]
    [InlineData("var last = Task.Run(() => SaveAsync(1)); foreach (var order in orders) last = Task.WhenAll(last, SaveAsync(order)); await last;")]
    // The work itself is awaited, or its first part is all of it, or somebody may wait for it.
    [InlineData("await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Unwrap();")]
    [InlineData("await await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("var inner = await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }); await inner;")]
    [InlineData("Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Result.Wait();")]
    [InlineData("await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).GetAwaiter().GetResult();")]
    [InlineData("await Task.Factory.StartNew(async () => { using (source.StartActivity(\"first\")) { } await Task.Delay(1); });")]
    [InlineData("await Task.Factory.StartNew(() => SaveAsync(1).Wait());")]
    [InlineData("await Task.Run(async () => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("await Task.Delay(1).ContinueWith(async _ => { await Task.Delay(1); await SaveAsync(1); }).Unwrap();")]
    [InlineData("Kept = await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); });")]
    [InlineData("using (ExecutionContext.SuppressFlow()) Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Wait();")]
    public Task Quiet(string statements) => Verify<WorkOutlivesActivity>.QuietAsync(Orders(statements));

    [Fact]
    public Task Fires_in_an_action_that_awaits_the_wrong_task() => Verify<WorkOutlivesActivity>.FiresAsync(
        Given + "public class Orders(HttpClient http) : ControllerBase { public async Task Place() { await Task.Delay(1).[|ContinueWith|](async _ => { await Task.Delay(1); await http.GetStringAsync(\"/\"); }); } }");

    [Theory]
    [InlineData("await Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); });", "await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Unwrap();")]
    [InlineData("await Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); }).ConfigureAwait(false);", "await Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Unwrap().ConfigureAwait(false);")]
    [InlineData("Task.Factory.[|StartNew|](async () => { await Task.Delay(1); await SaveAsync(1); }).Wait();", "Task.Factory.StartNew(async () => { await Task.Delay(1); await SaveAsync(1); }).Unwrap().Wait();")]
    public Task Fixes_what_is_awaited(string before, string after) => Verify<WorkOutlivesActivity>.FixesAsync(Orders(before), Orders(after));

    [Theory]
    [InlineData("sealed class Failures(Mail mail) : IExceptionHandler { public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken stop) { _ = mail.[|SendAsync|](1); return new(false); } }")]
    [InlineData("sealed class Claims(Mail mail) : IClaimsTransformation { public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) { _ = mail.[|SendAsync|](1); return Task.FromResult(principal); } }")]
    public Task Fires_in_the_handling_of_a_request(string code) => Verify<WorkOutlivesActivity>.FiresAsync(Given + code);

    [Theory]
    [InlineData("using var flow = Flow.Stop(); _ = SaveAsync(1);")]
    [InlineData("using (Flow.StopByLocal()) _ = SaveAsync(1);")]
    [InlineData("using (new Stopped()) _ = SaveAsync(1);")]
    [InlineData("using (Flow.Stop()) { } _ = [|SaveAsync|](1);")]
    [InlineData("using (Flow.Other()) _ = [|SaveAsync|](1);")]
    public Task A_wrapper_holds_the_suppression(string statements)
    {
        const string Wrappers = """
            readonly struct Suppressed(AsyncFlowControl control) : IDisposable { readonly AsyncFlowControl control = control; public void Dispose() { if (control != default) control.Dispose(); } }
            sealed class Stopped : IDisposable { readonly AsyncFlowControl control = ExecutionContext.SuppressFlow(); public void Dispose() => control.Undo(); }
            static class Flow
            {
                public static Suppressed Stop() => new(ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow());
                public static Suppressed StopByLocal() { var control = ExecutionContext.SuppressFlow(); return new Suppressed(control); }
                public static Suppressed Other() { using (new Suppressed(ExecutionContext.SuppressFlow())) return new Suppressed(default); }
            }

            """;
        return statements.Contains("[|", StringComparison.Ordinal) ? Verify<WorkOutlivesActivity>.FiresAsync(Orders(statements) + Wrappers) : Verify<WorkOutlivesActivity>.QuietAsync(Orders(statements) + Wrappers);
    }

    private const string InOtherFile = """

        === Other.cs
        using Microsoft.AspNetCore.Mvc;
        public interface ILedger { Task BookAsync(int order); Task Enter(int order); void Note(int order); }
        public sealed class Ledger : ILedger
        {
            static readonly ActivitySource source = new("Ledger");
            public async Task BookAsync(int order) { await Task.Yield(); using var book = source.StartActivity("book"); }
            public static async Task CloseAsync() { await Task.Yield(); using var close = source.StartActivity("close"); }
            public async Task Enter(int order) { await Task.Yield(); using var enter = source.StartActivity("enter"); }
            public void Note(int order) { using var note = source.StartActivity("note"); }
            public static async void Tell(int order) { await Task.Yield(); using var tell = source.StartActivity("tell"); }
        }
        public static class Orders { public static async Task Ship(this int order) => await Ledger.CloseAsync(); }
        """;

    private static string Action(string statements) => "using Microsoft.AspNetCore.Mvc; public sealed class OrdersController(ILedger ledger) : ControllerBase { [HttpPost] public IActionResult Post(int order) { " + statements + " return Ok(); } }" + InOtherFile;

    /// <summary>Nothing in the file tells of spans, and nothing of what is called.</summary>
    [Theory]
    [InlineData("ledger.[|BookAsync|](order);")]
    [InlineData("_ = ledger.[|BookAsync|](order);")]
    [InlineData("Ledger.[|CloseAsync|]().ConfigureAwait(false);")]
    [InlineData("var booked = ledger.[|BookAsync|](order);")]
    [InlineData("if (order > 0) Task.WhenAll(ledger.[|BookAsync|](order), Ledger.[|CloseAsync|]());")]
    [InlineData("ledger.[|Enter|](order);")]
    [InlineData("Ledger.[|Tell|](order);")]
    [InlineData("order.[|Ship|]();")]
    public Task Fires_on_what_another_file_has(string statements) => Verify<WorkOutlivesActivity>.FiresAsync(Action(statements));

    [Theory]
    [InlineData("ledger.BookAsync(order).Wait();")]
    [InlineData("ledger.BookAsync(order).GetAwaiter().GetResult();")]
    [InlineData("var booked = ledger.BookAsync(order); booked.Wait();")]
    [InlineData("Task.WaitAll(ledger.BookAsync(order));")]
    [InlineData("ledger.Enter(order).Wait();")]
    [InlineData("ledger.Note(order);")]
    public Task Quiet_on_what_another_file_has_and_is_waited_for(string statements) => Verify<WorkOutlivesActivity>.QuietAsync(Action(statements));
}
