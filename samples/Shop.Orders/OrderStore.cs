using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Shop;

/// <summary>Keeps orders in a database, in memory.</summary>
public sealed class OrderStore : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public OrderStore()
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE orders (number INTEGER, sum TEXT)";
        command.ExecuteNonQuery();
    }

    public Task SaveAsync(Order order, CancellationToken cancellation)
    {
        using var activity = Telemetry.Source.StartActivity("save order");
        return InsertAsync(order, cancellation);
    }

    public void Dispose() => connection.Dispose();

    private async Task InsertAsync(Order order, CancellationToken cancellation)
    {
        // A busy database lets one wait.
        await Task.Delay(5, cancellation);
        using var activity = Telemetry.Source.StartActivity("INSERT orders", ActivityKind.Client);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO orders VALUES ({order.Number}, '{order.Sum}')";
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
