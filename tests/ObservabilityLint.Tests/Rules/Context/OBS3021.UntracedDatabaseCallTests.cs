using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class UntracedDatabaseCallTests
{
    private const string Given = "using Dapper; using Microsoft.Data.Sqlite; using Npgsql; using OpenTelemetry; using OpenTelemetry.Trace;\n";

    private static string In(string statements, string elsewhere = "") => Given + "class Shop(SqliteCommand command, SqliteConnection connection, NpgsqlCommand postgres, DbCommand any) { async Task RunAsync() { await Task.Yield(); " + statements + " } " + elsewhere + " }";

    private const string Pipeline = "static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build();";

    [Theory]
    [InlineData("command.[|ExecuteNonQuery|]();")]
    [InlineData("await command.[|ExecuteScalarAsync|]();")]
    [InlineData("using var rows = command.[|ExecuteReader|]();")]
    [InlineData("await connection.[|ExecuteAsync|](\"DELETE FROM orders\");")]
    [InlineData("((System.Data.IDbConnection)connection).[|Query<int>|](\"SELECT 1\");")]
    [InlineData("using (source.StartActivity(\"place\")) command.[|ExecuteNonQuery|]();")]
    [InlineData("using (source.StartActivity(\"place\", ActivityKind.Client)) { } command.[|ExecuteNonQuery|]();")]
    public Task Fires(string statements) => Verify<UntracedDatabaseCall>.FiresAsync(In(statements));

    [Theory]
    [InlineData("using (source.StartActivity(\"save\", ActivityKind.Client)) command.ExecuteNonQuery();")]
    [InlineData("using var save = source.StartActivity(\"save\", ActivityKind.Client); await command.ExecuteNonQueryAsync(); connection.Execute(\"DELETE FROM orders\");")]
    [InlineData("var kind = DateTime.Now.Hour > 1 ? ActivityKind.Client : ActivityKind.Internal; using var save = source.StartActivity(\"save\", kind); command.ExecuteNonQuery();")]
    [InlineData("any.ExecuteNonQuery(); await any.ExecuteReaderAsync();")]
    [InlineData("postgres.ExecuteNonQuery();")]
    [InlineData("connection.Open(); command.Prepare(); command.CommandText = \"SELECT 1\";")]
    [InlineData("using var save = source.StartActivity(\"save\", kind: ActivityKind.Client); foreach (var number in new[] { 1, 2 }) { command.Parameters.AddWithValue(\"n\", number); await command.ExecuteNonQueryAsync(); }")]
    [InlineData("var save = source.StartActivity(\"save\", ActivityKind.Client); try { command.ExecuteNonQuery(); } finally { save?.Dispose(); }")]
    [InlineData("using (var save = source.StartActivity(\"save\", ActivityKind.Client)) { await using var rows = await command.ExecuteReaderAsync(); while (await rows.ReadAsync()) { } }")]
    [InlineData("Func<int> save = () => { using var activity = source.StartActivity(\"save\", ActivityKind.Client); return command.ExecuteNonQuery(); }; save();")]
    [InlineData("DbConnection shop = connection; shop.Execute(\"DELETE FROM orders\"); await shop.QueryAsync<int>(\"SELECT 1\");")]
    [InlineData("using var batch = any.Connection!.CreateBatch(); batch.ExecuteNonQuery();")]
    [InlineData("new List<int>().Find(number => number > 1); System.Data.IDbCommand old = any; old.ExecuteScalar();")]
    // A client span is around it, however it is started and ended.
    [InlineData("using var save = source.StartActivity(ActivityKind.Client, name: \"save\"); await command.ExecuteNonQueryAsync();")]
    [InlineData("using var save = source.CreateActivity(\"save\", ActivityKind.Client)?.Start(); command.ExecuteNonQuery();")]
    [InlineData("var save = source.StartActivity(\"save\", ActivityKind.Client); await command.ExecuteNonQueryAsync(); save?.Stop();")]
    [InlineData("using var save = source.StartActivity(\"save\", ActivityKind.Client); try { command.ExecuteNonQuery(); } catch (SqliteException e) { save?.SetStatus(ActivityStatusCode.Error, e.Message); throw; }")]
    [InlineData("using (source.StartActivity(\"save\", ActivityKind.Client)) await Task.WhenAll(command.ExecuteNonQueryAsync(), connection.ExecuteAsync(\"DELETE FROM carts\"));")]
    // A method of the program, or who calls this one, starts it.
    [InlineData("Traced(() => command.ExecuteNonQuery()); void Traced(Func<int> query) { using var save = source.StartActivity(\"save\", ActivityKind.Client); query(); }")]
    [InlineData("using var save = source.StartActivity(\"save\", ActivityKind.Client); Save(); void Save() => Inner(); void Inner() => command.ExecuteNonQuery();")]
    [InlineData("Save(); void Save() { using var save = source.StartActivity(\"save\", ActivityKind.Client)?.SetTag(\"db.system.name\", \"sqlite\"); command.ExecuteNonQuery(); }")]
    // The provider is not known.
    [InlineData("using var made = SqliteFactory.Instance.CreateCommand()!; made.ExecuteNonQuery(); Run(command); static int Run<T>(T given) where T : DbCommand => given.ExecuteNonQuery();")]
    // Nothing is asked of the database.
    [InlineData("connection.CreateFunction(\"discount\", (double price) => price * 0.9); using var transaction = connection.BeginTransaction(); command.Transaction = transaction; transaction.Commit();")]
    public Task Quiet(string statements) => Verify<UntracedDatabaseCall>.QuietAsync(In(statements));

    [Theory]
    [InlineData("static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").AddSource(\"Npgsql\").Build();")]
    [InlineData("static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"*\").Build();")]
    [InlineData("static void Trace(Func<TracerProviderBuilder, TracerProviderBuilder> AddNpgsql) => AddNpgsql(Sdk.CreateTracerProviderBuilder()).Build();")]
    [InlineData("static readonly string[] sources = [\"Shop\", \"Npgsql\"]; static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(sources).Build();")]
    [InlineData("static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"npgsql\").Build();")]
    [InlineData("static void Trace() => Sdk.CreateTracerProviderBuilder().AddSource(\"Npg*\").Build();")]
    public Task Quiet_where_the_source_is_registered(string elsewhere) => Verify<UntracedDatabaseCall>.QuietAsync(In("postgres.ExecuteNonQuery();", elsewhere));

    [Fact]
    public Task Fires_where_the_source_is_not_registered() => Verify<UntracedDatabaseCall>.SaysAsync(In("postgres.[|ExecuteNonQuery|]();", Pipeline), "The trace shows nothing of 'ExecuteNonQuery', since the source 'Npgsql' of its spans (Activity) is not registered. Register it with AddSource(\"Npgsql\").");

    [Fact]
    public Task Says_what_happens() => Verify<UntracedDatabaseCall>.SaysAsync(In("command.[|ExecuteNonQuery|]();"), "The trace shows nothing of 'ExecuteNonQuery', since Microsoft.Data.Sqlite starts no span (Activity) for it. Start one of kind Client around the call.");

    [Theory]
    [InlineData(
        """
        using Microsoft.Data.Sqlite;

        static class Orders
        {
            static int Count(SqliteConnection connection)
            {
                using var insert = connection.CreateCommand();
                insert.CommandText = "INSERT INTO orders VALUES (1)";
                insert.[|ExecuteNonQuery|](); // one
                using var select = new SqliteCommand("select count(*) from orders", connection);
                var count = select.[|ExecuteScalar|]();
                if (count is null)
                    select.[|ExecuteNonQuery|]();
                return select
                    .[|ExecuteNonQuery|]();
            }
        }
        """,
        """
        using Microsoft.Data.Sqlite;

        static class Orders
        {
            static int Count(SqliteConnection connection)
            {
                using var insert = connection.CreateCommand();
                insert.CommandText = "INSERT INTO orders VALUES (1)";
                using (source.StartActivity("INSERT", ActivityKind.Client)?.SetTag("db.system.name", "sqlite").SetTag("db.operation.name", "INSERT"))
                {
                    insert.ExecuteNonQuery(); // one
                }
                using var select = new SqliteCommand("select count(*) from orders", connection);
                using var countSpan = source.StartActivity("SELECT", ActivityKind.Client)?.SetTag("db.system.name", "sqlite").SetTag("db.operation.name", "SELECT");
                var count = select.ExecuteScalar();
                if (count is null)
                    select.ExecuteNonQuery();
                return select
                    .ExecuteNonQuery();
            }
        }
        """)]
    public async Task Fixes(string before, string after)
    {
        // What follows the local is under its span, and then all is told of.
        var fixedAll = await FixRunner.OneByOneAsync(TestProject.Create(Markup.Parse(before)), new UntracedDatabaseCall());
        Assert.Equal(await TestProject.TextOfAsync(TestProject.Create(Markup.Parse(after))), await TestProject.TextOfAsync(fixedAll));
        await TestProject.AssertCompilesAsync(fixedAll);
        await Verify<UntracedDatabaseCall>.QuietAsync(after);
    }

    [Fact]
    public Task Fixes_all() => Verify<UntracedDatabaseCall>.FixesAsync(
        In("command.CommandText = \"SELECT 1\"; await command.[|ExecuteNonQueryAsync|](); connection.[|Execute|](\"DELETE FROM orders\");"),
        In(
            """
            command.CommandText = "SELECT 1"; using (source.StartActivity("ExecuteNonQueryAsync", ActivityKind.Client)?.SetTag("db.system.name", "sqlite"))
            {
                await command.ExecuteNonQueryAsync();
            } using (source.StartActivity("DELETE", ActivityKind.Client)?.SetTag("db.system.name", "sqlite").SetTag("db.operation.name", "DELETE"))
            {
                connection.Execute("DELETE FROM orders");
            }
            """));

    [Fact]
    public Task Offers_no_fix_in_expressions() => Verify<UntracedDatabaseCall>.OffersNoFixAsync(Given + "class Shop { static int Count(SqliteCommand command) => command.[|ExecuteNonQuery|](); }");
}

[Collection(nameof(Traces))]
public class UntracedDatabaseCallProofs
{
    [Fact]
    public Task At_run_time_the_provider_emits_no_span() => TracedRun.ProvesAsync(
        "OBS3021",
        """
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        Orders.Place(connection);
        """,
        "place order\n", "place order\n  CREATE\n", configure: builder => builder.AddSource("*"));

    /// <summary>Sync or async makes no difference: it is the registration that does.</summary>
    [Fact]
    public async Task At_run_time_Npgsql_emits_spans_where_its_source_is_registered()
    {
        await using var postgres = await PostgresServer.StartAsync();
        const string place = """
            using Npgsql;
            public static class Orders
            {
                public static async Task PlaceAsync(string database)
                {
                    await using var connection = new NpgsqlConnection(database);
                    await connection.OpenAsync();
                    using var activity = source.StartActivity("place order");
                    using var command = new NpgsqlCommand("SELECT 1", connection);
                    command.ExecuteNonQuery();
                    await command.ExecuteNonQueryAsync();
                }
            }
            """;
        var main = $"await Orders.PlaceAsync(\"{postgres.ConnectionString}\");";
        Assert.Equal("place order\n", await TracedRun.TreeAsync(place, main));
        Assert.Equal("CONNECT postgres\nplace order\n  postgresql\n  postgresql\n", await TracedRun.TreeAsync(place, main, builder => builder.AddSource("Npgsql")));
    }
}
