using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Work that does what shows in a trace far away, and work that is started in helpers of what has a span.</summary>
public class WorkOutlivesActivityDepthTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Mvc;
        interface IAudit { Task WriteAsync(int order); }
        class Audit(ActivitySource source) : IAudit { public async Task WriteAsync(int order) { await Task.Yield(); using var audit = source.StartActivity("audit"); } }
        class Silent { public async Task WriteAsync(int order) { await Task.Yield(); } }
        class Apart(ActivitySource source) { public async Task WriteAsync() { Activity.Current = null; using var audit = source.StartActivity("audit"); await Task.Yield(); } }
        class Linked(ActivitySource source) { public void Write(ActivityLink link) { using var audit = source.StartActivity("audit", ActivityKind.Internal, default(ActivityContext), links: [link]); } }

        """;

    private static Task FiresAsync(string code) => Verify<WorkOutlivesActivity>.FiresAsync(Given + code);

    private static Task QuietAsync(string code) => Verify<WorkOutlivesActivity>.QuietAsync(Given + code);

    [Fact]
    public Task Fixes_joined_tasks_each_by_itself() => Verify<WorkOutlivesActivity>.FixesAsync(
        Given + """
            class OrdersController(Audit audit) : ControllerBase
            {
                [HttpPost]
                public IActionResult Post(int[] items)
                {
                    Task.WhenAll(items.[|Select|](async item => { await Task.Delay(item); await audit.WriteAsync(item); }));
                    return Accepted();
                }
            }
            """,
        Given + """
            class OrdersController(Audit audit) : ControllerBase
            {
                [HttpPost]
                public IActionResult Post(int[] items)
                {
                    using (ExecutionContext.SuppressFlow())
                    {
                        var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                        Task.WhenAll(items.Select(item => Task.Run(async () => { using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Post.Background"); await Task.Delay(item); await audit.WriteAsync(item); })));
                    }
                    return Accepted();
                }
            }
            """);

    /// <summary>No task of theirs reaches anybody who could wait for it.</summary>
    [Theory]
    [InlineData("[HttpPost] public IActionResult Post() { [|WriteLaterAsync|]().Leave(); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post() { [|WriteLaterAsync|]().Drop(); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post() { [|WriteLaterAsync|]().ConfigureAwait(false); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post() { [|WriteLaterAsync|]().ContinueWith(t => Console.WriteLine(t.Exception)); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post() { var later = [|WriteLaterAsync|](); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post() { _ = [|WrapAsync|](); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(List<int> items) { items.[|ForEach|](async item => await WriteLaterAsync()); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(List<int> items) { items.ForEach(item => [|WriteLaterAsync|]()); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { Parallel.[|ForEach|](items, async item => { await Task.Delay(item); await WriteLaterAsync(); }); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { items.AsParallel().[|ForAll|](async item => await WriteLaterAsync()); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { _ = Task.WhenAll(items.Select(item => [|WriteLaterAsync|]()).ToList()); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { Task.WhenAll(items.[|Select|](async item => { await Task.Delay(item); await WriteLaterAsync(); })); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { Task.WhenAll(items.[|Select|](async item => { await Task.Delay(item); await WriteLaterAsync(); })).ContinueWith(t => Console.WriteLine(t.Exception), TaskContinuationOptions.OnlyOnFaulted); return Accepted(); }")]
    [InlineData("[HttpPost] public IActionResult Post(int[] items) { Task.WhenAny(items.[|Select|](LaterAsync)).ConfigureAwait(false); return Accepted(); } async Task LaterAsync(int item) { await Task.Delay(item); await WriteLaterAsync(); }")]
    public Task Fires_on_calls_that_are_left_alone(string action) => FiresAsync(
        $$"""
        static class Tasks
        {
            public static void Leave(this Task task) => task.ContinueWith(t => Console.WriteLine(t.Exception), TaskContinuationOptions.OnlyOnFaulted);
            public static async void Drop(this Task task) { try { await task.ConfigureAwait(false); } catch { } }
        }
        public class OrdersController : ControllerBase
        {
            {{action}}
            private static async Task WriteLaterAsync() { await Task.Yield(); using var audit = source.StartActivity("audit"); }
            private static async Task WrapAsync() => await WriteLaterAsync().ConfigureAwait(false);
        }
        """);

    [Fact]
    public Task Fires_through_a_chain_of_eight_calls_and_an_interface() => FiresAsync(
        """
        class Orders(ActivitySource source, IAudit audit)
        {
            public void Place() { using var activity = source.StartActivity("place"); _ = Task.[|Run|](A); }
            private void A() => B(); private void B() => C(3); private void C(int n) { if (n > 0) C(n - 1); D(); } private void D() => E();
            private void E() => F(); private void F() => G(); private void G() => H(); private void H() => audit.WriteAsync(1);
        }
        """);

    [Fact]
    public Task Fires_in_a_helper_that_a_controller_calls() => Verify<WorkOutlivesActivity>.SaysAsync(
        Given +
        """
        public class OrdersController : ControllerBase { private readonly Notifier notifier = new(null!); public void Post() => notifier.Notify(); }
        class Notifier(IAudit audit)
        {
            public void Notify() => Start(1);
            private void Start(int n) => Task.[|Run|](() => audit.WriteAsync(n));
        }
        """,
        "Nobody waits for this work, so its spans may begin after the span (Activity) of the request or message (called from 'OrdersController.Post') has ended, and then hang under a finished parent. Await it, or let it begin a trace of its own that links to this one.");

    /// <summary>Of three implementations one does it; the object comes through a constructor, and the helpers call one another.</summary>
    [Fact]
    public Task Fires_through_an_interface_of_three_implementations_and_an_injected_object() => FiresAsync(
        """
        class NoAudit : IAudit { public Task WriteAsync(int order) => Task.CompletedTask; }
        class LoggedAudit : IAudit { public Task WriteAsync(int order) { Console.WriteLine(order); return Task.CompletedTask; } }
        class Outbox { private readonly IAudit audit; public Outbox(IAudit audit) => this.audit = audit; public Task Send(int n) => n > 3 ? Other(n - 1) : audit.WriteAsync(n); private Task Other(int n) => n > 3 ? Send(n - 1) : Send(n); }
        class Orders(ActivitySource source, Outbox outbox) { public void Place() { using var activity = source.StartActivity("place"); Notify(); } private void Notify() { Begin(3); } private void Begin(int n) { if (n > 1) Begin(n - 1); else Task.[|Run|](() => outbox.Send(9)); } }
        """);

    [Fact]
    public Task Fires_in_a_constructor_and_in_a_lambda_that_is_run_at_once() => FiresAsync(
        """
        class Warm { public Warm(IAudit audit) => Task.[|Run|](() => audit.WriteAsync(1)); }
        class Orders(ActivitySource source, IAudit audit)
        {
            public void Place(int[] orders)
            {
                using var activity = source.StartActivity("place");
                _ = new Warm(audit);
                foreach (var order in orders.Select(order => { Task.[|Run|](() => audit.WriteAsync(order)); return order; })) GC.KeepAlive(order);
                Safely(() => Task.[|Run|](() => audit.WriteAsync(2)));
            }
            private static void Safely(Action action) { try { action(); } catch (InvalidOperationException) { } }
        }
        """);

    /// <summary>Nothing here speaks of spans: they come with ASP.NET Core, and are listened to in another project.</summary>
    [Fact]
    public Task Fires_where_tracing_is_set_up_elsewhere() => Verify<WorkOutlivesActivity>.FiresAsync(
        """
        using Microsoft.AspNetCore.Builder;
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/parcels", (Courier courier) => { _ = Task.[|Run|](() => courier.SendAsync()); });
        app.MapPut("/parcels", async (Courier courier) => await courier.SendAsync());
        app.MapDelete("/parcels", (Courier courier) => { using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => courier.SendAsync()); });
        app.Run();
        class Courier(HttpClient http) { public async Task SendAsync() => await http.PostAsync("https://courier.example/parcels", null); }
        """);

    /// <summary>A type that does not resolve stands nowhere.</summary>
    [Fact]
    public async Task Survives_types_that_do_not_resolve()
    {
        var project = TestProject.Create([("Test.cs", "using System.Diagnostics; using System.Threading.Tasks; class Orders : Missing, IMissing<int> { ActivitySource source = new(\"Shop\"); void Place() { using var activity = source.StartActivity(\"place\"); _ = Task.Run(() => Audit()); Missing.Call(); } void Audit() { using var audit = source.StartActivity(\"audit\"); } }")]);
        Assert.Equal("OBS3005", Assert.Single(await TestProject.DiagnosticsAsync(project, new WorkOutlivesActivity())).Id);
    }

    [Fact]
    public Task Quiet_where_what_is_far_away_has_a_context_of_its_own_or_does_nothing() => QuietAsync(
        """
        class Orders(ActivitySource source, Silent silent, Apart apart, Linked linked)
        {
            public void Place(ActivityLink link)
            {
                using var activity = source.StartActivity("place");
                _ = Task.Run(() => One()); _ = Task.Run(() => Two()); _ = Task.Run(() => Three(link)); _ = Task.Run(() => Loop(3));
            }
            private Task One() => silent.WriteAsync(1);
            private Task Two() => apart.WriteAsync();
            private void Three(ActivityLink link) => linked.Write(link);
            private void Loop(int n) { if (n > 0) Loop(n - 1); }
        }
        """);

    [Fact]
    public Task Quiet_in_a_helper_that_nobody_calls_under_a_span() => QuietAsync(
        """
        class Notifier(IAudit audit)
        {
            public void Notify() => Task.Run(() => audit.WriteAsync(1));
            public static void Main2(Notifier notifier) => notifier.Notify();
        }
        """);

    /// <summary>What a piece of work takes and gives back tells nobody that it is done.</summary>
    [Theory]
    [InlineData("await turn.WaitAsync(); try { await audit.WriteAsync(1); } finally { turn.Release(); }")]
    [InlineData("turn.Wait(); try { await audit.WriteAsync(1); } finally { this.turn.Release(1); }")]
    public Task Fires_where_the_work_holds_a_lock(string write) => FiresAsync(LockingOrders(write, "Task.[|Run|](WriteAsync)"));

    [Theory]
    [InlineData("await audit.WriteAsync(1); turn.Release();")]
    [InlineData("await turn.WaitAsync(); try { await audit.WriteAsync(1); } finally { turn.Release(); done.Release(); }")]
    public Task Quiet_where_a_semaphore_is_released_for_others(string write) => QuietAsync(LockingOrders(write, "Task.Run(WriteAsync)"));

    private static string LockingOrders(string write, string begun) =>
        "class Orders(ActivitySource source, IAudit audit)\n{\n    private readonly SemaphoreSlim turn = new(1, 1), done = new(0);\n    public void Place() { using var activity = source.StartActivity(\"place\"); _ = " + begun + "; done.Wait(); }\n    private async Task WriteAsync() { " + write + " }\n}";

    [Fact]
    public Task Quiet_where_a_signal_far_away_tells_that_it_is_done() => QuietAsync(
        """
        class Orders(ActivitySource source, IAudit audit)
        {
            private readonly SemaphoreSlim done = new(0);
            public void Place() { using var activity = source.StartActivity("place"); _ = Task.Run(A); done.Wait(); }
            private void A() => B(); private void B() { audit.WriteAsync(1).Wait(); End(); } private void End() => done.Release();
        }
        """);

    [Theory]
    [InlineData("public void Post() => [|Begin|]();")]
    [InlineData("public void Post() { _ = [|Begin|](); }")]
    [InlineData("public void Post() { [|BeginFurther|](); }")]
    [InlineData("public void Post() { [|WriteAsync|](); }")]
    [InlineData("public void Post() { new [|Task|](Write).Start(); }")]
    [InlineData("public void Post() { var writing = new [|Task|](Write); writing.Start(); }")]
    public Task Fires_on_work_that_a_helper_begins_and_gives_back(string action) => FiresAsync(Beginner + action + " }");

    [Theory]
    [InlineData("public Task Post() => Begin();")]
    [InlineData("public async Task Post() { await Begin(); var begun = BeginFurther(); await begun; await WriteAsync(); }")]
    [InlineData("public void Post() { Apart(); new Task(() => { }).Start(); }")]
    [InlineData("public void Post() { var writing = new Task(Write); writing.Start(); writing.Wait(); }")]
    [InlineData("public void Post() { running = Begin(); }")]
    public Task Quiet_where_it_is_waited_for_or_apart(string action) => QuietAsync(Beginner + action + " }");

    private const string Beginner = """
        public class OrdersController(ActivitySource source) : ControllerBase
        {
            Task? running; public Task? Running => running;
            void Write() { using var audit = source.StartActivity("audit"); }
            async Task WriteAsync() { await Task.Yield(); Write(); }
            Task Begin() => Task.Run(Write);
            Task BeginFurther() { return WriteAsync(); }
            Task Apart() { using (ExecutionContext.SuppressFlow()) return Task.Run(Write); }

        """;
}
