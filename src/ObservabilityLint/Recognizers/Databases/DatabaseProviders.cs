using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>A database provider, as far as its spans go.</summary>
/// <param name="System">The database, as the conventions name it.</param>
/// <param name="Source">The source of its own spans; null where it has none.</param>
/// <param name="Type">A type of its own, by which it is seen whether it is there.</param>
internal sealed record DatabaseProvider(string System, string? Source, string Type);

/// <summary>The providers of which it is known whether they emit spans, and what opens the way to their databases.</summary>
internal static class DatabaseProviders
{
    private const string Npgsql = "Npgsql", MySql = "MySqlConnector", Mongo = "MongoDB.Driver";

    /// <summary>The methods of Entity Framework Core, and the provider that each of them uses.</summary>
    private static readonly Dictionary<string, string> OfEntityFramework = new() { ["UseNpgsql"] = Npgsql, ["UseMySql"] = MySql };

    /// <summary>The methods that register a provider's objects in a container.</summary>
    private static readonly Dictionary<string, string> OfContainers = new() { ["AddNpgsqlDataSource"] = Npgsql, ["AddMySqlDataSource"] = MySql };

    /// <summary>The client integrations of Aspire, which register the source of their provider with the pipeline of the host.</summary>
    private static readonly Dictionary<string, string> OfIntegrations = new()
    {
        ["AddNpgsqlDataSource"] = Npgsql, ["AddKeyedNpgsqlDataSource"] = Npgsql, ["AddNpgsqlDbContext"] = Npgsql, ["EnrichNpgsqlDbContext"] = Npgsql,
        ["AddAzureNpgsqlDataSource"] = Npgsql, ["AddKeyedAzureNpgsqlDataSource"] = Npgsql, ["AddAzureNpgsqlDbContext"] = Npgsql, ["EnrichAzureNpgsqlDbContext"] = Npgsql,
        ["AddMySqlDataSource"] = MySql, ["AddKeyedMySqlDataSource"] = MySql, ["AddMySqlDbContext"] = MySql, ["EnrichMySqlDbContext"] = MySql,
        ["AddMongoDBClient"] = Mongo, ["AddKeyedMongoDBClient"] = Mongo,
    };

    public static NamedWords Integrations { get; } = new(OfIntegrations.Keys, isKept: true);

    public static IReadOnlyDictionary<string, DatabaseProvider> ByNamespace { get; } = new Dictionary<string, DatabaseProvider>
    {
        ["Microsoft.Data.Sqlite"] = new("sqlite", null, "SqliteConnection"), ["System.Data.SQLite"] = new("sqlite", null, "SQLiteConnection"),
        ["System.Data.Odbc"] = new("other_sql", null, "OdbcConnection"), ["System.Data.OleDb"] = new("other_sql", null, "OleDbConnection"),
        [Npgsql] = new("postgresql", Npgsql, "NpgsqlConnection"), [MySql] = new("mysql", MySql, "MySqlConnection"), [Mongo] = new("mongodb", Mongo, "MongoClient"),
    };

    /// <summary>What opens the way to a database of a provider with spans of its own: objects, and methods that register or use it.</summary>
    public static NamedWords Uses { get; } = new(
        ["NpgsqlConnection", "NpgsqlCommand", "NpgsqlDataSourceBuilder", "NpgsqlSlimDataSourceBuilder", "MySqlConnection", "MySqlCommand", "MySqlDataSource", "MySqlDataSourceBuilder", "MongoClient", .. OfContainers.Keys, .. OfEntityFramework.Keys], isKept: true);

    /// <summary>How MongoDB's driver tells a program of its commands.</summary>
    private static readonly TextWords MongoListeners = new("ClusterConfigurator");

    /// <summary>The words for what a provider tells of its work in another way than by spans of its own; null for one that has none.</summary>
    public static TextWords? ListenersOf(string source) => source == Mongo ? MongoListeners : null;

    /// <summary>False where the project has none of them, so that no call can be one of theirs.</summary>
    public static bool AreReferencedBy(Compilation compilation)
    {
        foreach (var provider in ByNamespace)
            if (compilation.Defines(provider.Key + "." + provider.Value.Type)) return true;
        return false;
    }

    /// <summary>The source of the spans of what such a call uses; null where it has none.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="compilation">Which versions are referenced.</param>
    /// <param name="isEntityFrameworkTraced">Entity Framework Core's own spans stand for those of its provider.</param>
    public static string? SourceOf(IMethodSymbol method, Compilation compilation, bool isEntityFrameworkTraced)
    {
        if (OfEntityFramework.TryGetValue(method.Name, out var used)) return method.ContainingNamespace.Is(DatabaseCalls.EntityFramework) && !isEntityFrameworkTraced ? used : null;
        var space = method.MethodKind == MethodKind.Constructor ? method.ContainingType.ContainingNamespace.ToDisplayString() : OfContainers.TryGetValue(method.Name, out var registered) ? registered : null;
        // Older drivers of MongoDB have no source of their own.
        return space is null || !ByNamespace.TryGetValue(space, out var provider) || space == Mongo && !compilation.Defines(Mongo + ".MongoTelemetry") ? null : provider.Source;
    }

    /// <summary>The call registers the source: it is one of such an integration, or of a method that is out of sight. The providers have methods of the same names, which register none.</summary>
    /// <param name="name">What is called.</param>
    /// <param name="method">The method; null where it is not known.</param>
    /// <param name="source">The source.</param>
    public static bool Registers(string name, IMethodSymbol? method, string source)
        => OfIntegrations.TryGetValue(name, out var registered) && registered == source && (method is null || method.ContainingNamespace.Is("Microsoft.Extensions.Hosting"));

    /// <summary>The call that registers a source: a method of the provider's own, where that is referenced.</summary>
    public static string Registration(string source, Compilation compilation)
        => source == Npgsql && compilation.Defines(Npgsql + ".TracerProviderBuilderExtensions") ? "AddNpgsql()" : $"AddSource(\"{source}\")";
}
