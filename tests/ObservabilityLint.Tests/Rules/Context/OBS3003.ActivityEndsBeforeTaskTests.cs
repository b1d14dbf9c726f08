using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class ActivityEndsBeforeTaskTests
{
    internal const string Given = "static HttpClient client = new(); static Task SaveAsync() => client.GetAsync(\"/\"); static async Task<int> LoadAsync() { await Task.Delay(1); return 1; } static Task done = Task.CompletedTask;\n";

    [Theory]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); }")]
    [InlineData("Task<int> Do() { using var a = [|source.StartActivity(name: \"x\", kind: ActivityKind.Client)|]; return LoadAsync(); }")]
    [InlineData("ValueTask Do(ChannelWriter<int> w) { using (source.CreateActivity(\"y\", ActivityKind.Client)) using ([|source.StartActivity(\"x\")|]) { return w.WriteAsync(1); } }")]
    [InlineData("ValueTask<int> Do(ChannelReader<int> r) { using (var a = [|source.StartActivity(\"x\")|]) return r.ReadAsync(); }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; try { return SaveAsync(); } finally { a?.Stop(); } }")]
    [InlineData("Task Do() { Activity? a = null; try { a = [|source.StartActivity(\"x\")|]; return SaveAsync(); } finally { a?.Dispose(); } }")]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]?.SetTag(\"b\", 1); var task = SaveAsync(); return task; }")]
    [InlineData("Task Do(bool quick) { using var a = [|source.StartActivity(\"x\")|]; return quick ? Task.CompletedTask : SaveAsync(); }")]
    [InlineData("Task Do(bool quick) { using var a = [|source.StartActivity(\"x\")|]; if (quick) return Task.CompletedTask; return SaveAsync(); }")]
    [InlineData("Task Do(int n) { using var a = [|source.StartActivity(\"x\")|]; return n > 0 ? Do(n - 1) : SaveAsync(); }")]
    [InlineData("async Task Do(int n) { await Task.Yield(); if (n > 0) await Step(n); } Task Step(int n) { using var a = [|source.StartActivity(\"x\")|]; return Do(n - 1); }")]
    [InlineData("C? next; public virtual Task Do() { using var a = [|source.StartActivity(\"x\")|]; return next?.Do() ?? Task.CompletedTask; } class Saving : C { public override async Task Do() => await LoadAsync(); }")]
    // Behind an interface, or a base class, the only one that does it.
    [InlineData("interface IStore { Task PutAsync(); } class Store : IStore { public async Task PutAsync() => await LoadAsync(); } Task Do(IStore store) { using var a = [|source.StartActivity(\"x\")|]; return store.PutAsync(); }")]
    [InlineData("abstract class Queue { public abstract Task PutAsync(int n); } class Own : Queue { public override async Task PutAsync(int n) { await Task.Delay(n); } } Task Do(Queue queue) { using var a = [|source.StartActivity(\"x\")|]; return queue.PutAsync(1); }")]
    [InlineData("Task Do(Func<Task> next) { using var a = [|source.StartActivity(\"x\")|]; return next(); }")]
    [InlineData("Task Do(int n) { using var a = [|source.StartActivity(\"x\")|]; return n switch { 0 => Task.CompletedTask, _ => Task.WhenAll(SaveAsync(), LoadAsync()) }; }")]
    [InlineData("void Do() { Func<Task<string>> f = () => { using var a = [|source.StartActivity(\"x\")|]; return client.GetStringAsync(\"/\"); }; }")]
    [InlineData("void Do() { Task Inner() { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); } _ = Inner(); }")]
    [InlineData("Task<int> Do { get { using var a = [|source.StartActivity(\"x\")|]; return LoadAsync(); } }")]
    [InlineData("IAsyncEnumerable<int> Do(ChannelReader<int> r) { using var a = [|source.StartActivity(\"x\")|]; return r.ReadAllAsync(); }")]
    [InlineData("IQueryable<int> Do(IQueryable<int> q) { using var a = [|source.StartActivity(\"x\")|]; return q.Where(n => n > 0); }")]
    [InlineData("IEnumerable<HttpResponseMessage> Do() { using var a = [|source.StartActivity(\"x\")|]; return Pages(); } IEnumerable<HttpResponseMessage> Pages() { yield return client.Send(new()); }")]
    [InlineData("IEnumerable<Task<string>> Do(string[] urls) { using var a = [|source.StartActivity(\"x\")|]; return urls.Select(url => client.GetStringAsync(url)); }")]
    [InlineData("ValueTask<int> Do() { using var a = [|source.StartActivity(\"x\")|]; return new(LoadAsync()); }")]
    [InlineData("ValueTask<int> Do() { using var a = [|source.StartActivity(\"x\")|]; var task = LoadAsync(); return new ValueTask<int>(task); }")]
    [InlineData("Task<int> Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; Task<int> task; if (b) task = Task.FromResult(1); else task = LoadAsync(); return task; }")]
    [InlineData("IEnumerable<HttpResponseMessage> Do(string[] urls) { using var a = [|source.StartActivity(\"x\")|]; return from url in urls select client.Send(new(HttpMethod.Get, url)); }")]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; var first = SaveAsync(); var second = LoadAsync(); Task.WaitAll(first); return Task.WhenAll(first, second); }")]
    [InlineData("Task Do(int[] all) { using var a = [|source.StartActivity(\"x\")|]; var tasks = all.Select(_ => SaveAsync()).ToArray(); return Task.WhenAll(tasks); }")]
    // A helper for synchronous work is given work that is not.
    [InlineData("static T Trace<T>(Func<Activity?, T> work) { using var a = [|source.StartActivity(\"x\")|]; try { return work(a); } catch { a?.SetStatus(ActivityStatusCode.Error); throw; } } Task Do() => Trace(async a => { await LoadAsync(); });")]
    [InlineData("static T Trace<T>(string name, Func<T> work) { using (var a = [|source.StartActivity(name)|]) { var result = work(); return result; } } async Task Do() => await Trace(\"x\", () => client.GetStringAsync(\"/\")); int Count() => Trace(\"y\", () => 1);")]
    [InlineData("static T Trace<T>(Func<T> work) { using var a = [|source.StartActivity(\"x\")|]; return work(); } Task<int> Do() => Trace(LoadAsync);")]
    public Task Fires(string member) => Verify<ActivityEndsBeforeTask>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    // Complete when the function returns.
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); return Task.CompletedTask; }")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); return Task.FromResult(1); }")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); return Task.FromException<int>(new Exception()); }")]
    [InlineData("ValueTask<int> Do() { using var a = source.StartActivity(\"x\"); return new ValueTask<int>(1); }")]
    [InlineData("ValueTask<int> Do() { using var a = source.StartActivity(\"x\"); return ValueTask.FromResult(1); }")]
    [InlineData("ValueTask Do() { using var a = source.StartActivity(\"x\"); return default; }")]
    [InlineData("ValueTask Do() { using var a = source.StartActivity(\"x\"); return new ValueTask(); }")]
    [InlineData("Task<int> Do(bool b) { using var a = source.StartActivity(\"x\"); return b ? Task.FromResult(1) : Task.FromCanceled<int>(new(true)); }")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); var result = Task.FromResult(1); return result; }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); return Notify(); } Task Notify() { Console.WriteLine(); return Task.CompletedTask; }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); return Notify(); } static Task Notify() => done;")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); return Count(); } async Task<int> Count() => 1;")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); return done; }")]
    [InlineData("Task Do(TaskCompletionSource s) { using var a = source.StartActivity(\"x\"); s.SetResult(); return s.Task; }")]
    // As complete as what else the function returns.
    [InlineData("Task<int> Do(int n) { using var a = source.StartActivity(\"x\"); if (n > 9) return Do(n / 10); return Task.FromResult(n); }")]
    [InlineData("static Task<T> Do<T>(T n, bool again) { using var a = source.StartActivity(\"x\"); return again ? Do(n, false) : Task.FromResult(n); }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); return Notify(3); } Task Notify(int n) => n == 0 ? Task.CompletedTask : this.Notify(n - 1);")]
    // Waited for.
    [InlineData("async Task Do() { using var a = source.StartActivity(\"x\"); await SaveAsync(); }")]
    [InlineData("async Task<Task> Do() { using var a = source.StartActivity(\"x\"); await LoadAsync(); return SaveAsync(); }")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); return Task.FromResult(LoadAsync().GetAwaiter().GetResult()); }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); var task = SaveAsync(); task.Wait(); return task; }")]
    [InlineData("Task<int> Do(bool b) { using var a = source.StartActivity(\"x\"); Task<int> task; if (b) task = Task.FromResult(1); else task = LoadAsync(); task.Wait(); return task; }")]
    [InlineData("Task<int> Do(bool b) { using var a = source.StartActivity(\"x\"); Task<int> task; if (b) task = Task.FromResult(1); else task = Task.FromResult(2); return task; }")]
    [InlineData("IEnumerable<int> Do(string[] urls) { using var a = source.StartActivity(\"x\"); return from url in urls select url.Length; }")]
    [InlineData("Task Do(int[] all) { using var a = source.StartActivity(\"x\"); var tasks = all.Select(_ => SaveAsync()).ToArray(); Task.WaitAll(tasks); return Task.WhenAll(tasks); }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); var first = SaveAsync(); var second = LoadAsync(); Task.WaitAll(first, second); return Task.WhenAll(first, second); }")]
    [InlineData("Task<int[]> Do() { using var a = source.StartActivity(\"x\"); var first = LoadAsync(); first.Wait(); return Task.WhenAll(first); }")]
    // There is no span.
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); if (a is null) return SaveAsync(); return Task.CompletedTask; }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); if (a is not null) return Task.CompletedTask; else return SaveAsync(); }")]
    // Not ended by the function, or ended before.
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return SaveAsync().ContinueWith(_ => a?.Stop()); }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); var task = SaveAsync(); task.ContinueWith(_ => a?.Dispose()); return task; }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return Finish(a, SaveAsync()); } async Task Finish(Activity? a, Task task) { using (a) await task; }")]
    [InlineData("Task Do() { using (var a = source.StartActivity(\"x\")) { Console.WriteLine(); } return SaveAsync(); }")]
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); Console.WriteLine(); a?.Stop(); return SaveAsync(); }")]
    [InlineData("Activity? current; Task Do() { current = source.StartActivity(\"x\"); return SaveAsync(); }")]
    [InlineData("Task Do(bool traced) { if (!traced) return SaveAsync(); return Traced(); async Task Traced() { using var a = source.StartActivity(\"x\"); await SaveAsync(); } }")]
    // Returned by another function.
    [InlineData("int Do() { using var a = source.StartActivity(\"x\"); Func<Task> f = () => { return SaveAsync(); }; return f().Id; }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); Func<Task> f = () => SaveAsync(); f().Wait(); }")]
    // Values, and sequences that do nothing of interest.
    [InlineData("IEnumerable<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); return all.Select(n => n + 1); }")]
    [InlineData("IEnumerable<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); return all.Select(n => n + 1).ToList(); }")]
    [InlineData("IEnumerable<HttpResponseMessage> Do(string[] urls) { using var a = source.StartActivity(\"x\"); return urls.Select(url => client.Send(new())).ToArray(); }")]
    [InlineData("IQueryable<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); return all.AsQueryable(); }")]
    [InlineData("int Do() { using var a = source.StartActivity(\"x\"); return 1; }")]
    // Synchronous work behind a signature with a task.
    [InlineData("Task<IReadOnlyList<int>> Do(List<int> rows) { using var a = source.StartActivity(\"x\"); IReadOnlyList<int> all = rows.Where(n => n > 0).ToList(); a?.SetTag(\"rows\", all.Count); return Task.FromResult(all); }")]
    [InlineData("Task StartAsync(CancellationToken t) { using var a = source.StartActivity(\"start\"); timer = new Timer(_ => Console.WriteLine(), null, 0, 1000); return Task.CompletedTask; } Timer? timer;")]
    [InlineData("ValueTask DisposeAsync() { using var a = source.StartActivity(\"close\"); timer?.Dispose(); GC.SuppressFinalize(this); return ValueTask.CompletedTask; } Timer? timer;")]
    [InlineData("ValueTask PublishAsync(ChannelWriter<int> w, int n) { using var a = source.StartActivity(\"publish\", ActivityKind.Producer); return w.TryWrite(n) ? default : ValueTask.FromException(new ChannelClosedException()); }")]
    [InlineData("Task<int> Do(DbCommand command, CancellationToken t) { if (t.IsCancellationRequested) return Task.FromCanceled<int>(t); using var a = source.StartActivity(\"x\"); try { return Task.FromResult(command.ExecuteNonQuery()); } catch (DbException e) { a?.AddException(e); return Task.FromException<int>(e); } }")]
    [InlineData("Task Do(int n) { using (source.StartActivity(\"x\")) return n switch { 0 => Task.CompletedTask, 1 => done, _ => Task.FromException(new InvalidOperationException()) }; }")]
    [InlineData("Task<HttpResponseMessage> Do() => new Stub().Ask(); class Stub : DelegatingHandler { public Task<HttpResponseMessage> Ask() => SendAsync(new(), default); protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken t) { using var a = source.StartActivity(\"stub\"); return Task.FromResult(new HttpResponseMessage { RequestMessage = r }); } }")]
    [InlineData("Task<string> Do() { using var a = source.StartActivity(\"x\"); using var response = client.Send(new()); return Task.FromResult(response.StatusCode.ToString()); }")]
    [InlineData("ValueTask<int> Do(Dictionary<int, int> cache, int id) { if (cache.TryGetValue(id, out var hit)) { using var a = source.StartActivity(\"hit\"); return new(hit); } return new(LoadAsync()); }")]
    // Waited for.
    [InlineData("Task Do() { using var a = source.StartActivity(\"x\"); SaveAsync().GetAwaiter().GetResult(); return Task.CompletedTask; }")]
    [InlineData("Task<int> Do() { using var a = source.StartActivity(\"x\"); var task = Task.Run(() => 1 + 1); Task.WaitAll(task); return task; }")]
    [InlineData("async Task<int> Do(int[] all) { using var a = source.StartActivity(\"sum\"); return await Task.Run(() => all.Sum()).ConfigureAwait(false); }")]
    [InlineData("async Task Do(Func<Task> next) { var a = source.StartActivity(\"x\"); try { await next(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } finally { a?.Dispose(); } }")]
    [InlineData("Func<Func<Task>, Func<Task>> Do() => next => async () => { using var a = source.StartActivity(\"x\"); await next(); };")]
    [InlineData("async IAsyncEnumerable<int> Do(ChannelReader<int> r) { using var a = source.StartActivity(\"x\"); await foreach (var n in r.ReadAllAsync()) yield return n; }")]
    [InlineData("class Db : Microsoft.EntityFrameworkCore.DbContext { public override async Task<int> SaveChangesAsync(CancellationToken t = default) { using var a = source.StartActivity(\"x\"); return await base.SaveChangesAsync(t); } }")]
    // Something else ends the span.
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return SaveAsync().ContinueWith(static (task, state) => ((Activity?)state)?.Stop(), a, TaskScheduler.Default); }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); return a is null ? SaveAsync() : Traced(a); static async Task Traced(Activity span) { using (span) await SaveAsync(); } }")]
    [InlineData("Running Do() { var a = source.StartActivity(\"x\"); return new(a, SaveAsync()); } record Running(Activity? Span, Task Work) { public async Task Finish() { await Work; Span?.Stop(); } }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); try { return Finish(a, SaveAsync()); } catch { a?.Dispose(); throw; } static async Task Finish(Activity? span, Task work) { using (span) await work; } }")]
    // The span is of what comes before the work, which does not run here.
    [InlineData("IAsyncEnumerable<int> Do(ChannelReader<int> r) { using (var a = source.StartActivity(\"subscribe\")) a?.SetTag(\"backlog\", r.Count); return r.ReadAllAsync(); }")]
    [InlineData("Task<int> Do(Dictionary<int, TaskCompletionSource<int>> pending, int id) { using var a = source.StartActivity(\"send\"); var reply = new TaskCompletionSource<int>(); pending[id] = reply; return reply.Task; }")]
    [InlineData("Func<Task> Do() { using var a = source.StartActivity(\"plan\"); return () => SaveAsync(); }")]
    [InlineData("Task Do() { using var a = source.CreateActivity(\"x\", ActivityKind.Internal); return SaveAsync(); }")]
    // Read when the function returns, or nothing to see.
    [InlineData("IEnumerable<int> Do(IQueryable<int> q) { using var a = source.StartActivity(\"x\"); return q.Where(n => n > 0).OrderBy(n => n).ToList(); }")]
    [InlineData("Task<int[]> Do(IQueryable<int> q) { using var a = source.StartActivity(\"x\"); var all = q.Take(10).ToArray(); return Task.FromResult(all); }")]
    [InlineData("IEnumerable<string> Do(string text) { using var a = source.StartActivity(\"parse\"); return text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0); }")]
    [InlineData("static T Trace<T>(Func<T> work) { using var a = source.StartActivity(\"x\"); return work(); } int Do() => Trace(() => 1); Task<int> Ready() => Trace(() => Task.FromResult(1)); string Wait() => Trace(() => client.GetStringAsync(\"/\").Result);")]
    [InlineData("static T Trace<T>(Func<T> work) { using var a = source.StartActivity(\"x\"); return work(); } static async Task<T> TraceAsync<T>(Func<Task<T>> work) { using var a = source.StartActivity(\"x\"); return await work(); } Task<int> Do() => TraceAsync(async () => { await Task.Delay(1); return 2; });")]
    [InlineData("interface IStore { Task PutAsync(); } class Store : IStore { public Task PutAsync() => Task.CompletedTask; } Task Do(IStore store) { using var a = source.StartActivity(\"x\"); return store.PutAsync(); }")]
    [InlineData("interface IStore { Task PutAsync(); } class Store : IStore { public async Task PutAsync() => Console.WriteLine(); } Task Do(IStore store) { using var a = source.StartActivity(\"x\"); return store.PutAsync(); }")]
    [InlineData("interface IStore { ValueTask PutAsync(); } class Store : IStore { public ValueTask PutAsync() => default; } ValueTask Do(IStore store) { using var a = source.StartActivity(\"x\"); return store.PutAsync(); }")]
    public Task Quiet(string member) => Verify<ActivityEndsBeforeTask>.QuietAsync(Given + "class C { " + member + " }");

    private const string Store = "interface IStore { Task LoadAsync(); } class Files : IStore { public Task LoadAsync() { Console.WriteLine(); return Task.CompletedTask; } } class Memory : IStore { public async Task LoadAsync() => Console.WriteLine(); } class Db : IStore { public async Task LoadAsync() => await client.GetAsync(\"/\"); }\n"
        + "interface INotes { Task LoadAsync(); } class Paper : INotes { public Task LoadAsync() { Console.WriteLine(); return Task.CompletedTask; } } class Memo : INotes { public async Task LoadAsync() => Console.WriteLine(); } interface IUnseen { Task LoadAsync(); }\n";

    [Theory]
    [InlineData("class Traced(INotes inner) : INotes { public Task LoadAsync() { using var a = source.StartActivity(\"load\"); return inner.LoadAsync(); } }")]
    [InlineData("class User(INotes notes) { public Task DoAsync() { using var a = source.StartActivity(\"load\"); return notes.LoadAsync(); } }")]
    public Task Quiet_where_no_type_in_sight_waits(string code) => Verify<ActivityEndsBeforeTask>.QuietAsync(Given + Store + code);

    [Theory]
    [InlineData("class Traced(IStore inner) : IStore { public Task LoadAsync() { using var a = [|source.StartActivity(\"load\")|]; return inner.LoadAsync(); } }")]
    [InlineData("class Traced(IUnseen inner) : IUnseen { public Task LoadAsync() { using var a = [|source.StartActivity(\"load\")|]; return inner.LoadAsync(); } }")]
    public Task Fires_where_one_waits_or_none_is_in_sight(string code) => Verify<ActivityEndsBeforeTask>.FiresAsync(Given + Store + code);

    private const string Redis = "namespace StackExchange.Redis { [Flags] public enum CommandFlags { None = 0, FireAndForget = 2, NoRedirect = 64 } public interface IDatabase { Task<long> IncrementAsync(string key, CommandFlags flags = CommandFlags.None); } }\n";

    [Theory]
    [InlineData("using var a = source.StartActivity(\"count\"); return db.IncrementAsync(\"n\", flags: CommandFlags.FireAndForget);")]
    [InlineData("using var a = source.StartActivity(\"count\"); return db.IncrementAsync(\"n\", CommandFlags.NoRedirect | CommandFlags.FireAndForget);")]
    public Task Quiet_on_a_command_whose_answer_nobody_asks_for(string body) => Verify<ActivityEndsBeforeTask>.QuietAsync("using StackExchange.Redis;\nclass C { Task<long> Do(IDatabase db) { " + body + " } }\n" + Redis);

    [Theory]
    [InlineData("using var a = [|source.StartActivity(\"count\")|]; return db.IncrementAsync(\"n\", CommandFlags.NoRedirect);")]
    [InlineData("using var a = [|source.StartActivity(\"count\")|]; return db.IncrementAsync(\"n\");")]
    public Task Fires_on_a_command_that_is_answered(string body) => Verify<ActivityEndsBeforeTask>.FiresAsync("using StackExchange.Redis;\nclass C { Task<long> Do(IDatabase db) { " + body + " } }\n" + Redis);

    [Theory]
    [InlineData("class Hub { public virtual Task OnConnectedAsync() => Task.CompletedTask; } class C : Hub { public override Task OnConnectedAsync() { using var a = source.StartActivity(\"x\"); return base.OnConnectedAsync(); } }")]
    [InlineData("using Microsoft.Extensions.Hosting; abstract class C : BackgroundService { public override Task StopAsync(CancellationToken t) { using var a = source.StartActivity(\"x\"); return base.StopAsync(t); } }")]
    [InlineData("using Microsoft.EntityFrameworkCore.Diagnostics; class C : DbCommandInterceptor { public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand c, CommandExecutedEventData d, DbDataReader r, CancellationToken t) { using var a = source.StartActivity(\"x\"); return base.ReaderExecutedAsync(c, d, r, t); } }")]
    public Task Quiet_on_what_a_base_class_does_by_default(string code) => Verify<ActivityEndsBeforeTask>.QuietAsync(code);

    [Fact]
    public Task Quiet_where_a_host_runs() => Verify<ActivityEndsBeforeTask>.QuietAsync(
        "using Microsoft.Extensions.Hosting; class C { Task Do(IHost host) { using var a = source.StartActivity(\"x\"); return host.RunAsync(); } }");

    [Theory]
    [InlineData("class C : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken t) { using var a = [|source.StartActivity(\"x\")|]; return base.SendAsync(r, t); } }")]
    [InlineData("using Microsoft.EntityFrameworkCore; class C : DbContext { public override Task<int> SaveChangesAsync(CancellationToken t = default) { using var a = [|source.StartActivity(\"x\")|]; return base.SaveChangesAsync(t); } }")]
    public Task Fires_on_base_calls_that_work(string code) => Verify<ActivityEndsBeforeTask>.FiresAsync(code);

    [Fact]
    public Task Fires_on_spans_of_OpenTelemetry() => Verify<ActivityEndsBeforeTask>.FiresAsync(
        "using OpenTelemetry.Trace; class C(Tracer tracer) { Task Do() { using var span = [|tracer.StartActiveSpan(\"x\")|]; return Task.Delay(1); } Task Other() { var span = [|tracer.StartSpan(\"x\")|]; try { return Task.Delay(1); } finally { span.End(); } } }");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<ActivityEndsBeforeTask>.QuietAsync(
        "class Source { public IDisposable? StartActivity(string name) => null; } class C { Activity? real = source.StartActivity(\"x\"); Task Do(Source s) { using var a = s.StartActivity(\"x\"); return Task.Delay(1); } }");

    private const string Streams = "static class Streams { public static async IAsyncEnumerable<T> ToAsyncEnumerable<T>(this IQueryable<T> query) { await Task.Yield(); foreach (var one in query) yield return one; } public static async IAsyncEnumerable<T> ToAsyncEnumerable<T>(this T[] all) { await Task.Yield(); foreach (var one in all) yield return one; } }\n";

    /// <summary>It asks its database when it is read.</summary>
    [Theory]
    [InlineData("IAsyncEnumerable<int> Do(IQueryable<int> all) { using var a = [|source.StartActivity(\"x\")|]; return all.Where(n => n > 0).ToAsyncEnumerable(); }")]
    public Task Fires_on_a_query_as_a_stream(string member) => Verify<ActivityEndsBeforeTask>.FiresAsync(Streams + "class C { " + member + " }");

    [Theory]
    [InlineData("IAsyncEnumerable<int> Do(int[] all) { using var a = source.StartActivity(\"x\"); return all.ToAsyncEnumerable(); }")]
    [InlineData("IAsyncEnumerable<int> Do(List<int> all) { using var a = source.StartActivity(\"x\"); return System.Linq.AsyncEnumerable.ToAsyncEnumerable(all); }")]
    public Task Quiet_on_a_list_as_a_stream(string member) => Verify<ActivityEndsBeforeTask>.QuietAsync(Streams + "class C { " + member + " }");

    [Fact]
    public Task Says_what_a_helper_for_anything_lacks() => Verify<ActivityEndsBeforeTask>.SaysAsync(
        "class C { static T Trace<T>(Func<T> work) { using var a = [|source.StartActivity(\"work\")|]; return work(); } Task Do() => Trace(() => Task.Delay(1)); }",
        "Span 'work' (Activity) ends when the function returns, before the task that it returns is complete: the rest of the work hangs under a finished parent. Add a helper for tasks, which is async and awaits them.");

    [Fact]
    public Task Says_what_ends_first() => Verify<ActivityEndsBeforeTask>.SaysAsync(
        "class C { Task Do() { using var a = [|source.StartActivity(\"save\")|]; return Task.Delay(1); } }", "Span 'save' (Activity) ends when the function returns, before the task that it returns is complete: the rest of the work hangs under a finished parent. Make the function async, and await the task.");
}
