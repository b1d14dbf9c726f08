using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class CancellationNotForwardedTests
{
    private const string Given = """
        using System.Net.Http.Json; using Dapper; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc; using Microsoft.EntityFrameworkCore; using Microsoft.Extensions.Hosting;
        record Order(int Id);
        class Orders : DbContext { public DbSet<Order> All { get; set; } = null!; }

        """;

    private static string In(string statements) => Given + "class Shop(HttpClient http, DbCommand command, DbConnection connection, Orders orders, ChannelReader<int> reader, ChannelWriter<int> writer) { public async Task<object?> RunAsync(string path, CancellationToken cancellation) { " + statements + " return null; } }";

    [Theory]
    [InlineData("await http.[|GetStringAsync|](path);")]
    [InlineData("await http.[|GetAsync|](path, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);")]
    [InlineData("await http.[|SendAsync|](new HttpRequestMessage());")]
    [InlineData("await http.[|GetFromJsonAsync<Order>|](path);")]
    [InlineData("await http.[|PostAsJsonAsync|](path, new Order(1));")]
    [InlineData("http.[|Send|](new HttpRequestMessage());")]
    [InlineData("await using var rows = await command.[|ExecuteReaderAsync|]();")]
    [InlineData("command.[|ExecuteNonQuery|]();")]
    [InlineData("using var rows = command.[|ExecuteReader|](System.Data.CommandBehavior.SingleRow);")]
    [InlineData("await orders.All.Where(order => order.Id > 1).[|ToListAsync|]();")]
    [InlineData("orders.[|SaveChanges|]();")]
    [InlineData("await orders.SaveChangesAsync(cancellation); if (path != \"\") orders.[|SaveChanges|]();")]
    [InlineData("await orders.[|SaveChangesAsync|]();")]
    [InlineData("await reader.[|ReadAsync|]();")]
    [InlineData("await foreach (var item in reader.[|ReadAllAsync|]()) { }")]
    [InlineData("while (await reader.[|WaitToReadAsync|]()) { }")]
    [InlineData("await writer.[|WriteAsync|](1);")]
    [InlineData("var sent = http.[|GetAsync|](path); await sent;")]
    [InlineData("await Task.WhenAll(http.[|GetAsync|](path), http.GetAsync(path, cancellation));")]
    // In what the function itself waits for.
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(async number => await http.[|GetStringAsync|](path)));")]
    [InlineData("var all = new[] { 1, 2 }.Select(async number => await http.[|GetStringAsync|](path)).ToList(); await Task.WhenAll(all);")]
    [InlineData("async Task<string> OneAsync() => await http.[|GetStringAsync|](path); await OneAsync();")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(number => http.[|GetStringAsync|](path)));")]
    // In a lambda that is given one.
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, async (number, token) => { await http.[|GetStringAsync|](path); });")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, cancellation, async (number, ct) => await http.[|GetStringAsync|](path));")]
    [InlineData("Func<CancellationToken, Task<string>> later = token => http.[|GetStringAsync|](path); await later(cancellation);")]
    [InlineData("Func<CancellationToken, Task<string>> later = async stopToken => await http.[|GetStringAsync|](path); await later(cancellation);")]
    public Task Fires(string statements) => Verify<CancellationNotForwarded>.FiresAsync(In(statements));

    [Theory]
    // A token is passed.
    [InlineData("await http.GetStringAsync(path, cancellation); await command.ExecuteNonQueryAsync(cancellation); await reader.ReadAsync(cancellation);")]
    [InlineData("await http.GetStringAsync(path, cancellationToken: cancellation); await Task.Run(() => 1, cancellation);")]
    [InlineData("await http.GetStringAsync(path, CancellationToken.None); await orders.SaveChangesAsync(default);")]
    [InlineData("await foreach (var item in reader.ReadAllAsync().WithCancellation(cancellation)) { }")]
    [InlineData("await http.GetStringAsync(path).WaitAsync(cancellation);")]
    [InlineData("using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation); await http.GetStringAsync(path, timeout.Token); await http.GetStringAsync(path);")]
    [InlineData("await http.SendAsync(new HttpRequestMessage(), HttpCompletionOption.ResponseHeadersRead, cancellation); await http.GetFromJsonAsync<Order>(path, cancellation);")]
    [InlineData("await orders.All.Where(order => order.Id > 1).ToListAsync(cancellation); await orders.SaveChangesAsync(cancellation); await orders.All.FindAsync([1], cancellation);")]
    [InlineData("await writer.WriteAsync(1, cancellation); await foreach (var item in reader.ReadAllAsync(cancellation)) { } while (await reader.WaitToReadAsync(cancellation)) reader.TryRead(out var next);")]
    [InlineData("await connection.QueryAsync<Order>(new CommandDefinition(path, cancellationToken: cancellation));")]
    [InlineData("var token = cancellation; await http.GetStringAsync(path, token);")]
    [InlineData("using var linked = new CancellationTokenSource(1000); await http.GetStringAsync(path, linked.Token); command.ExecuteNonQuery();")]
    [InlineData("await Task.Run(() => command.ExecuteNonQuery(), cancellation); await Task.Run(async () => await http.GetStringAsync(path), cancellation);")]
    [InlineData("_ = Task.WhenAll(new[] { 1, 2 }.Select(async number => await http.GetStringAsync(path)));")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(static async number => await new HttpClient().GetStringAsync(\"/\")));")]
    [InlineData("Func<int, Task<string>> later = async number => await http.GetStringAsync(path);")]
    [InlineData("async Task<string> OneAsync() => await http.GetStringAsync(path); _ = OneAsync();")]
    [InlineData("async Task<string> OneAsync() => await http.GetStringAsync(path); Func<Task<string>> later = OneAsync; await OneAsync();")]
    [InlineData("async Task<string> OneAsync(CancellationToken own, CancellationToken other) => await http.GetStringAsync(path); await OneAsync(cancellation, cancellation);")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, cancellation, async (number, token) => await http.GetStringAsync(path, token));")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, cancellation, async (number, _) => await http.GetStringAsync(path));")]
    [InlineData("Func<string, Task<string>> later = token => http.GetStringAsync(path + token); Func<int, CancellationToken, CancellationToken, Task> two = (number, token, ct) => http.GetStringAsync(path);")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, async (number, token) => { try { await Task.Delay(1, token); } finally { await http.DeleteAsync(path); } });")]
    // No overload takes one.
    [InlineData("await (await http.GetAsync(path, cancellation)).Content.ReadAsStringAsync(cancellation); path.ToList().ForEach(Console.Write); orders.All.Where(order => order.Id > 1).ToList();")]
    [InlineData("connection.Query<Order>(path); await connection.QueryAsync<Order>(path); System.Data.IDbCommand old = command; old.ExecuteNonQuery();")]
    // After a list of any length a token would be one more element of it.
    [InlineData("await orders.All.FindAsync(1); await orders.FindAsync<Order>(1, 2);")]
    // Clean-up runs to its end.
    [InlineData("try { await Task.Delay(1, cancellation); } catch (OperationCanceledException) { await command.ExecuteNonQueryAsync(); } finally { await http.DeleteAsync(path); }")]
    [InlineData("if (cancellation.IsCancellationRequested) await http.DeleteAsync(path);")]
    [InlineData("while (!cancellation.IsCancellationRequested) await Task.Delay(1, cancellation); await writer.WriteAsync(1);")]
    [InlineData("try { await Task.Delay(1, cancellation); } finally { command.ExecuteNonQuery(); await orders.SaveChangesAsync(); }")]
    [InlineData("try { await Task.Delay(1, cancellation); } catch (Exception e) when (e is TimeoutException) { using var failed = new StringContent(e.Message); await http.PostAsync(path, failed); }")]
    [InlineData("while (!cancellation.IsCancellationRequested) { await Task.Delay(1, cancellation); } command.ExecuteNonQuery(); await http.DeleteAsync(path);")]
    // Nobody waits.
    [InlineData("_ = http.GetAsync(path); _ = Task.Run(() => http.GetAsync(path)); http.PostAsync(path, null);")]
    // A lambda may run later, when the token means nothing any more.
    [InlineData("Func<Task> later = () => http.GetAsync(path); using var timer = new Timer(_ => command.ExecuteNonQuery()); await later();")]
    // The token of `Task.Run` only keeps work from starting: what runs goes on.
    [InlineData("await Task.Run(() => path.GetHashCode()); var flush = Task.Run(() => command.ExecuteNonQuery()); await flush.WaitAsync(cancellation); await Task.WhenAny(Task.Run(async () => await http.GetAsync(path)), Task.Delay(100, cancellation));")]
    // What blocks cannot be awaited there.
    [InlineData("lock (http) command.ExecuteNonQuery();")]
    // The caller chooses whether it may block.
    [InlineData("var isAsync = path != \"\"; using var rows = isAsync ? await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false) : command.ExecuteReader(); if (!isAsync) command.ExecuteNonQuery(); else await command.ExecuteNonQueryAsync(cancellation);")]
    [InlineData("if (path != \"\") return await orders.SaveChangesAsync(cancellation); orders.SaveChanges();")]
    // Others of the same names.
    [InlineData("await new System.IO.StringReader(path).ReadAsync(new char[1], 0, 1); path.Split(' ').ToList(); new List<int>().Find(number => number > 1);")]
    // The token goes on in other ways: linked, in options, through lambdas and loops.
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Get, path); using var answer = await http.SendAsync(request, cancellation); answer.EnsureSuccessStatusCode(); await using var body = await answer.Content.ReadAsStreamAsync(cancellation);")]
    [InlineData("using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation); patience.CancelAfter(500); try { return await http.GetFromJsonAsync<Order>(path, patience.Token); } catch (OperationCanceledException) when (!cancellation.IsCancellationRequested) { return null; }")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1, 2 }, cancellation, async (id, stop) => await http.DeleteAsync($\"{path}/{id}\", stop));")]
    [InlineData("Parallel.ForEach(new[] { 1, 2 }, new ParallelOptions { CancellationToken = cancellation }, id => command.ExecuteNonQuery()); await Task.Yield();")]
    [InlineData("return await Task.Run(() => { cancellation.ThrowIfCancellationRequested(); return path.GetHashCode(); }, cancellation);")]
    [InlineData("await Task.Factory.StartNew(() => command.ExecuteNonQuery(), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);")]
    [InlineData("await foreach (var order in orders.All.AsAsyncEnumerable().WithCancellation(cancellation)) await writer.WriteAsync(order.Id, cancellation);")]
    [InlineData("await foreach (var id in reader.ReadAllAsync(cancellation).ConfigureAwait(false)) if (!writer.TryWrite(id)) await writer.WriteAsync(id, cancellation);")]
    [InlineData("await Task.WhenAll(Enumerable.Range(1, 3).Select(page => http.GetStringAsync($\"{path}?page={page}\", cancellation)));")]
    [InlineData("await connection.ExecuteAsync(new CommandDefinition(\"DELETE FROM orders\", commandTimeout: 5, cancellationToken: cancellation));")]
    [InlineData("await orders.Database.CreateExecutionStrategy().ExecuteAsync(async () => await orders.SaveChangesAsync(cancellation));")]
    [InlineData("orders.All.Add(new Order(1)); await orders.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellation); orders.ChangeTracker.AcceptAllChanges();")]
    [InlineData("await orders.All.Where(order => order.Id < 5).ExecuteDeleteAsync(cancellation); await orders.Database.ExecuteSqlAsync($\"VACUUM\", cancellation);")]
    [InlineData("await http.PostAsJsonAsync(path, new Order(1), new System.Text.Json.JsonSerializerOptions(), cancellation);")]
    // Whoever cancels cancels the call by its own means.
    [InlineData("using (cancellation.Register(command.Cancel)) command.ExecuteNonQuery(); await Task.Yield();")]
    [InlineData("await using var stop = cancellation.Register(http.CancelPendingRequests); await http.GetStringAsync(path);")]
    [InlineData("using var stop = cancellation.UnsafeRegister(state => ((DbCommand)state!).Cancel(), command); await using var rows = await command.ExecuteReaderAsync();")]
    // One caller does not cancel what others wait for, too.
    [InlineData("var pages = new System.Collections.Concurrent.ConcurrentDictionary<string, Task<string>>(); await pages.GetOrAdd(path, key => http.GetStringAsync(key)).WaitAsync(cancellation);")]
    [InlineData("var shared = new Lazy<Task<string>>(() => http.GetStringAsync(path)); await shared.Value.WaitAsync(cancellation);")]
    [InlineData("await FetchAsync(http, path).WaitAsync(cancellation); static async Task<string> FetchAsync(HttpClient client, string address) => await client.GetStringAsync(address);")]
    // What has begun is brought to its end.
    [InlineData("await using var transaction = await connection.BeginTransactionAsync(cancellation); command.Transaction = transaction; await command.ExecuteNonQueryAsync(cancellation); await transaction.CommitAsync();")]
    [InlineData("await using var transaction = await orders.Database.BeginTransactionAsync(cancellation); try { await orders.SaveChangesAsync(cancellation); await transaction.CommitAsync(cancellation); } catch { await transaction.RollbackAsync(); throw; }")]
    [InlineData("try { await http.PostAsync(path, null, cancellation); } catch (HttpRequestException) { command.CommandText = \"UPDATE orders SET failed = 1\"; await command.ExecuteNonQueryAsync(CancellationToken.None); throw; }")]
    [InlineData("try { await reader.ReadAsync(cancellation); } catch (OperationCanceledException) { await orders.SaveChangesAsync(); throw; }")]
    [InlineData("try { await http.PutAsync(path, null, cancellation); } finally { await using var unlock = connection.CreateCommand(); unlock.CommandText = \"SELECT unlock()\"; await unlock.ExecuteNonQueryAsync(); }")]
    // No round trip, or on a thread of its own.
    [InlineData("orders.All.Local.ToList().ForEach(order => Console.WriteLine(order.Id)); if (orders.ChangeTracker.HasChanges()) await orders.SaveChangesAsync(cancellation);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => command.ExecuteNonQuery()); new Thread(() => orders.SaveChanges()).Start(); await Task.Yield();")]
    public Task Quiet(string statements) => Verify<CancellationNotForwarded>.QuietAsync(In(statements));

    [Theory]
    [InlineData("static async Task<string> GetAsync(HttpClient http) => await http.GetStringAsync(\"/\");")]
    [InlineData("static async Task<string> GetAsync(HttpClient http, CancellationToken _) => await http.GetStringAsync(\"/\");")]
    [InlineData("static async Task<string> GetAsync(HttpClient http, CancellationToken soft, CancellationToken hard) => await http.GetStringAsync(\"/\");")]
    [InlineData("static int Count(DbCommand command, CancellationToken cancellation) => command.ExecuteNonQuery();")]
    [InlineData("class Worker(HttpClient http) : Microsoft.Extensions.Hosting.IHostedService { public async Task StartAsync(CancellationToken cancellation) => await http.GetAsync(\"/\"); public async Task StopAsync(CancellationToken cancellation) => await http.DeleteAsync(\"/\"); }")]
    // The reader comes to the end of what the writer has completed.
    [InlineData("static async Task ReadAsync(Channel<int> numbers, CancellationToken cancellation) { await foreach (var number in numbers.Reader.ReadAllAsync()) Console.WriteLine(number); } static void Stop(Channel<int> numbers) => numbers.Writer.TryComplete();")]
    // What is saved is saved, even when the customer has gone.
    [InlineData("public class OrdersController(DbCommand command) : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Post() => await command.ExecuteNonQueryAsync(); async Task Own() => await command.ExecuteReaderAsync(); }")]
    [InlineData("class Controller(DbCommand command) { public async Task Get() => await command.ExecuteReaderAsync(); }")]
    [InlineData("static string Get(HttpClient http, CancellationToken cancellation) { using var answer = http.Send(new HttpRequestMessage()); return answer.ReasonPhrase!; }")]
    [InlineData("class Handler : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => await base.SendAsync(request, cancellation); }")]
    [InlineData("class Shop(HttpClient http) { readonly CancellationTokenSource stop = new(); public async Task RunAsync() => await http.GetStringAsync(\"/\"); public void Stop() => stop.Cancel(); }")]
    [InlineData("static class Start { static void Map(Microsoft.AspNetCore.Builder.WebApplication app, HttpClient http) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, \"/\", async () => await http.GetStringAsync(\"/\")); }")]
    [InlineData("class Hub2(DbCommand command) : Microsoft.AspNetCore.SignalR.Hub { public async Task Count() => await command.ExecuteReaderAsync(); }")]
    [InlineData("struct CancellationToken { } static class Tool { static Task<string> Get(HttpClient http, CancellationToken cancellation) => http.GetStringAsync(\"/\"); }")]
    // Hosts, disposal, endpoints and middleware.
    [InlineData("class Worker(HttpClient http) : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken stopping) { using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1)); while (await timer.WaitForNextTickAsync(stopping)) await http.GetAsync(\"/\", stopping); } public override async Task StopAsync(CancellationToken cancellation) { await http.DeleteAsync(\"/\"); await base.StopAsync(cancellation); } }")]
    [InlineData("class Lease(HttpClient http) : IAsyncDisposable { public Task RenewAsync(CancellationToken cancellation) => http.PutAsync(\"/\", null, cancellation); public async ValueTask DisposeAsync() => await http.DeleteAsync(\"/\"); }")]
    [InlineData("class Audit(Microsoft.AspNetCore.Http.RequestDelegate next, HttpClient http) { public async Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context) { await next(context); await http.PostAsync(\"/audit\", null, CancellationToken.None); } }")]
    [InlineData("class Prices(HttpClient http) { public async Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context) => context.Items[\"prices\"] = await http.GetStringAsync(\"/\", context.RequestAborted); }")]
    [InlineData("public class OrdersController(DbCommand command) : Microsoft.AspNetCore.Mvc.ControllerBase { public async Task Get() => await command.ExecuteReaderAsync(HttpContext.RequestAborted); public async Task Count(CancellationToken cancellation) => await command.ExecuteScalarAsync(cancellation); }")]
    [InlineData("static class Start { static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, \"/\", async (HttpClient http, CancellationToken gone) => { using var placed = await http.PostAsync(\"/\", null, gone); return placed.StatusCode; }); }")]
    [InlineData("static class Start { static void Leave(Microsoft.Extensions.Hosting.IHostApplicationLifetime lifetime, HttpClient http, CancellationToken cancellation) => lifetime.ApplicationStopping.Register(() => http.DeleteAsync(\"/registration\")); }")]
    [InlineData("class Reachable(HttpClient http) : Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck { public async Task<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult> CheckHealthAsync(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckContext context, CancellationToken cancellation = default) { using var answer = await http.GetAsync(\"/\", cancellation); return new(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy); } }")]
    // The token comes from elsewhere, or goes on through what is given.
    [InlineData("record Page(HttpClient Http, CancellationToken Cancellation) { public Task<string> ReadAsync() => Http.GetStringAsync(\"/\", Cancellation); }")]
    [InlineData("record Call(CancellationToken Cancellation); class Handler(HttpClient http) { public Task<string> HandleAsync(Call call) => http.GetStringAsync(\"/\", call.Cancellation); }")]
    [InlineData("static class Retry { static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation) { try { return await work(cancellation); } catch (HttpRequestException) { return await work(cancellation); } } static Task<string> GetAsync(HttpClient http, CancellationToken cancellation) => RunAsync(stop => http.GetStringAsync(\"/\", stop), cancellation); }")]
    [InlineData("static async IAsyncEnumerable<string> PagesAsync(HttpClient http, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default) { for (var page = 1; page < 9; page++) yield return await http.GetStringAsync($\"/{page}\", cancellation); }")]
    [InlineData("static async Task DrainAsync(Channel<int> numbers, CancellationToken cancellation) { while (await numbers.Reader.WaitToReadAsync()) while (numbers.Reader.TryRead(out var number)) Console.WriteLine(number); cancellation.ThrowIfCancellationRequested(); } static void Stop(Channel<int> numbers) => numbers.Writer.Complete();")]
    [InlineData("static List<int> Read(DbCommand command, CancellationToken cancellation) { var ids = new List<int>(); using var rows = command.ExecuteReader(); while (rows.Read()) { cancellation.ThrowIfCancellationRequested(); ids.Add(rows.GetInt32(0)); } return ids; }")]
    public Task Quiet_elsewhere(string members) => Verify<CancellationNotForwarded>.QuietAsync(members);

    [Theory]
    [InlineData("class Worker(HttpClient http) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await http.[|GetAsync|](\"/\"); } }")]
    [InlineData("public class OrdersController(DbCommand command) : ControllerBase { public async Task Get() => await command.[|ExecuteReaderAsync|](); }")]
    [InlineData("public class OrdersController(HttpClient http) : ControllerBase { public async Task Get(CancellationToken cancellation) => await http.[|PostAsync|](\"/\", null); }")]
    [InlineData("class Audited(HttpClient http) { public async Task InvokeAsync(HttpContext context) => await http.[|GetAsync|](\"/\"); }")]
    [InlineData("static class Start { static void Map(WebApplication app, HttpClient http) => app.MapGet(\"/\", async (CancellationToken cancellation) => await http.[|GetStringAsync|](\"/\")); }")]
    [InlineData("static class Tool { static Task<string> Get(HttpClient http, CancellationToken cancellation) => http.[|GetStringAsync|](\"/\"); }")]
    public Task Fires_elsewhere(string types) => Verify<CancellationNotForwarded>.FiresAsync(Given + types);

    [Theory]
    [InlineData("await http.[|GetStringAsync|](path);", "'GetStringAsync' goes on after 'cancellation' is cancelled: it costs as much as before, though nobody needs the result any more. Pass the token on.")]
    [InlineData("command.[|ExecuteNonQuery|]();", "'ExecuteNonQuery' goes on after 'cancellation' is cancelled: it costs as much as before, though nobody needs the result any more. Await 'ExecuteNonQueryAsync' with the token.")]
    public Task Says_what_happens(string statements, string message) => Verify<CancellationNotForwarded>.SaysAsync(In(statements), message);

    /// <summary>A compilation that has nothing to do with spans is left alone.</summary>
    [Fact]
    public async Task Quiet_without_tracing()
    {
        var project = TestProject.Create([("Test.cs", "using System.Net.Http; using System.Threading; using System.Threading.Tasks; class A { Task<string> Get(HttpClient http, CancellationToken token) => http.GetStringAsync(\"/\"); }")], references: TestProject.ReferencesWithoutTracing);
        Assert.Empty(await TestProject.DiagnosticsAsync(project, new CancellationNotForwarded()));
    }

    [Theory]
    [InlineData("await http.[|GetStringAsync|](path); /* now */", "await http.GetStringAsync(path, cancellation); /* now */")]
    [InlineData("await reader.[|ReadAsync|]();", "await reader.ReadAsync(cancellation);")]
    [InlineData("await http.[|PostAsJsonAsync|](path, new Order(1));", "await http.PostAsJsonAsync(path, new Order(1), cancellationToken: cancellation);")]
    [InlineData("await http.[|GetAsync|](requestUri: path);", "await http.GetAsync(requestUri: path, cancellationToken: cancellation);")]
    [InlineData("await orders.All.[|FirstAsync|](order => order.Id == 1);", "await orders.All.FirstAsync(order => order.Id == 1, cancellation);")]
    [InlineData("var count = command.[|ExecuteScalar|]()?.ToString();", "var count = (await command.ExecuteScalarAsync(cancellation))?.ToString();")]
    [InlineData("if (orders.[|SaveChanges|]() > 0) command.[|ExecuteNonQuery|]();", "if (await orders.SaveChangesAsync(cancellation) > 0) await command.ExecuteNonQueryAsync(cancellation);")]
    [InlineData("await http.[|PostAsync|](path, new StringContent(await http.[|GetStringAsync|](path)));", "await http.PostAsync(path, new StringContent(await http.GetStringAsync(path, cancellation)), cancellation);")]
    public Task Fixes(string before, string after) => Verify<CancellationNotForwarded>.FixesAsync(In(before), In(after));

    [Fact]
    public Task Fixes_with_the_end_of_the_request() => Verify<CancellationNotForwarded>.FixesAsync(
        Given + "public class OrdersController(DbCommand command) : ControllerBase { public async Task Get() => await command.[|ExecuteReaderAsync|](); }",
        Given + "public class OrdersController(DbCommand command) : ControllerBase { public async Task Get() => await command.ExecuteReaderAsync(HttpContext.RequestAborted); }");
}
