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
    [InlineData("await orders.[|SaveChangesAsync|]();")]
    [InlineData("await reader.[|ReadAsync|]();")]
    [InlineData("await foreach (var item in reader.[|ReadAllAsync|]()) { }")]
    [InlineData("while (await reader.[|WaitToReadAsync|]()) { }")]
    [InlineData("await writer.[|WriteAsync|](1);")]
    [InlineData("await Task.[|Run|](() => path.GetHashCode());")]
    [InlineData("var sent = http.[|GetAsync|](path); await sent;")]
    [InlineData("await Task.WhenAll(http.[|GetAsync|](path), http.GetAsync(path, cancellation));")]
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
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(async number => await http.GetStringAsync(path)));")]
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
    [InlineData("await Local(); async Task Local() => await http.GetAsync(path);")]
    // What blocks cannot be awaited there.
    [InlineData("lock (http) command.ExecuteNonQuery();")]
    // Others of the same names.
    [InlineData("await new System.IO.StringReader(path).ReadAsync(new char[1], 0, 1); path.Split(' ').ToList(); new List<int>().Find(number => number > 1);")]
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
    [InlineData("await http.[|GetStringAsync|](path);", "'GetStringAsync' goes on when 'cancellation' is cancelled: pass it on")]
    [InlineData("command.[|ExecuteNonQuery|]();", "'ExecuteNonQuery' goes on when 'cancellation' is cancelled: await 'ExecuteNonQueryAsync' with it")]
    public Task Says_what_happens(string statements, string message) => Verify<CancellationNotForwarded>.SaysAsync(In(statements), message);

    /// <summary>A compilation that has nothing to do with spans is left alone.</summary>
    [Fact]
    public async Task Quiet_without_tracing()
    {
        var project = TestProject.Create([("Test.cs", "using System.Net.Http; using System.Threading; using System.Threading.Tasks; class A { Task<string> Get(HttpClient http, CancellationToken token) => http.GetStringAsync(\"/\"); }")]);
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

[Collection(nameof(Traces))]
public class CancellationNotForwardedProofs
{
    private const string Cancelled = "try { await {0}; using (source.StartActivity(\"done\")) { } } catch (OperationCanceledException) { using (source.StartActivity(\"cancelled\")) { } }";

    /// <summary>Against a real server, which takes its time.</summary>
    [Fact]
    public Task At_run_time_the_request_goes_on() => TracedRun.ProvesAsync(
        "OBS3020",
        """
        await using var app = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder([]).Build();
        app.Urls.Add("http://127.0.0.1:0");
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/", async (CancellationToken gone) => { await Task.Delay(1500, gone); return "late"; });
        await app.StartAsync();
        using var client = new HttpClient();
        using var tired = new CancellationTokenSource(200);

        """ + Cancelled.Replace("{0}", "Prices.LoadAsync(client, app.Urls.First(), tired.Token)", StringComparison.Ordinal),
        "done\n", "cancelled\n");

    [Fact]
    public Task At_run_time_the_command_is_carried_out() => TracedRun.ProvesAsync(
        "OBS3020",
        """
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE orders (id INTEGER)";

        """ + Cancelled.Replace("{0}", "Orders.CreateAsync(command, new CancellationToken(canceled: true))", StringComparison.Ordinal),
        "done\n", "cancelled\n", example: 1);

    /// <summary>A command that blocks is not stopped; the other is, in the database too.</summary>
    [Fact]
    public async Task At_run_time_the_database_works_on()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await TracedRun.ProvesAsync(
            "OBS3020",
            $"""
            using var connection = new Npgsql.NpgsqlConnection("{postgres.ConnectionString}");
            connection.Open();
            using var command = new Npgsql.NpgsqlCommand("SELECT pg_sleep(1.5)", connection);
            using var tired = new CancellationTokenSource(200);

            """ + Cancelled.Replace("{0}", "Orders.CreateAsync(command, tired.Token)", StringComparison.Ordinal),
            "done\n", "cancelled\n", example: 1);
    }
}
