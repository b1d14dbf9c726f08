using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class WorkOutlivesActivityTests
{
    private const string Given = """
        static readonly HttpClient http = new(); static readonly DbCommand command = null!; static readonly List<Task> tasks = []; static Task? kept; static readonly SemaphoreSlim gate = new(1); private static readonly SemaphoreSlim one = new(1); static bool busy;
        static void Audit() { using var audit = source.StartActivity("audit"); }
        static async Task AuditAsync() { await Task.Delay(1); using var audit = source.StartActivity("audit"); }
        static async Task NotifyAsync() => await http.GetStringAsync("http://shop");
        static async Task NotifyLaterAsync() { await Task.Delay(1); await http.GetStringAsync("http://shop"); }
        static async void Fire() { await Task.Delay(1); command.ExecuteNonQuery(); }
        static async Task CalculateAsync() { await Task.Delay(1); }

        """;

    /// <summary>In a method with a span of its own, and without one.</summary>
    private static string In(string statements) => Given + "static async Task PlaceAsync(int order) { using var activity = source.StartActivity(\"place\"); await Task.Yield(); " + statements + " }";

    [Theory]
    [InlineData("Task.[|Run|](() => Audit());")]
    [InlineData("Task.[|Run|](Audit);")]
    // A variable holds the work.
    [InlineData("var work = () => NotifyLaterAsync(); Task.[|Run|](work);")]
    [InlineData("Func<Task> work = async () => { await Task.Delay(1); Audit(); }; _ = Task.[|Run|](work);")]
    [InlineData("Action work = Audit; Task.Factory.[|StartNew|](work);")]
    [InlineData("WaitCallback work = _ => Audit(); ThreadPool.[|QueueUserWorkItem|](work);")]
    [InlineData("ThreadStart work = () => Audit(); new Thread(work).[|Start|]();")]
    [InlineData("_ = Task.[|Run|](async () => { await Task.Delay(1); await http.GetStringAsync(\"http://shop\"); });")]
    [InlineData("var ignored = Task.[|Run|](() => command.ExecuteNonQuery());")]
    [InlineData("Task.Factory.[|StartNew|](() => Audit(), TaskCreationOptions.LongRunning);")]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](_ => Audit());")]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](state: 1, callBack: static number => { using var audit = source.StartActivity(\"audit\"); }, preferLocal: false);")]
    [InlineData("new Thread(Audit).[|Start|]();")]
    [InlineData("var thread = new Thread(() => Audit()); thread.IsBackground = true; thread.[|Start|]();")]
    [InlineData("_ = [|AuditAsync|]();")]
    [InlineData("[|NotifyLaterAsync|]();")]
    [InlineData("[|Fire|]();")]
    [InlineData("async Task Local() { await Task.Yield(); Audit(); } _ = [|Local|]();")]
    [InlineData("Task.Delay(5).[|ContinueWith|](_ => Audit());")]
    [InlineData("_ = Task.[|Run|](Audit).ContinueWith(task => Console.WriteLine(task.Exception), TaskContinuationOptions.OnlyOnFaulted);")]
    [InlineData("_ = Task.WhenAll(Task.[|Run|](Audit), CalculateAsync());")]
    [InlineData("if (order > 0) Task.[|Run|](() => { Console.WriteLine(order); Audit(); });")]
    [InlineData("_ = Task.[|Run|](() => { using var audit = source.StartActivity(\"audit\", ActivityKind.Internal, default(ActivityContext)); });")]
    // The semaphore is only asked whether it is free.
    [InlineData("if (!await one.WaitAsync(0)) return; _ = Task.[|Run|](async () => { try { await NotifyAsync(); } finally { one.Release(); } });")]
    [InlineData("if (one.Wait(TimeSpan.Zero)) _ = Task.[|Run|](() => { try { Audit(); } finally { one.Release(); } });")]
    // A local holds the function.
    [InlineData("var run = async () => { await Task.Yield(); Audit(); }; _ = [|run|]();")]
    [InlineData("Func<int, Task> run = async n => { await Task.Delay(n); Audit(); }; [|run|](order);")]
    [InlineData("Func<Task> run = AuditAsync; _ = [|run|]();")]
    [InlineData("Action run = async () => { await Task.Yield(); Audit(); }; [|run|]();")]
    public Task Fires(string statements) => Verify<WorkOutlivesActivity>.FiresAsync(In(statements));

    [Theory]
    // Somebody waits, or may.
    [InlineData("await Task.Run(() => Audit());")]
    // A function that a local holds is waited for, ends the span, does nothing behind its first wait, or may be another one.
    [InlineData("var run = async () => { await Task.Yield(); Audit(); }; await run(); var work = run(); await work;")]
    [InlineData("var run = async () => { Audit(); await Task.Yield(); }; _ = run();")]
    [InlineData("var run = () => { Audit(); return Task.CompletedTask; }; _ = run();")]
    [InlineData("Func<Task> run = async () => { await Task.Yield(); Audit(); }; if (order > 1) run = CalculateAsync; _ = run();")]
    [InlineData("await Task.Run(Audit).ConfigureAwait(false);")]
    [InlineData("Task.Run(Audit).Wait(); Task.Run(Audit).GetAwaiter().GetResult();")]
    [InlineData("var work = Task.Run(Audit); await Task.Delay(1); await work;")]
    [InlineData("var work = Task.Run(Audit); if (await Task.WhenAny(work, Task.Delay(5)) != work) return;")]
    [InlineData("await Task.WhenAll(Task.Run(Audit), AuditAsync());")]
    [InlineData("var all = new[] { Task.Run(Audit), AuditAsync() }; await Task.WhenAll(all);")]
    [InlineData("tasks.Add(Task.Run(Audit)); kept = AuditAsync();")]
    [InlineData("var thread = new Thread(Audit); thread.Start(); thread.Join();")]
    [InlineData("using var done = new ManualResetEventSlim(); ThreadPool.QueueUserWorkItem(_ => { Audit(); done.Set(); }); done.Wait();")]
    [InlineData("var done = new TaskCompletionSource(); _ = Task.Run(() => { Audit(); done.SetResult(); }); await done.Task;")]
    [InlineData("var items = Channel.CreateUnbounded<int>(); _ = Task.Run(async () => { await NotifyAsync(); items.Writer.Complete(); }); await foreach (var item in items.Reader.ReadAllAsync()) { }")]
    [InlineData("await gate.WaitAsync(); _ = Task.Run(() => { try { Audit(); } finally { gate.Release(); } });")]
    [InlineData("Parallel.ForEach(new[] { 1, 2 }, number => Audit()); new[] { 1 }.AsParallel().ForAll(number => Audit());")]
    [InlineData("await Task.Factory.StartNew(AuditAsync).Unwrap(); await Task.Run(async () => await AuditAsync());")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(number => Task.Run(Audit))); await Task.WhenAll(new[] { 1, 2 }.Select(async number => await AuditAsync()));")]
    [InlineData("foreach (var number in new[] { 1, 2 }) { var work = Task.Run(Audit); tasks.Add(work); } await Task.WhenAll(tasks);")]
    [InlineData("var pending = new Dictionary<int, Task> { [1] = Task.Run(Audit) }; pending[2] = AuditAsync(); await Task.WhenAll(pending.Values);")]
    [InlineData("(Task first, Task second) = (Task.Run(Audit), AuditAsync()); await first; await second;")]
    [InlineData("var work = order > 0 ? Task.Run(Audit) : Task.CompletedTask; await work;")]
    [InlineData("kept ??= Task.Run(Audit); await kept;")]
    [InlineData("var work = Task.Run(Audit); await using var end = new End(work); } sealed class End(Task work) : IAsyncDisposable { public async ValueTask DisposeAsync() => await work;")]
    [InlineData("Task.Run(Audit).ContinueWith(_ => { }).Wait(); await Task.Run(Audit).ContinueWith(task => task.Exception);")]
    [InlineData("var ready = new TaskCompletionSource<int>(); new Thread(() => { Audit(); ready.SetResult(1); }).Start(); await ready.Task;")]
    [InlineData("var gate = new object(); var done = false; ThreadPool.QueueUserWorkItem(_ => { Audit(); lock (gate) { done = true; Monitor.PulseAll(gate); } }); lock (gate) while (!done) Monitor.Wait(gate);")]
    [InlineData("using var left = new CountdownEvent(2); for (var i = 0; i < 2; i++) ThreadPool.QueueUserWorkItem(_ => { Audit(); left.Signal(); }); left.Wait();")]
    [InlineData("var work = new Task(Audit); work.Start(); await work;")]
    [InlineData("var work = Task.Run(Audit); while (!work.IsCompleted) await Task.Delay(1);")]
    [InlineData("WaitFor(Task.Run(Audit)); static void WaitFor(Task task) => task.GetAwaiter().GetResult();")]
    // A discard of anything else.
    [InlineData("_ = await Task.Run(() => order); _ = order; _ = source.StartActivity(\"next\"); _ = tasks.Remove(Task.CompletedTask); _ = Task.Delay(5);")]
    // Nothing of it shows in a trace.
    [InlineData("_ = Task.Run(() => { lock (tasks) tasks.Clear(); }); _ = Task.Run(async () => { await Task.Delay(5); GC.Collect(); });")]
    [InlineData("Task.Run(() => activity?.SetTag(\"order\", order)); Task.Run(() => source.HasListeners());")]
    [InlineData("_ = Task.Run(() => Console.WriteLine(Activity.Current?.Id)); _ = Task.Run(() => new HttpRequestMessage(HttpMethod.Get, \"/\"));")]
    [InlineData("Task.Run(() => Console.WriteLine(order)); _ = CalculateAsync(); ThreadPool.QueueUserWorkItem(_ => busy = false);")]
    [InlineData("Task.Run(() => new Activity(\"hidden\").Start());")]
    // The flow stops here, or the work has an origin of its own.
    [InlineData("using (ExecutionContext.SuppressFlow()) Task.Run(Audit);")]
    [InlineData("var flow = ExecutionContext.SuppressFlow(); Task.Run(Audit); flow.Undo();")]
    [InlineData("var before = Activity.Current; Activity.Current = null; Task.Run(Audit); Activity.Current = before;")]
    [InlineData("Task.Run(() => { Activity.Current = null; Audit(); });")]
    [InlineData("var links = new[] { new ActivityLink(activity!.Context) }; Task.Run(() => { using var audit = source.StartActivity(ActivityKind.Internal, links: links, name: \"audit\"); });")]
    [InlineData("var parent = activity!.Context; _ = Task.Run(() => { using var audit = source.StartActivity(\"audit\", ActivityKind.Internal, parent); });")]
    [InlineData("_ = Task.Run(() => { using var quiet = OpenTelemetry.SuppressInstrumentationScope.Begin(); Audit(); });")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => Audit(), null);")]
    [InlineData("using (ExecutionContext.SuppressFlow()) { _ = AuditAsync(); ThreadPool.QueueUserWorkItem(_ => Audit()); new Thread(Audit).Start(); }")]
    [InlineData("ExecutionContext.SuppressFlow(); try { Task.Run(Audit); } finally { ExecutionContext.RestoreFlow(); }")]
    // What comes before the first await runs at once.
    [InlineData("_ = NotifyAsync(); _ = http.GetStringAsync(\"http://shop\");")]
    [InlineData("async Task Whole() { using var whole = source.StartActivity(\"whole\"); await Task.Yield(); Audit(); } _ = Whole();")]
    // A lambda runs when it is called.
    [InlineData("Action later = () => Task.Run(Audit); GC.KeepAlive(later);")]
    [InlineData("Func<Task> later = () => Task.Run(Audit); await later();")]
    public Task Quiet(string statements) => Verify<WorkOutlivesActivity>.QuietAsync(In(statements));

    [Theory]
    // No span is current.
    [InlineData("static void Place() { Task.Run(() => Audit()); }")]
    [InlineData("static void Place() { using (source.StartActivity(\"place\")) { } Task.Run(() => Audit()); }")]
    [InlineData("static void Place() { var activity = source.StartActivity(\"place\"); activity?.Stop(); Task.Run(() => Audit()); }")]
    // The span ends elsewhere, perhaps with the work.
    [InlineData("static Activity? open; static void Place() { open = source.StartActivity(\"place\"); Task.Run(() => Audit()); }")]
    [InlineData("static Activity? Place() { var activity = source.StartActivity(\"place\"); Task.Run(() => Audit()); return activity; }")]
    [InlineData("static void Place() { var activity = source.StartActivity(\"place\"); Task.Run(() => { Audit(); activity?.Stop(); }); }")]
    [InlineData("static Task PlaceAsync() { using var activity = source.StartActivity(\"place\"); return Task.Run(Audit); }")]
    // A loop is reported as such.
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); _ = Task.Run(async () => { while (true) { await Task.Delay(5); Audit(); } }); }")]
    // The program ends with its span.
    [InlineData("static void Main() { using var activity = source.StartActivity(\"main\"); Task.Run(Audit); Console.ReadLine(); }")]
    public Task Quiet_elsewhere(string members) => Verify<WorkOutlivesActivity>.QuietAsync(Given + members);

    [Theory]
    [InlineData("static void Place() { using (var activity = source.StartActivity(\"place\")) { Task.[|Run|](() => Audit()); } }")]
    [InlineData("static void Place() { var activity = source.StartActivity(\"place\"); try { Task.[|Run|](() => Audit()); } finally { activity?.Dispose(); } }")]
    [InlineData("static int Place { get { using var activity = source.StartActivity(\"place\"); Task.[|Run|](() => Audit()); return 1; } }")]
    [InlineData("static void Place() { Action now = () => { using var activity = source.StartActivity(\"place\"); Task.[|Run|](() => Audit()); }; now(); }")]
    [InlineData("static void Place() { var tracer = OpenTelemetry.Trace.TracerProvider.Default.GetTracer(\"Shop\"); using var span = tracer.StartActiveSpan(\"place\"); Task.[|Run|](() => Audit()); }")]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Task.[|Run|](() => Audit()).Forget(); } } static class Tasks { public static void Forget(this Task task) { }")]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Task.[|Run|](() => Audit()).Later(); } } static class Tasks { extension(Task task) { public void Later() => task.ContinueWith(done => Console.WriteLine(done.Exception)); }")]
    [InlineData("static void Place(int kind) { using var activity = source.StartActivity(\"place\"); _ = kind switch { 0 => Task.[|Run|](() => Audit()), _ => Task.CompletedTask }; }")]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Task work; _ = work = Task.[|Run|](() => Audit()); }")]
    [InlineData("static void Place(int kind) { using var activity = kind switch { 0 => source.StartActivity(\"place\"), _ => null }; Task.[|Run|](() => Audit()); }")]
    public Task Fires_elsewhere(string members) => Verify<WorkOutlivesActivity>.FiresAsync(Given + members);

    private const string Web = """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Mvc.Filters; using Microsoft.AspNetCore.SignalR;
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } public static async Task AuditAsync() { await Task.Yield(); Audit(); } }

        """;

    [Theory]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public IActionResult Post() { _ = Task.[|Run|](Work.Audit); return Ok(); } }")]
    [InlineData("[ApiController] public class Orders { public void Post() { _ = Work.[|AuditAsync|](); } }")]
    [InlineData("public class OrderHub : Hub { public void Place() => _ = Work.[|AuditAsync|](); }")]
    [InlineData("class Audited(RequestDelegate next) { public async Task InvokeAsync(HttpContext context) { await next(context); _ = Task.[|Run|](() => Work.Audit()); } }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.MapPost(\"/orders\", () => { _ = Task.[|Run|](Work.Audit); return Results.Ok(); }); }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.Use(async (context, next) => { await next(context); _ = Work.[|AuditAsync|](); }); }")]
    [InlineData("class Audited : IAsyncActionFilter { public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { _ = Task.[|Run|](Work.Audit); await next(); } }")]
    [InlineData("class Audited : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { _ = Task.[|Run|](Work.Audit); return next(context); } }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.MapPost(\"/orders\", () => 1).AddEndpointFilter(async (context, next) => { _ = Task.[|Run|](Work.Audit); return await next(context); }); }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.MapPost(\"/orders\", Place); static IResult Place() { _ = Task.[|Run|](Work.Audit); return Results.Ok(); } }")]
    [InlineData("class Audited : IHubFilter { public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next) { _ = Task.[|Run|](Work.Audit); return await next(context); } }")]
    [InlineData("class Audited : IResult { public Task ExecuteAsync(HttpContext context) { _ = Work.[|AuditAsync|](); return context.Response.WriteAsync(\"ok\"); } }")]
    [InlineData("class Audited : ActionResult { public override async Task ExecuteResultAsync(ActionContext context) { _ = Work.[|AuditAsync|](); await context.HttpContext.Response.WriteAsync(\"ok\"); } }")]
    [InlineData("class Audited : Microsoft.AspNetCore.Mvc.ModelBinding.IModelBinder { public Task BindModelAsync(Microsoft.AspNetCore.Mvc.ModelBinding.ModelBindingContext context) { _ = Work.[|AuditAsync|](); return Task.CompletedTask; } }")]
    [InlineData("public class Summary : ViewComponent { public async Task<IViewComponentResult> InvokeAsync(int id) { _ = Work.[|AuditAsync|](); await Task.Yield(); return Content(\"ok\"); } }")]
    public Task Fires_in_requests(string code) => Verify<WorkOutlivesActivity>.FiresAsync(Web + code);

    [Theory]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public async Task<IActionResult> Post() { await Task.Run(Work.Audit); return Ok(); } }")]
    [InlineData("public class OrdersController : ControllerBase { [NonAction] public void Warm() { _ = Task.Run(Work.Audit); } void Own() { _ = Task.Run(Work.Audit); } }")]
    [InlineData("public class OrdersController : ControllerBase { public Task Get() { using (ExecutionContext.SuppressFlow()) _ = Task.Run(Work.Audit); return Task.CompletedTask; } }")]
    [InlineData("public class OrderHub : Hub { public ChannelReader<int> Count() { var numbers = Channel.CreateUnbounded<int>(); _ = WriteAsync(numbers.Writer); return numbers.Reader; } async Task WriteAsync(ChannelWriter<int> writer) { await Task.Yield(); Work.Audit(); writer.Complete(); } }")]
    [InlineData("static class Start { static void Map(WebApplication app) { _ = Task.Run(Work.Audit); app.Map(\"/admin\", admin => { _ = Task.Run(Work.Audit); }); app.Use(next => { _ = Task.Run(Work.Audit); return next; }); } }")]
    [InlineData("class Audited : IActionFilter { public void OnActionExecuting(ActionExecutingContext context) => Task.Run(Work.Audit).Wait(); public void OnActionExecuted(ActionExecutedContext context) { } public void Warm() { _ = Task.Run(Work.Audit); } }")]
    [InlineData("class OrdersService { public void Post() { _ = Task.Run(Work.Audit); } }")]
    [InlineData("class Poller : Microsoft.Extensions.Hosting.BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) { _ = Task.Run(Work.Audit, stop); return Task.CompletedTask; } }")]
    [InlineData("static class Start { static void Map(WebApplication app) => app.MapGet(\"/orders\", async () => { await Task.Run(Work.Audit); return 1; }); }")]
    [InlineData("public class OrdersController(Channel<int> orders) : ControllerBase { [HttpPost] public async Task Post(int id) => await orders.Writer.WriteAsync(id); }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public Task<IActionResult> Post() => Task.Run<IActionResult>(() => { Work.Audit(); return Ok(); }); }")]
    [InlineData("public class OrderHub : Hub { public override async Task OnConnectedAsync() { await Work.AuditAsync(); await base.OnConnectedAsync(); } }")]
    [InlineData("class Audited(RequestDelegate next) { public Task InvokeAsync(HttpContext context) { context.Response.OnCompleted(async () => { await Work.AuditAsync(); }); return next(context); } }")]
    [InlineData("class Audited : IResult { public Task ExecuteAsync(HttpContext context) => Work.AuditAsync(); public void Warm() { _ = Work.AuditAsync(); } }")]
    [InlineData("interface IResult { Task ExecuteAsync(HttpContext context); } class Audited : IResult { public Task ExecuteAsync(HttpContext context) { _ = Work.AuditAsync(); return Task.CompletedTask; } }")]
    public Task Quiet_in_requests(string code) => Verify<WorkOutlivesActivity>.QuietAsync(Web + code);

    [Fact]
    public Task Says_what_happens() => Verify<WorkOutlivesActivity>.SaysAsync(
        In("Task.[|Run|](() => Audit());"), "Nobody waits for this work, so its spans may begin after the span 'place' (Activity) has ended, and then hang under a finished parent. Await it, or let it begin a trace of its own that links to this one.");

    [Fact]
    public Task Fires_in_top_level_code() => Verify<WorkOutlivesActivity>.FiresAsync(
        "using (source.StartActivity(\"import\")) { Task.[|Run|](() => Work.Audit()); }\nConsole.ReadLine();\nstatic class Work { public static void Audit() { using var audit = source.StartActivity(\"audit\"); } }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<WorkOutlivesActivity>.QuietAsync(
        "class Task2 { public static void Run(Action action) => action(); }\nclass U { void Do() { using var activity = source.StartActivity(\"place\"); Task2.Run(() => { using var audit = source.StartActivity(\"audit\"); }); } }");
}
