using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

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

        """ + Cancelled.Replace("{0}", "Test.LoadAsync(client, app.Urls.First(), tired.Token)", StringComparison.Ordinal),
        "done\n", "cancelled\n");

    [Fact]
    public Task At_run_time_the_command_is_carried_out() => TracedRun.ProvesAsync(
        "OBS3020",
        """
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE orders (id INTEGER)";

        """ + Cancelled.Replace("{0}", "Test.CreateAsync(command, new CancellationToken(canceled: true))", StringComparison.Ordinal),
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

            """ + Cancelled.Replace("{0}", "Test.CreateAsync(command, tired.Token)", StringComparison.Ordinal),
            "done\n", "cancelled\n", example: 1);
    }

    /// <summary>Why `Task.Run` is left alone: with the token its work is carried out as without.</summary>
    [Fact]
    public async Task At_run_time_a_token_does_not_stop_what_Task_Run_has_started()
    {
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Task.Run(async () =>
        {
            started.SetResult();
            await cancelled.Task;
            return "carried out";
        }, cancellation.Token);
        await started.Task;
        await cancellation.CancelAsync();
        cancelled.SetResult();
        Assert.Equal("carried out", await work);
    }
}
