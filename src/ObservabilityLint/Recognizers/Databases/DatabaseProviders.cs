using System.Collections.Generic;

namespace ObservabilityLint.Recognizers;

/// <summary>A database provider, as far as its spans go.</summary>
/// <param name="System">The database, as the conventions name it.</param>
/// <param name="Source">The source of its own spans; null where it has none.</param>
internal sealed record DatabaseProvider(string System, string? Source);

/// <summary>The providers of which it is known whether they emit spans, by their namespaces.</summary>
internal static class DatabaseProviders
{
    public static IReadOnlyDictionary<string, DatabaseProvider> ByNamespace { get; } = new Dictionary<string, DatabaseProvider>
    {
        ["Microsoft.Data.Sqlite"] = new("sqlite", null), ["System.Data.SQLite"] = new("sqlite", null), ["System.Data.Odbc"] = new("other_sql", null), ["System.Data.OleDb"] = new("other_sql", null),
        ["Npgsql"] = new("postgresql", "Npgsql"), ["MySqlConnector"] = new("mysql", "MySqlConnector"), ["MongoDB.Driver"] = new("mongodb", "MongoDB.Driver"),
    };
}
