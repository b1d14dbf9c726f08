using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Tests.Recognizers;

public class OutgoingCallsTests
{
    private static string Show(OutgoingCall call)
        => ((IInvocationOperation)call.Call).TargetMethod.Name + (call.IsRead ? " reads" : "") + (call.AsyncSibling is { } sibling ? ", not " + sibling : "") + (call.AcceptsCancellation ? "" : ", to the end");

    private const string Http = """
        using System.Net; using System.Net.Http.Json; using Grpc.Core;
        namespace Grpc.Core { public struct CallOptions; public class Metadata; public abstract class ClientBase; public class AsyncUnaryCall<T>; }
        class StockClient : ClientBase { public AsyncUnaryCall<int> CountAsync(string request, CallOptions options) => new(); public int Count(string request, Metadata? headers = null) => 1; public void Close() { } }
        class Tracing : DelegatingHandler { protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) => await base.SendAsync(request, stop); }
        class Own { public Task GetAsync(string path) => Task.CompletedTask; public void Send(HttpRequestMessage request) { } }

        """;

    private static Task<string> HttpAsync(string statements) => RecognizedFacts.InAsync<OutgoingCall>(
        Http + "class Shop { async Task RunAsync(HttpClient http, HttpMessageInvoker invoker, StockClient stock, Own own, HttpRequestMessage request) { await Task.Yield(); " + statements + " } }", new HttpCalls(), Show);

    [Theory]
    [InlineData("await http.GetAsync(\"/\"); await http.GetStringAsync(\"/\");", "GetAsync reads; GetStringAsync reads")]
    [InlineData("await http.SendAsync(request); http.Send(request);", "SendAsync; Send, not SendAsync")]
    [InlineData("await invoker.SendAsync(request, default); invoker.Send(request, default);", "SendAsync; Send, not SendAsync")]
    [InlineData("await http.PostAsync(\"/\", null); await http.DeleteAsync(\"/\");", "PostAsync; DeleteAsync")]
    [InlineData("await http.GetFromJsonAsync<int>(\"/\"); await HttpClientJsonExtensions.PostAsJsonAsync(http, \"/\", 1);", "GetFromJsonAsync reads; PostAsJsonAsync")]
    [InlineData("((HttpWebRequest)WebRequest.Create(\"http://shop\")).GetResponse();", "GetResponse reads")]
    [InlineData("stock.CountAsync(\"a\", default); stock.Count(\"a\");", "CountAsync; Count")]
    public async Task Recognizes_requests(string statements, string expected) => Assert.Equal(expected, await HttpAsync(statements));

    /// <summary>The handler above, too: what it hands on is the request of its caller.</summary>
    [Theory]
    [InlineData("await own.GetAsync(\"/\"); own.Send(request); stock.Close(); http.CancelPendingRequests(); http.DefaultRequestHeaders.Clear();")]
    [InlineData("await new HttpResponseMessage().Content.ReadAsStringAsync(); Func<string, Task> later = http.GetAsync;")]
    public async Task Knows_no_requests_in(string statements) => Assert.Equal("", await HttpAsync(statements));

    private const string Databases = """
        using Dapper; using Microsoft.Data.Sqlite; using Microsoft.EntityFrameworkCore; using Npgsql; using System.Data;
        class Order { public int Id { get; set; } }
        class Orders : DbContext { public DbSet<Order> All { get; set; } = null!; }

        """;

    private static Task<string> DatabaseAsync(string statements) => RecognizedFacts.InAsync<OutgoingCall>(
        Databases + "class Shop { async Task RunAsync(DbCommand command, IDbCommand old, DbBatch batch, DbDataAdapter adapter, SqliteConnection sqlite, NpgsqlCommand postgres, IDbConnection any, Orders orders) { await Task.Yield(); " + statements + " } }", new DatabaseCalls(), Show);

    [Theory]
    [InlineData("command.ExecuteNonQuery(); await command.ExecuteScalarAsync();", "ExecuteNonQuery, not ExecuteNonQueryAsync; ExecuteScalarAsync reads")]
    [InlineData("old.ExecuteReader(); await batch.ExecuteReaderAsync(); adapter.Fill(new DataSet());", "ExecuteReader reads, not ExecuteReaderAsync; ExecuteReaderAsync reads; Fill reads")]
    [InlineData("await new SqliteCommand(\"SELECT 1\", sqlite).ExecuteNonQueryAsync(); postgres.ExecuteReader();", "ExecuteNonQueryAsync; ExecuteReader reads, not ExecuteReaderAsync")]
    [InlineData("any.Query<int>(\"SELECT 1\"); await any.ExecuteAsync(\"DELETE\");", "Query reads, not QueryAsync, to the end; ExecuteAsync, to the end")]
    [InlineData("orders.SaveChanges(); await orders.SaveChangesAsync(); await orders.All.FindAsync(1);", "SaveChanges, not SaveChangesAsync; SaveChangesAsync; FindAsync reads")]
    [InlineData("await orders.All.Where(order => order.Id > 1).ToListAsync(); await orders.All.ExecuteDeleteAsync();", "ToListAsync reads; ExecuteDeleteAsync")]
    [InlineData("orders.All.Where(order => order.Id > 1).OrderBy(order => order.Id).ToList();", "ToList reads")]
    [InlineData("orders.All.AsNoTracking().First(order => order.Id == 1); orders.Set<Order>().Count();", "First reads; Count reads")]
    [InlineData("await orders.Database.ExecuteSqlRawAsync(\"DELETE FROM orders\");", "ExecuteSqlRawAsync")]
    public async Task Recognizes_database_calls(string statements, string expected) => Assert.Equal(expected, await DatabaseAsync(statements));

    [Theory]
    [InlineData("sqlite.Open(); await sqlite.OpenAsync(); command.Prepare(); sqlite.CreateCommand();")]
    [InlineData("orders.Add(new Order()); var query = orders.All.Where(order => order.Id > 1).Select(order => order.Id);")]
    [InlineData("new List<int>().Where(number => number > 1).ToList(); new[] { 1 }.AsQueryable().First(); new List<int>().Find(number => number > 1);")]
    [InlineData("var list = orders.All.AsEnumerable(); list.Count(); string.Concat(\"a\").Any();")]
    public async Task Knows_no_database_calls_in(string statements) => Assert.Equal("", await DatabaseAsync(statements));
}
